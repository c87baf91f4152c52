package io.lares.automations;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes an automation run. */
public sealed interface Trigger {
  /** The longest that a state may have to hold, and the longest distance from the sun's events. */
  Duration LONGEST = Duration.ofHours(24);

  /** A trigger that looks at one attribute of one device. */
  sealed interface OfDevice extends Trigger {
    DeviceId device();

    AttributeId attribute();
  }

  /** A trigger whose moments are known beforehand. */
  sealed interface OfTime extends Trigger {}

  /**
   * An attribute takes a value. What is observed first after a start is where things stand and
   * triggers nothing.
   *
   * @param from only where it had this value before; null for any other
   * @param to the value; null for any
   * @param hold for how long it has to keep the value without a break; zero for at once
   */
  record Becomes(
      DeviceId device,
      AttributeId attribute,
      @Nullable Value from,
      @Nullable Value to,
      Duration hold)
      implements OfDevice {
    public Becomes {
      checked(hold, "A state has to hold");
    }
  }

  /**
   * A number rises above a limit or falls below it.
   *
   * @param above true for above, false for below
   * @param hysteresis how far it has to come back before it may trigger again, in the attribute's
   *     unit; not negative
   * @param hold for how long it has to stay there; zero for at once
   */
  record Crosses(
      DeviceId device,
      AttributeId attribute,
      boolean above,
      double limit,
      double hysteresis,
      Duration hold)
      implements OfDevice {
    public Crosses {
      checked(hold, "A number has to stay");
      if (!Double.isFinite(limit) || !(hysteresis >= 0) || !Double.isFinite(hysteresis)) {
        throw new IllegalArgumentException(
            "A limit is a finite number, and its hysteresis is 0 or more");
      }
    }
  }

  /**
   * A button is pressed, a scene is turned on, or something else happens that is no state.
   *
   * @param value what happens, such as {@code single}; null for anything
   */
  record Happens(DeviceId device, AttributeId attribute, @Nullable Value value)
      implements OfDevice {}

  /** What a person does, as told by the person's presence device. */
  enum Move {
    ARRIVES,
    LEAVES
  }

  /**
   * Somebody comes home or goes.
   *
   * @param person the device that tells where the person is; null for the first who arrives at an
   *     empty home and for the last who leaves it
   */
  record Presence(@Nullable DeviceId person, Move move) implements Trigger {}

  /**
   * Somebody or something on the way home is no further from it than this. Happens once on each way
   * home: also when the way begins nearer than that.
   *
   * @param who the person's or vehicle's device; null for any
   * @param within by the travel time that the device tells; longer than zero
   */
  record Nears(@Nullable DeviceId who, Duration within) implements Trigger {
    public Nears {
      checked(within, "How near somebody is lies");
      if (within.isZero()) {
        throw new IllegalArgumentException("How near somebody is must be longer than zero");
      }
    }
  }

  /**
   * A time of day. In the hour that a change to summer time leaves out it is as much later as the
   * clock was put forward; in the hour that comes twice it is the first.
   *
   * @param days on which days; at least one
   */
  record At(LocalTime time, Set<DayOfWeek> days) implements OfTime {
    public At {
      days = anyOf(days);
    }
  }

  /**
   * A Unix cron expression of five fields, in the home's time. Where the hour is a single one or a
   * list, the rule of {@link At} holds; where it is a range, a step or a star, the clock's real
   * course counts.
   */
  record Cron(String expression) implements OfTime {
    public Cron {
      if (expression.length() > 100) {
        throw new IllegalArgumentException("A cron expression has at most 100 characters");
      }
    }
  }

  /** What the sun does. */
  enum SunEvent {
    SUNRISE,
    SUNSET
  }

  /**
   * Sunrise or sunset at the home. On a day without one (a polar summer) it does not happen.
   *
   * @param offset after it, or before it where negative
   */
  record Sun(SunEvent event, Duration offset, Set<DayOfWeek> days) implements OfTime {
    public Sun {
      checked(offset.abs(), "The distance from the sun's event");
      days = anyOf(days);
    }
  }

  /** The hub has started. */
  record Start() implements Trigger {}

  private static void checked(Duration time, String what) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " between 0 and 24 hours");
    }
  }

  private static Set<DayOfWeek> anyOf(Set<DayOfWeek> days) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Name at least one day of the week");
    }
    return Set.copyOf(EnumSet.copyOf(days));
  }
}
