package io.lares.kernel.internal;

import static io.lares.home.Vocabulary.LEVEL;
import static io.lares.kernel.internal.Doubles.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.kernel.Change;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.EventFeed.Overflow;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {
  private final Feed feed = new Feed();

  @AfterEach
  void close() {
    feed.close();
  }

  private static Change change(int n, String device) {
    return new Change(n, new DeviceId(device), LEVEL, null, Value.of(n), Instant.EPOCH, null);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSlowListenerOfLatestSeesTheLatestOfEveryAttribute() {
    CountDownLatch go = new CountDownLatch(1);
    List<HubEvent> seen = new CopyOnWriteArrayList<>();
    feed.subscribe(
        "page",
        64,
        Overflow.LATEST,
        events -> {
          waitFor(go);
          seen.addAll(events);
        });
    for (int i = 0; i < 10_000; i++) {
      feed.publish(change(i, "d" + i % 10));
    }
    go.countDown();
    for (int d = 0; d < 10; d++) {
      Change last = change(9_990 + d, "d" + d);
      await().until(() -> seen.contains(last));
    }
    assertThat(seen).hasSizeLessThan(2_000);
  }

  @Test
  void aListenerThatMayNotLoseAnythingLosesNothingAndHoldsUpTheRiver() {
    List<HubEvent> seen = new CopyOnWriteArrayList<>();
    List<HubEvent> sent = new ArrayList<>();
    var subscription = feed.subscribe("journal", 16, Overflow.WAIT, seen::addAll);
    for (int i = 0; i < 500; i++) {
      Change change = change(i, "d");
      sent.add(change);
      feed.publish(change);
    }
    subscription.close();
    assertThat(seen).isEqualTo(sent);
  }

  @Test
  void whoLooksAtSomeKindsOfEventsHearsOfNoOthersAndIsNotWokenForThem() {
    List<List<HubEvent>> calls = new CopyOnWriteArrayList<>();
    HubEvent other = new HomeChanged(1);
    var subscription =
        feed.only(Set.of(Change.class)).subscribe("rules", 16, Overflow.WAIT, calls::add);
    feed.publish(other);
    feed.publish(List.of(other, other));
    feed.publish(List.of(other, change(1, "d"), other, change(2, "d")));
    feed.publish(other);
    subscription.close();
    assertThat(calls).containsExactly(List.of(change(1, "d"), change(2, "d")));
  }

  @Test
  void whoLooksAtFewerKindsStillHearsOfThoseOfBoth() {
    List<HubEvent> seen = new CopyOnWriteArrayList<>();
    var subscription =
        feed.only(Set.of(Change.class, HomeChanged.class))
            .only(Set.of(HomeChanged.class, CommandProgress.class))
            .subscribe("few", 16, Overflow.WAIT, seen::addAll);
    feed.publish(List.of(change(1, "d"), new HomeChanged(1)));
    subscription.close();
    assertThat(seen).containsExactly(new HomeChanged(1));
  }

  @Test
  void whoLooksAtOneDeviceHearsOfNoOther() {
    List<List<HubEvent>> calls = new CopyOnWriteArrayList<>();
    var subscription =
        feed.only(Set.of(Change.class))
            .where(event -> event instanceof Change change && change.device().value().equals("d"))
            .subscribe("one", 16, Overflow.WAIT, calls::add);
    feed.publish(change(1, "e"));
    feed.publish(List.of(new HomeChanged(1), change(2, "e"), change(3, "d"), change(4, "e")));
    feed.publish(List.of(change(5, "e")));
    subscription.close();
    assertThat(calls).containsExactly(List.of(change(3, "d")));
  }

  @Test
  void whoCantSayWhatItLooksAtHearsOfEverythingAndDisturbsNobody() {
    List<HubEvent> seen = new CopyOnWriteArrayList<>();
    var subscription =
        feed.where(
                event -> {
                  throw new IllegalStateException("oops");
                })
            .subscribe("bad", 16, Overflow.WAIT, seen::addAll);
    feed.publish(change(1, "d"));
    feed.publish(List.of(change(2, "d")));
    subscription.close();
    assertThat(seen).containsExactly(change(1, "d"), change(2, "d"));
  }

  @Test
  void aListenerThatThrowsGoesOnWithTheNextEventsAndDisturbsNobody() {
    List<HubEvent> seen = new CopyOnWriteArrayList<>();
    feed.subscribe(
        "bad",
        16,
        Overflow.LATEST,
        events -> {
          throw new IllegalStateException("oops");
        });
    feed.subscribe("good", 16, Overflow.LATEST, seen::addAll);
    feed.publish(change(1, "d"));
    feed.publish(change(2, "e"));
    await().until(() -> seen.size() == 2);
  }
}
