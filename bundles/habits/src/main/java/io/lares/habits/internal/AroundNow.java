package io.lares.habits.internal;

import io.lares.habits.Cue;
import io.lares.habits.learn.Daylight;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Whether a moment is one at which a routine is done as a rule. */
final class AroundNow {
  /** Who asks for the usual is not bound to the minute. */
  private static final double SLACK_MINUTES = 20;

  private AroundNow() {}

  static boolean is(Cue cue, ZonedDateTime now, Daylight daylight) {
    return cue.days().contains(now.getDayOfWeek())
        && switch (cue) {
          case Cue.AtTime at -> within(minute(at.earliest()), minute(at.latest()), now);
          case Cue.AtSun at -> {
            Daylight.Sun sun = daylight.on(now.toLocalDate());
            double event = at.event() == Cue.Sun.SUNRISE ? sun.rise() : sun.set();
            yield !Double.isNaN(event)
                && within(event + at.earliest().toMinutes(), event + at.latest().toMinutes(), now);
          }
          case Cue.After after -> false;
        };
  }

  private static double minute(LocalTime time) {
    return time.toSecondOfDay() / 60.0;
  }

  private static boolean within(double from, double until, ZonedDateTime now) {
    double since = floorMod(minute(now.toLocalTime()) - from + SLACK_MINUTES);
    return since <= floorMod(until - from) + 2 * SLACK_MINUTES;
  }

  private static double floorMod(double minutes) {
    return ((minutes % 1440) + 1440) % 1440;
  }
}
