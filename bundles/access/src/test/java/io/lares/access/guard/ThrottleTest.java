package io.lares.access.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.access.AccessDenied;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final GuardTest.Clock clock = new GuardTest.Clock();
  private final Throttle throttle =
      new Throttle(clock, 3, Duration.ofMinutes(2), Duration.ofHours(1), 100);

  @Test
  void thePauseDoublesUpToTheLongest() throws Exception {
    throttle.enter("eve");
    throttle.enter("eve");
    throttle.enter("eve");
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 120, 120, 120}) {
      assertThatThrownBy(() -> throttle.enter("eve"))
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied -> assertThat(denied.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
      clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThatThrownBy(() -> throttle.enter("eve")).isInstanceOf(AccessDenied.class);
      clock.pass(Duration.ofMillis(1));
      throttle.enter("eve");
    }
  }

  @Test
  void aTryTooEarlyDoesNotMakeThePauseLonger() throws Exception {
    for (int i = 0; i < 3; i++) {
      throttle.enter("eve");
    }
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> throttle.enter("eve")).isInstanceOf(AccessDenied.class);
    }
    clock.pass(Duration.ofSeconds(1));
    assertThatCode(() -> throttle.enter("eve")).doesNotThrowAnyException();
  }

  @Test
  void allIsForgivenAfterAWhileOrASuccess() throws Exception {
    for (int i = 0; i < 3; i++) {
      throttle.enter("eve");
      throttle.enter("anna");
    }
    throttle.forgive("anna");
    assertThatCode(() -> throttle.enter("anna")).doesNotThrowAnyException();
    clock.pass(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThatCode(() -> throttle.enter("eve")).doesNotThrowAnyException();
    }
  }

  @Test
  void memoryIsBoundedAndWhoTriesNowIsNotForgotten() throws Exception {
    for (int i = 0; i < 3; i++) {
      throttle.enter("eve");
    }
    for (int i = 0; i < 99; i++) {
      throttle.enter("name " + i);
    }
    assertThat(throttle.size()).isEqualTo(100);
    assertThatThrownBy(() -> throttle.enter("eve")).isInstanceOf(AccessDenied.class);
    for (int i = 0; i < 10_000; i++) {
      throttle.enter("other " + i);
    }
    assertThat(throttle.size()).isEqualTo(100);
  }

  @Test
  void manyAtOnceGainNothing() throws Exception {
    AtomicInteger through = new AtomicInteger();
    Thread[] threads = new Thread[50];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.startVirtualThread(() -> {
            try {
              throttle.enter("eve");
              through.incrementAndGet();
            } catch (AccessDenied e) {
              // Too many.
            }
          });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(through).hasValue(3);
  }
}
