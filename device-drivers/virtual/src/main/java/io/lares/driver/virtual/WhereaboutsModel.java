package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.LOCATION;

import io.lares.home.Value;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** A person who is out for some hours of the day and at home in the evening and at night. */
final class WhereaboutsModel implements Model {
  private static final double MORNING = 8;
  private static final double EVENING = 18;
  private static final double HOUR_SECONDS = 3600;

  /** How long they stay before they leave by day, and how long they are out, on average. */
  private static final double STAY_HOURS = 3;

  private static final double OUT_HOURS = 4;

  /** In the evening they come home soon. */
  private static final double LATE_HOURS = 0.5;

  private final DoubleSupplier hour;

  WhereaboutsModel(DoubleSupplier hour) {
    this.hour = hour;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    boolean day = hour.getAsDouble() >= MORNING && hour.getAsDouble() < EVENING;
    boolean home = states.is(LOCATION, "home");
    double hours = home ? STAY_HOURS : day ? OUT_HOURS : LATE_HOURS;
    if ((day || !home) && chance.nextDouble() * hours * HOUR_SECONDS < seconds) {
      states.show(LOCATION, Value.of(home ? "away" : "home"));
    }
  }
}
