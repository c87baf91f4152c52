package io.lares.mqttdiscovery;

import io.lares.driver.DriverHost;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Notices entities that have been silent for longer than they may ({@code expire_after}). Those
 * with a like patience share one timer, so that ten thousand of them cost a few; each is noticed a
 * quarter of its patience late at most.
 */
final class Silence {
  private final DriverHost host;
  private final Consumer<Member> news;
  private final Map<Long, Set<Member>> byPace = new HashMap<>();

  /**
   * @param news told of those that have fallen silent, and of those that speak again
   */
  Silence(DriverHost host, Consumer<Member> news) {
    this.host = host;
    this.news = news;
  }

  void watch(Member member) {
    long patience = member.about.availability().patience();
    if (patience > 0) {
      long pace = pace(patience);
      Set<Member> peers = byPace.get(pace);
      if (peers == null) {
        peers = new LinkedHashSet<>();
        byPace.put(pace, peers);
        beat(pace);
      }
      peers.add(member);
    }
  }

  void forget(Member member) {
    Set<Member> peers = byPace.get(pace(member.about.availability().patience()));
    if (peers != null) {
      peers.remove(member);
    }
  }

  /** The member has spoken. */
  void heard(Member member) {
    long patience = member.about.availability().patience();
    if (patience > 0) {
      long pace = pace(patience);
      // One beat more, since the one under way began before.
      member.beatsLeft = (patience + pace - 1) / pace + 1;
      if (member.reachability.speaks(true)) {
        news.accept(member);
      }
    }
  }

  /** Seconds from beat to beat: a power of two, a quarter of the patience at most. */
  private static long pace(long patience) {
    return Math.max(1, Long.highestOneBit(patience / 4));
  }

  private void beat(long pace) {
    host.schedule(
        Duration.ofSeconds(pace),
        () -> {
          Set<Member> peers = byPace.getOrDefault(pace, Set.of());
          for (Member member : List.copyOf(peers)) {
            if (member.beatsLeft > 0 && --member.beatsLeft == 0) {
              member.reachability.speaks(false);
              news.accept(member);
            }
          }
          if (peers.isEmpty()) {
            byPace.remove(pace);
          } else {
            beat(pace);
          }
        });
  }
}
