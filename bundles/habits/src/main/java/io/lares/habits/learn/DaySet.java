package io.lares.habits.learn;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;

/** Sets of days of the week as bits, Monday the lowest. */
final class DaySet {
  static final int ALL = 0x7f;
  static final int WORKDAYS = 0x1f;
  static final int WEEKEND = 0x60;

  private DaySet() {}

  static boolean has(int set, int weekday) {
    return (set >> weekday & 1) != 0;
  }

  /** The days, each so many days later. */
  static Set<DayOfWeek> of(int set, int later) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (int d = 0; d < 7; d++) {
      if (has(set, d)) {
        days.add(DayOfWeek.of(d + 1).plus(later));
      }
    }
    return days;
  }

  /** What it costs to say which days, in nats. */
  static double cost(int set) {
    return switch (set) {
      case ALL -> 0;
      case WORKDAYS, WEEKEND -> 0.7;
      default -> Integer.bitCount(set) == 1 ? 4 : 7.5;
    };
  }
}
