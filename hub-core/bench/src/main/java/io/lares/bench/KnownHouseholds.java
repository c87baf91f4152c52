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

  /** Seeds that nothing was developed on; those before them were, by now. */
  static final long FIRST_SEED = 14_001;

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
    Changes all = Changes.NONE;
    for (Kind kind : Kind.values()) {
      Changes changes = changes(kind);
      all = all.and(changes);
      changes.tell(report, kind.key, kind.who);
    }
    report
        .atMost(
            "old_suggested",
            "old routines that are suggested two weeks after they changed",
            share(all.suggested(), all.old() - all.suggested()),
            "",
            0.02)
        .atLeast(
            "new_known",
            "new ones that are known by then",
            share(all.known(), all.anew() - all.known()),
            "",
            0.85);
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

  /**
   * What is known two weeks after some routines changed.
   *
   * @param old how many were done often enough before
   * @param suggested how many of these would be suggested still
   * @param anew how many were done often enough since
   * @param known how many of these are known
   */
  private record Changes(int old, int suggested, int anew, int known) {
    static final Changes NONE = new Changes(0, 0, 0, 0);

    Changes and(Changes other) {
      return new Changes(
          old + other.old, suggested + other.suggested, anew + other.anew, known + other.known);
    }

    void tell(Report report, String key, String who) {
      report
          .figure(key + "old", who + ": routines that changed", old, "")
          .figure(key + "old_suggested_count", who + ": of these still suggested", suggested, "")
          .figure(key + "new", who + ": what came instead", anew, "")
          .figure(key + "new_known_count", who + ": of these known", known, "");
    }
  }

  private static Changes changes(Kind kind) {
    Changes changes = Changes.NONE;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HOUSEHOLDS; seed++) {
      Lived lived = Lived.of(kind.live(seed, SIX_WEEKS), SIX_WEEKS + TWO_WEEKS);
      List<Routine> learned = lived.learned();
      List<Routine> worth = learned.stream().filter(r -> r.worthSuggesting(lived.end())).toList();
      for (TrueRoutine routine : lived.household().routines()) {
        if (lived.household().done(routine) < NOTICEABLE) {
          continue;
        }
        if (routine.untilDay() == SIX_WEEKS) {
          changes = changes.and(new Changes(1, found(worth, routine), 0, 0));
        } else if (routine.fromDay() == SIX_WEEKS) {
          changes = changes.and(new Changes(0, 0, 1, found(learned, routine)));
        }
      }
    }
    return changes;
  }

  private static int found(List<Routine> routines, TrueRoutine truth) {
    return Marks.of(routines, List.of(truth)).found();
  }

  private static double share(int yes, int no) {
    return yes / (double) (yes + no);
  }
}
