package io.lares.habits.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Routine;
import io.lares.habits.household.HouseholdSimulator;
import io.lares.habits.household.HouseholdSimulator.Nature;
import io.lares.habits.household.Marks;
import io.lares.habits.household.TrueRoutine;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.kernel.Change;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is learned of households whose habits are known. */
class SimulatedHouseholdsTest {
  private static final LocalDate BEGIN = LocalDate.of(2026, 9, 7);
  private static final int HOUSEHOLDS = 12;
  private static final int SIX_WEEKS = 42;

  /** What is done more seldom than this when it is due is no routine that could be seen. */
  private static final double KEPT = 0.65;

  private static List<Routine> learn(
      HouseholdSimulator household, int days, UnaryOperator<Happening> as) {
    Nature nature = household.nature();
    Learner learner =
        new Learner(
            nature.zone(),
            Daylight.over(nature.latitude(), nature.longitude(), nature.zone()),
            household.home()::device);
    household.run(BEGIN, days, (Change change) -> learner.accept(as.apply(Happening.of(change))));
    return learner.routines(BEGIN.plusDays(days).atTime(3, 31).atZone(nature.zone()).toInstant());
  }

  @Test
  void whatIsFoundIsTrueAndMostOfWhatIsTrueIsFound() {
    double right = 0;
    double wrong = 0;
    double found = 0;
    double missed = 0;
    for (long seed = 1; seed <= HOUSEHOLDS; seed++) {
      HouseholdSimulator household = new HouseholdSimulator(seed, Nature.STEADY);
      List<Routine> learned = learn(household, SIX_WEEKS, UnaryOperator.identity());
      Marks all = Marks.of(learned, household.routines());
      right += all.right();
      wrong += all.wrong().size();
      Marks kept =
          Marks.of(
              learned,
              household.routines().stream().filter(r -> household.kept(r) >= KEPT).toList());
      found += kept.found();
      missed += kept.missed().size();
    }
    assertThat(found + missed).isGreaterThan(50);
    assertThat(right / (right + wrong)).isGreaterThanOrEqualTo(0.9);
    assertThat(found / (found + missed)).isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void aRoutineThatChangedIsNotHeldOnToForTwoWeeks() {
    int held = 0;
    int changed = 0;
    for (long seed = 1; seed <= HOUSEHOLDS; seed++) {
      HouseholdSimulator household =
          new HouseholdSimulator(seed, Nature.STEADY.changing(SIX_WEEKS));
      List<Routine> learned = learn(household, SIX_WEEKS + 14, UnaryOperator.identity());
      for (TrueRoutine old : household.routines()) {
        if (old.untilDay() == SIX_WEEKS) {
          changed++;
          held += Marks.of(learned, List.of(old)).found();
        }
      }
    }
    assertThat(changed).isGreaterThan(5);
    assertThat(held).isLessThanOrEqualTo(changed / 10);
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
    List<Routine> once =
        learn(new HouseholdSimulator(5, Nature.STEADY), 30, UnaryOperator.identity());
    List<Routine> again =
        learn(new HouseholdSimulator(5, Nature.STEADY), 30, UnaryOperator.identity());
    assertThat(once).isNotEmpty().isEqualTo(again);
  }
}
