package io.lares.household;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Routine;
import io.lares.habits.learn.Daylight;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.household.TrueRoutine.Cause;
import io.lares.kernel.Change;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is learned of households whose habits are known. */
class SimulatedHouseholdsTest {
  private static final LocalDate BEGIN = LocalDate.of(2026, 9, 7);
  private static final int HOUSEHOLDS = 12;
  private static final int SIX_WEEKS = 42;

  /** What is done more seldom than this when it is due is no routine that could be seen. */
  private static final double KEPT = 0.65;

  private static final int DONE = 6;

  /** So seldom is done what can't be done. */
  private static final double HINDERED = 0.25;

  private static List<Routine> learn(Household household, int days, UnaryOperator<Happening> as) {
    Nature nature = household.nature();
    Learner learner =
        new Learner(
            nature.zone(),
            Daylight.over(nature.latitude(), nature.longitude(), nature.zone()),
            household.home()::device);
    household.run(BEGIN, days, (Change change) -> learner.accept(as.apply(Happening.of(change))));
    return learner.routines(BEGIN.plusDays(days).atTime(3, 31).atZone(nature.zone()).toInstant());
  }

  /**
   * How much of what was found is true, and how much of what is true and could be seen was found.
   */
  private record Marked(double precision, double recall, double visible) {}

  private static Marked mark(LongFunction<Household> live) {
    double right = 0;
    double wrong = 0;
    double found = 0;
    double missed = 0;
    for (long seed = 1; seed <= HOUSEHOLDS; seed++) {
      Household household = live.apply(seed);
      List<Routine> learned = learn(household, SIX_WEEKS, UnaryOperator.identity());
      Marks all = Marks.of(learned, household.routines());
      right += all.right();
      wrong += all.wrong().size();
      Marks visible =
          Marks.of(
              learned,
              household.routines().stream()
                  .filter(r -> household.kept(r) >= KEPT && household.done(r) >= DONE)
                  .toList());
      found += visible.found();
      missed += visible.missed().size();
    }
    return new Marked(right / (right + wrong), found / (found + missed), found + missed);
  }

  @Test
  void whatIsFoundIsTrueAndMostOfWhatIsTrueIsFound() {
    Marked marked = mark(seed -> new HouseholdSimulator(seed, Nature.STEADY));
    assertThat(marked.visible()).isGreaterThan(50);
    assertThat(marked.precision()).isGreaterThanOrEqualTo(0.93);
    assertThat(marked.recall()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void peopleWhoLiveOtherwiseAreUnderstoodToo() {
    Marked marked = mark(seed -> new ShiftHousehold(seed, -1));
    assertThat(marked.visible()).isGreaterThan(50);
    assertThat(marked.precision()).isGreaterThanOrEqualTo(0.9);
    assertThat(marked.recall()).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void familiesWithMachinesThatKeepTheirOwnTimesAreUnderstoodToo() {
    Marked marked = mark(seed -> new FamilyHousehold(seed, -1));
    assertThat(marked.visible()).isGreaterThan(40);
    assertThat(marked.precision()).isGreaterThanOrEqualTo(0.85);
    assertThat(marked.recall()).isGreaterThanOrEqualTo(0.75);
  }

  @Test
  void retiredPeopleWithACarerAreUnderstoodToo() {
    Marked marked = mark(seed -> new RetiredHousehold(seed, -1));
    assertThat(marked.visible()).isGreaterThan(40);
    assertThat(marked.precision()).isGreaterThanOrEqualTo(0.85);
    assertThat(marked.recall()).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void aRoutineThatChangedIsKnownAnewWithinTwoWeeksAndTheOldOneIsNot() {
    int held = 0;
    int changed = 0;
    int found = 0;
    int visible = 0;
    for (long seed = 1; seed <= HOUSEHOLDS; seed++) {
      HouseholdSimulator household =
          new HouseholdSimulator(seed, Nature.STEADY.changing(SIX_WEEKS));
      List<Routine> learned = learn(household, SIX_WEEKS + 14, UnaryOperator.identity());
      for (TrueRoutine each : household.routines()) {
        if (each.untilDay() == SIX_WEEKS) {
          changed++;
          held += Marks.of(learned, List.of(each)).found();
        } else if (each.fromDay() == SIX_WEEKS
            && household.kept(each) >= KEPT
            && household.done(each) >= DONE) {
          visible++;
          found += Marks.of(learned, List.of(each)).found();
        }
      }
    }
    assertThat(changed).isGreaterThan(5);
    assertThat(held).isLessThanOrEqualTo(changed / 10);
    assertThat(visible).isGreaterThan(5);
    assertThat(found).isGreaterThanOrEqualTo((int) (visible * 0.85));
  }

  @Test
  void whatPeopleDoAtATimeIsNotHinderedForWeeksByThingsThatStandSoAlready() {
    for (LongFunction<Household> live :
        List.<LongFunction<Household>>of(
            seed -> new FamilyHousehold(seed, -1), seed -> new RetiredHousehold(seed, -1))) {
      int timed = 0;
      int hindered = 0;
      for (long seed = 1; seed <= 3 * HOUSEHOLDS; seed++) {
        Household household = live.apply(seed);
        household.run(BEGIN, SIX_WEEKS, change -> {});
        for (TrueRoutine routine : household.routines()) {
          if (routine.cause() instanceof Cause.Clock) {
            timed++;
            hindered += household.kept(routine) < HINDERED ? 1 : 0;
          }
        }
      }
      assertThat(timed).isGreaterThan(40);
      assertThat(hindered).isLessThanOrEqualTo(timed / 20);
    }
  }

  @Test
  void theHubLearnsNothingFromItself() {
    Actor rule = Actor.automation("rule");
    HouseholdSimulator household = new HouseholdSimulator(3, Nature.STEADY);
    List<Routine> learned =
        learn(
            household,
            SIX_WEEKS,
            h -> new Happening(h.time(), h.device(), h.attribute(), h.after(), rule));
    assertThat(learned).isEmpty();
  }

  @Test
  void theSameSeedLivesTheSameLife() {
    for (LongFunction<Household> live :
        List.<LongFunction<Household>>of(
            seed -> new HouseholdSimulator(seed, Nature.STEADY),
            seed -> new ShiftHousehold(seed, -1),
            seed -> new FamilyHousehold(seed, -1),
            seed -> new RetiredHousehold(seed, -1))) {
      List<Routine> once = learn(live.apply(5), 30, UnaryOperator.identity());
      List<Routine> again = learn(live.apply(5), 30, UnaryOperator.identity());
      assertThat(once).isNotEmpty().isEqualTo(again);
    }
  }
}
