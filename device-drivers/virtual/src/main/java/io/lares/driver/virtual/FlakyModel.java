package io.lares.driver.virtual;

import java.util.random.RandomGenerator;

/** A device at the edge of the network: away for half a minute, a few times an hour. */
final class FlakyModel implements Model {
  private static final double AWAY_SECONDS = 30;
  private static final double THERE_SECONDS = 15 * 60;

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    double usually = states.reachable() ? THERE_SECONDS : AWAY_SECONDS;
    if (chance.nextDouble() * usually < seconds) {
      states.reachable(!states.reachable());
    }
  }
}
