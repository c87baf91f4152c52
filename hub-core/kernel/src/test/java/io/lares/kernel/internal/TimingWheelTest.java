package io.lares.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Outcome;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
  private static final Intent INTENT = new Intent("run-1", Actor.automation("a"), "", false);

  private final long begun = System.nanoTime();
  private final TimingWheel wheel = new TimingWheel(begun);
  private final List<HubEvent> events = new ArrayList<>();
  private final LiveAttribute level =
      new LiveAttribute(Objects.requireNonNull(Vocabulary.attribute(Vocabulary.LEVEL)), null);

  private PendingCommand command(Duration patience) {
    PendingCommand command =
        new PendingCommand(
            1,
            new Command(new DeviceId("lamp"), Vocabulary.LEVEL, Value.of(40)),
            INTENT,
            level,
            begun,
            begun + patience.toNanos(),
            events::add,
            wheel::remove,
            Runnable::run);
    wheel.add(command);
    return command;
  }

  private void turn(Duration after) {
    wheel.turn(begun + after.toNanos());
  }

  private @Nullable Outcome outcome() {
    return events.stream()
        .map(event -> ((CommandProgress) event).outcome())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private int waiting() {
    List<PendingCommand> all = new ArrayList<>();
    wheel.forEach(all::add);
    return all.size();
  }

  @Test
  void whatIsShownAlreadyIsConfirmedHalfASecondAfterItWasAccepted() {
    level.reading(new Reading(Value.of(40), Instant.EPOCH));
    command(Duration.ofSeconds(10)).accepted();
    turn(Duration.ofMillis(400));
    assertThat(outcome()).isNull();
    turn(Duration.ofSeconds(5));
    assertThat(outcome()).isInstanceOf(Outcome.Confirmed.class);
    assertThat(waiting()).isZero();
  }

  @Test
  void whatIsNeverShownEndsWithItsTimeAndNotBefore() {
    command(Duration.ofSeconds(10)).accepted();
    for (int tenths = 1; tenths < 100; tenths++) {
      turn(Duration.ofMillis(100 * tenths));
      assertThat(outcome()).isNull();
    }
    turn(Duration.ofMillis(10_100));
    assertThat(outcome()).isInstanceOf(Outcome.Unconfirmed.class);
    assertThat(waiting()).isZero();
  }

  @Test
  void whatWaitsForLongerThanTheWheelTurnsEndsWithItsTimeToo() {
    command(Duration.ofSeconds(120)).accepted();
    for (int tenths = 1; tenths < 1200; tenths++) {
      turn(Duration.ofMillis(100 * tenths));
    }
    assertThat(outcome()).isNull();
    turn(Duration.ofMillis(120_100));
    assertThat(outcome()).isInstanceOf(Outcome.Unconfirmed.class);
  }

  @Test
  void whatNobodyAcceptsIsLookedAtUntilItsTimeIsUp() {
    command(Duration.ofSeconds(10));
    turn(Duration.ofSeconds(9));
    assertThat(outcome()).isNull();
    turn(Duration.ofMillis(10_100));
    assertThat(outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Outcome.Reason.TIMED_OUT));
  }

  @Test
  void afterALongSleepAllAreLookedAt() {
    PendingCommand soon = command(Duration.ofSeconds(1));
    PendingCommand late = command(Duration.ofMinutes(2));
    for (int tick = 0; tick < 3; tick++) {
      turn(Duration.ofHours(5).plusMillis(100 * tick));
    }
    assertThat(soon.done()).isTrue();
    assertThat(late.done()).isTrue();
    assertThat(waiting()).isZero();
  }

  @Test
  void whatHasEndedIsNotKept() {
    PendingCommand command = command(Duration.ofSeconds(10));
    assertThat(waiting()).isOne();
    command.finish(new Outcome.Unconfirmed("enough"), events::add);
    assertThat(waiting()).isZero();
    turn(Duration.ofSeconds(20));
    assertThat(waiting()).isZero();
  }
}
