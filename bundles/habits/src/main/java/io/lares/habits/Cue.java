package io.lares.habits;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a routine is done. */
public sealed interface Cue {
  /** The days of the week on which it is done; at least one. */
  Set<DayOfWeek> days();

  /**
   * At a time of day.
   *
   * @param earliest where the usual times begin
   * @param usual the middle of the usual times
   * @param latest where they end; before {@code earliest} where they span midnight
   */
  record AtTime(Set<DayOfWeek> days, LocalTime earliest, LocalTime usual, LocalTime latest)
      implements Cue {
    public AtTime {
      days = Set.copyOf(days);
    }
  }

  /** What the sun does. */
  enum Sun {
    SUNRISE,
    SUNSET
  }

  /**
   * At a distance from sunrise or sunset.
   *
   * @param earliest negative where it is before the sun's event
   * @param usual the middle of the usual distances
   */
  record AtSun(Set<DayOfWeek> days, Sun event, Duration earliest, Duration usual, Duration latest)
      implements Cue {
    public AtSun {
      days = Set.copyOf(days);
    }
  }

  /**
   * After something happened.
   *
   * @param what the event
   * @param delay how long after it, as a rule
   * @param longest how long after it at the latest
   * @param condition what else has to hold when it happens
   */
  record After(
      Set<DayOfWeek> days, Event what, Duration delay, Duration longest, Condition condition)
      implements Cue {
    public After {
      days = Set.copyOf(days);
    }
  }

  /** Something that happens in the home. */
  sealed interface Event {
    /** An attribute takes a value, or a momentary one happens. */
    record Becomes(DeviceId device, AttributeId attribute, Value value) implements Event {}

    /** The first person comes home to an empty home. */
    record FirstArrives() implements Event {}

    /** The last person leaves. */
    record LastLeaves() implements Event {}
  }

  /**
   * What has to hold when the event happens.
   *
   * @param light whether the sun has to be down or up
   * @param from where the time of day begins in which it holds; null for any time
   * @param until where it ends; null with {@code from}
   */
  record Condition(Light light, @Nullable LocalTime from, @Nullable LocalTime until) {
    /** Nothing else has to hold. */
    public static final Condition NONE = new Condition(Light.ANY, null, null);

    public Condition {
      if ((from == null) != (until == null)) {
        throw new IllegalArgumentException("A time of day has both ends or none");
      }
    }
  }

  /** Whether the sun has to be down. */
  enum Light {
    ANY,
    DARK,
    BRIGHT
  }
}
