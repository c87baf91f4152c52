package io.lares.habits.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JumpTest {
  private static double[] evenings(long seed, double by, int from) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] minutes = new double[30];
    for (int i = 0; i < minutes.length; i++) {
      minutes[i] = 1200 + random.nextGaussian() * 8 + (i >= from ? by : 0);
    }
    return minutes;
  }

  @Test
  void aTimeThatMovedByAnHourIsSeenWhereItMoved() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(Jump.in(evenings(seed, 60, 24))).isBetween(23, 25);
    }
  }

  @Test
  void aTimeThatOnlyScattersHasNotMoved() {
    int jumps = 0;
    for (long seed = 0; seed < 400; seed++) {
      jumps += Jump.in(evenings(seed, 0, 0)) > 0 ? 1 : 0;
    }
    assertThat(jumps).isZero();
  }
}
