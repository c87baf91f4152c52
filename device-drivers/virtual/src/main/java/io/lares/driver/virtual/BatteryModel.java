package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.BATTERY;

import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** A battery that runs down over weeks, until somebody puts in a fresh one. */
final class BatteryModel implements Model {
  private static final double SECONDS_A_PERCENT = 8 * 3600;
  private static final double NEARLY_EMPTY = 3;
  private double charge = Double.NaN;

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (Double.isNaN(charge)) {
      charge = states.number(BATTERY, 100);
    }
    charge -= seconds / SECONDS_A_PERCENT;
    if (charge < NEARLY_EMPTY) {
      charge = 100;
    }
    states.show(BATTERY, Value.of(Math.rint(charge)));
  }
}
