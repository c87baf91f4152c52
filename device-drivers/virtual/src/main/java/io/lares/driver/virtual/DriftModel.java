package io.lares.driver.virtual;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** A measurement that wanders around where it began. */
final class DriftModel implements Model {
  private static final double WANDERS_EVERY_SECONDS = 20;

  private final AttributeId measured;
  private final double home;
  private final double stride;
  private final int decimals;
  private final DoubleSupplier shift;

  /**
   * A measurement.
   *
   * @param stride how far it usually moves at a time
   * @param decimals how many digits a sensor of its kind shows behind the point
   * @param shift how far its room has moved from where it began
   */
  DriftModel(AttributeId measured, double home, double stride, int decimals, DoubleSupplier shift) {
    this.measured = measured;
    this.home = home;
    this.stride = stride;
    this.decimals = decimals;
    this.shift = shift;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (chance.nextDouble() * WANDERS_EVERY_SECONDS < seconds) {
      double now = states.number(measured, home);
      double next = now + (home + shift.getAsDouble() - now) * 0.1 + chance.nextGaussian() * stride;
      states.show(measured, Value.of(round(next, decimals)));
    }
  }

  /** The number that is written with so many digits behind the point: 21.3, never 21.300000001. */
  static double round(double number, int decimals) {
    return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
  }
}
