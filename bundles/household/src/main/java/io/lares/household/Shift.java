package io.lares.household;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.SplittableRandom;

/** When somebody is out for work, by the kind of their work. */
enum Shift {
  EARLY,
  DAY,
  LATE,
  /** A week early, a week late. */
  TURNS,
  /** Four days of any seven, as the roster has it. */
  ROSTER,
  AT_HOME;

  /**
   * A time out of the home, in minutes after midnight.
   *
   * @param until past 1440 where it ends on the next day
   */
  record Out(double from, double until) {}

  /** The time at work on a day off apart; null where there is none. */
  @org.jspecify.annotations.Nullable
  Out on(LocalDate date, SplittableRandom random) {
    boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    int week = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    return switch (this) {
      case EARLY -> weekend ? null : out(320, 850, random);
      case DAY -> weekend ? null : out(490, 1060, random);
      case LATE -> weekend ? null : out(800, 1345, random);
      case TURNS -> weekend ? null : week % 2 == 0 ? out(330, 860, random) : out(790, 1330, random);
      case ROSTER -> Math.floorMod(date.toEpochDay() * 5, 7) < 4 ? out(390, 1150, random) : null;
      case AT_HOME -> random.nextInt(2) == 0 ? out(600, 690 + random.nextInt(90), random) : null;
    };
  }

  private static Out out(double from, double until, SplittableRandom random) {
    return new Out(from + random.nextInt(25), until + random.nextInt(45));
  }

  double wakes(LocalDate date, @org.jspecify.annotations.Nullable Out out) {
    return out != null && out.from() < 560 ? out.from() - 70 : this == LATE ? 540 : 460;
  }

  double sleeps(@org.jspecify.annotations.Nullable Out out) {
    return out != null && out.from() < 420 ? 1290 : out != null && out.until() > 1300 ? 1500 : 1400;
  }
}
