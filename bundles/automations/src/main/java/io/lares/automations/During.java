package io.lares.automations;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * A part of the day in which a rule may run. It lasts from one edge up to the next coming of the
 * other, over midnight where that is so; equal edges make a whole day.
 *
 * @param days on which days it begins; at least one
 */
public record During(Set<DayOfWeek> days, Edge from, Edge to) {
  /** Where it begins or ends. */
  public sealed interface Edge {
    /** A time of day, in the home's zone. */
    record At(LocalTime time) implements Edge {}

    /**
     * Sunrise or sunset at the home; on a day without one there is no such part of the day.
     *
     * @param offset after it, or before it where negative; up to 24 hours
     */
    record Sun(Trigger.SunEvent event, Duration offset) implements Edge {
      public Sun {
        if (offset.abs().compareTo(Trigger.LONGEST) > 0) {
          throw new IllegalArgumentException(
              "The distance from the sun's event is at most 24 hours");
        }
      }
    }
  }

  public During {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Name at least one day of the week");
    }
    days = Set.copyOf(EnumSet.copyOf(days));
  }

  /** True where the sun says when it begins or ends. */
  public boolean followsTheSun() {
    return from instanceof Edge.Sun || to instanceof Edge.Sun;
  }
}
