package io.lares.bench;

import io.lares.habits.Routine;
import io.lares.habits.learn.Daylight;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.household.FamilyHousehold;
import io.lares.household.Household;
import io.lares.household.HouseholdSimulator;
import io.lares.household.Marks;
import io.lares.household.Nature;
import io.lares.household.RetiredHousehold;
import io.lares.household.ShiftHousehold;
import io.lares.household.TrueRoutine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What is found of households whose habits are known, and what is known after these changed. */
final class KnownHouseholds {
  static final LocalDate BEGIN = LocalDate.of(2025, 9, 1);

  /** Seeds that nothing was developed on. */
  static final long FIRST_SEED = 9_001;

  /** How often something was done that could be seen. */
  static final int DONE = 6;

  private static final int HOUSEHOLDS = 40;
  private static final int SIX_WEEKS = 42;
  private static final int TWO_WEEKS = 14;
  private static final double KEPT = 0.65;

  /** So often the old was done before, and the new since, where a change could be noticed. */
  private static final int NOTICEABLE = 4;

  private static final int NEVER = -1;

  /** A way to live. */
  private enum Kind {
    OFFICE("", "office workers"),
    SHIFTS("shifts_", "shift workers"),
    FAMILIES("families_", "families"),
    RETIRED("retired_", "retired people");

    private final String key;
    private final String who;

    Kind(String key, String who) {
      this.key = key;
      this.who = who;
    }

    Household live(long seed, int changeDay) {
      return switch (this) {
        case OFFICE -> new HouseholdSimulator(seed, Nature.STEADY.changing(changeDay));
        case SHIFTS -> new ShiftHousehold(seed, changeDay);
        case FAMILIES -> new FamilyHousehold(seed, changeDay);
        case RETIRED -> new RetiredHousehold(seed, changeDay);
      };
    }
  }

  private KnownHouseholds() {}

  static void measure(Report report) {
    for (Kind kind : Kind.values()) {
      find(report, kind);
    }
    for (Kind kind : Kind.values()) {
      change(report, kind);
    }
  }

  /** A learner that knows the household's home. */
  static Learner learner(Household household) {
    Nature nature = household.nature();
    return new Learner(
        nature.zone(),
        Daylight.over(nature.latitude(), nature.longitude(), nature.zone()),
        household.home()::device);
  }

  /** The moment at which people's day before this one is over. */
  static Instant over(LocalDate day, ZoneId zone) {
    return day.atTime(3, 31).atZone(zone).toInstant();
  }

  /** A household after some days, and what was learned of it by then. */
  private record Lived(Household household, List<Routine> learned, Instant end) {
    static Lived of(Household household, int days) {
      Learner learner = KnownHouseholds.learner(household);
      household.run(BEGIN, days, change -> learner.accept(Happening.of(change)));
      Instant end = over(BEGIN.plusDays(days), household.nature().zone());
      return new Lived(household, learner.routines(end), end);
    }
  }

  private static void find(Report report, Kind kind) {
    int right = 0;
    int wrong = 0;
    int foundOfAll = 0;
    int missedOfAll = 0;
    int found = 0;
    int missed = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HOUSEHOLDS; seed++) {
      Lived lived = Lived.of(kind.live(seed, NEVER), SIX_WEEKS);
      Household household = lived.household();
      List<Routine> learned = lived.learned();
      Marks all = Marks.of(learned, household.routines());
      Marks seen =
          Marks.of(
              learned,
              household.routines().stream()
                  .filter(r -> household.kept(r) >= KEPT && household.done(r) >= DONE)
                  .toList());
      right += all.right();
      wrong += all.wrong().size();
      foundOfAll += all.found();
      missedOfAll += all.missed().size();
      found += seen.found();
      missed += seen.missed().size();
    }
    report
        .atLeast(
            kind.key + "precision",
            kind.who + ": found that is true",
            share(right, wrong),
            "",
            0.95)
        .atLeast(
            kind.key + "recall",
            kind.who + ": true that is found",
            share(foundOfAll, missedOfAll),
            "",
            0.85)
        .figure(
            kind.key + "visible",
            kind.who + ": the same, that could be seen",
            share(found, missed),
            "");
  }

  /** Some routines change after six weeks; what is known of them two weeks later. */
  private static void change(Report report, Kind kind) {
    int old = 0;
    int suggested = 0;
    int anew = 0;
    int known = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HOUSEHOLDS; seed++) {
      Lived lived = Lived.of(kind.live(seed, SIX_WEEKS), SIX_WEEKS + TWO_WEEKS);
      List<Routine> learned = lived.learned();
      List<Routine> worth = learned.stream().filter(r -> r.worthSuggesting(lived.end())).toList();
      for (TrueRoutine routine : lived.household().routines()) {
        boolean noticeable = lived.household().done(routine) >= NOTICEABLE;
        if (noticeable && routine.untilDay() == SIX_WEEKS) {
          old++;
          suggested += Marks.of(worth, List.of(routine)).found();
        } else if (noticeable && routine.fromDay() == SIX_WEEKS) {
          anew++;
          known += Marks.of(learned, List.of(routine)).found();
        }
      }
    }
    report
        .figure(kind.key + "changed", kind.who + ": routines that changed", old, "")
        .atMost(
            kind.key + "old_suggested",
            kind.who + ": of these suggested after two weeks",
            suggested,
            "",
            0)
        .atLeast(
            kind.key + "new_known",
            kind.who + ": what came instead, known by then",
            share(known, anew - known),
            "",
            0.85);
  }

  private static double share(int yes, int no) {
    return yes / (double) (yes + no);
  }
}
