package io.lares.driver.virtual;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * Light and warmth as the sun brings them: the light from six to six, the warmth at its best at
 * three.
 */
final class DaylightModel implements Model {
  static final AttributeId ILLUMINANCE = AttributeId.parse("Sensor.illuminance");

  private static final double LOOKS_EVERY_SECONDS = 60;
  private static final double SWING = 4;

  private final DoubleSupplier hour;
  private final double mean;
  private final double noon;
  private double clouds = 1;

  /**
   * A sensor in the daylight.
   *
   * @param hour of the day, 0 to 24
   * @param mean the day's mean temperature in °C; NaN where the sun does not warm it
   * @param noon the light at noon, in lux
   */
  DaylightModel(DoubleSupplier hour, double mean, double noon) {
    this.hour = hour;
    this.mean = mean;
    this.noon = noon;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (chance.nextDouble() * LOOKS_EVERY_SECONDS >= seconds) {
      return;
    }
    double now = hour.getAsDouble();
    clouds = Math.clamp(clouds + chance.nextGaussian() * 0.1, 0.3, 1.0);
    double sun = Math.max(0, Math.sin((now - 6) / 12 * Math.PI));
    states.show(ILLUMINANCE, Value.of(Math.rint(noon * sun * clouds)));
    if (!Double.isNaN(mean)) {
      double warm = mean + SWING * Math.cos((now - 15) / 12 * Math.PI);
      states.show(Vocabulary.TEMPERATURE, Value.of(DriftModel.round(warm, 1)));
    }
  }
}
