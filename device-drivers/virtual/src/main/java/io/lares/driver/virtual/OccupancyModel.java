package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.OCCUPIED;

import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** People come and go. */
final class OccupancyModel implements Model {
  /** How long they stay and how long they are away, on average. */
  private static final double STAY_SECONDS = 4 * 60;

  private static final double AWAY_SECONDS = 12 * 60;

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    boolean there = states.on(OCCUPIED);
    if (chance.nextDouble() * (there ? STAY_SECONDS : AWAY_SECONDS) < seconds) {
      states.show(OCCUPIED, Value.of(!there));
    }
  }
}
