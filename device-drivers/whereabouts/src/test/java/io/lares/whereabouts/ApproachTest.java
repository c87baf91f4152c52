package io.lares.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long it takes to come home, told from the way so far and from earlier ways. */
class ApproachTest {
  private Instant now = Instant.parse("2026-05-04T17:00:00Z");
  private final Approach approach = new Approach();

  /** Goes from one distance to another at a speed, heard of every half minute. */
  private void goes(double from, double to, double metresPerSecond) {
    double step = metresPerSecond * 30 * Math.signum(to - from);
    for (double at = from; step > 0 ? at < to : at > to; at += step) {
      approach.at(at, 10, now);
      now = now.plusSeconds(30);
    }
  }

  @Test
  void nobodyWhoStandsStillIsOnTheWayHome() {
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      approach.at(8_000 + random.nextDouble() * 60, 30, now);
      now = now.plusSeconds(30);
    }
    assertThat(approach.homeward()).isFalse();
  }

  @Test
  void whoComesNearerIsAndWhoGoesAwayIsNot() {
    goes(30_000, 24_000, 15);
    assertThat(approach.homeward()).isTrue();
    goes(24_000, 26_000, 15);
    assertThat(approach.homeward()).isFalse();
  }

  @Test
  void whoStopsOnTheWayForLongIsNotOnTheWay() {
    goes(30_000, 20_000, 15);
    for (int i = 0; i < 30; i++) {
      approach.at(20_000, 10, now);
      now = now.plusSeconds(30);
    }
    assertThat(approach.homeward()).isFalse();
  }

  @Test
  void aSlowDayTakesLonger() {
    goes(30_000, 20_000, 20);
    Duration quick = approach.from(20_000);
    approach.restart();
    goes(30_000, 20_000, 7);
    assertThat(approach.from(20_000)).isGreaterThan(quick.plus(quick.dividedBy(3)));
  }

  @Test
  void earlierWaysAreLearnedFrom() {
    // A way of 30 km, the same each day: motorway, road, town.
    for (int day = 0; day < 8; day++) {
      goes(30_000, 15_000, 28);
      goes(15_000, 5_000, 14);
      goes(5_000, 100, 5);
      approach.arrived();
      now = now.plus(Duration.ofHours(23));
    }
    goes(32_000, 30_000, 28);
    double really = 15_000 / 28.0 + 10_000 / 14.0 + 5_000 / 5.0;
    assertThat((double) approach.from(30_000).toSeconds()).isCloseTo(really, within(really * 0.15));
    goes(30_000, 15_000, 28);
    really = 10_000 / 14.0 + 5_000 / 5.0;
    assertThat((double) approach.from(15_000).toSeconds()).isCloseTo(really, within(really * 0.25));
  }

  @Test
  void farthestAndNearestAreFinite() {
    approach.at(20_000_000, 0, now);
    assertThat(approach.from(20_000_000)).isLessThan(Duration.ofDays(20));
    assertThat(approach.from(0)).isZero();
  }
}
