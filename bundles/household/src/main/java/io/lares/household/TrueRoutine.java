package io.lares.household;

import io.lares.home.Command;
import io.lares.home.Person;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

/**
 * What somebody of a simulated household really does.
 *
 * @param adherence how likely it is done at its cue; 0 to 1
 * @param scatter the standard deviation of the time, in minutes
 * @param fromDay the first day of the simulation on which it holds
 * @param untilDay the day on which it holds no more
 */
public record TrueRoutine(
    Person person,
    Command action,
    Set<DayOfWeek> days,
    Cause cause,
    double adherence,
    double scatter,
    int fromDay,
    int untilDay) {

  /** What makes the person do it. */
  public sealed interface Cause {
    /** A time of day, in minutes after midnight; past 1440 on the next day. */
    record Clock(double minute) implements Cause {}

    /** Minutes after sunset. */
    record Sunset(double offset) implements Cause {}

    /** Minutes after sunrise. */
    record Sunrise(double offset) implements Cause {}

    /**
     * The person comes home.
     *
     * @param onlyDark whether the sun has to be down
     */
    record Arrival(double delayMinutes, boolean onlyDark) implements Cause {}

    /** The person leaves; it is done from afar. */
    record Departure(double delayMinutes) implements Cause {}

    /** Something else happens in the home: the trigger's attribute takes its value. */
    record Following(Command trigger, double delayMinutes) implements Cause {}

    /**
     * Nothing that a hub could see; but what is seen at the same moment tells it as well.
     *
     * @param signs by each of which it may be known
     */
    record Hidden(List<Cause> signs) implements Cause {
      public Hidden {
        signs = List.copyOf(signs);
      }
    }
  }

  boolean holds(int day, DayOfWeek weekday) {
    return day >= fromDay && day < untilDay && days.contains(weekday);
  }
}
