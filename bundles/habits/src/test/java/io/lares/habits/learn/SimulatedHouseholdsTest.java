package io.lares.habits.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.household.HouseholdSimulator;
import io.lares.habits.household.HouseholdSimulator.Nature;
import io.lares.habits.household.Marks;
import io.lares.habits.household.TrueRoutine;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is learned of households whose habits are known. */
class SimulatedHouseholdsTest {
  private static final LocalDate BEGIN = LocalDate.of(2026, 9, 7);
  private static final int SIX_WEEKS = 42;

  private static Marks live(long seed, int days, Nature nature, boolean tell) {
    HouseholdSimulator household = new HouseholdSimulator(seed, nature);
    Learner learner =
        new Learner(
            nature.zone(),
            Daylight.over(nature.latitude(), nature.longitude(), nature.zone()),
            household.home()::device);
    LocalDate begin = BEGIN.plusDays(seed * 37 % 330);
    household.run(begin, days, change -> learner.accept(Learner.Happening.of(change)));
    List<TrueRoutine> truths =
        household.routines().stream().filter(r -> r.untilDay() > days).toList();
    Marks marks =
        Marks.of(
            learner.routines(begin.plusDays(days).atTime(3, 31).atZone(nature.zone()).toInstant()),
            truths);
    if (tell) {
      marks
          .wrong()
          .forEach(r ->
              System.out.println(
                  seed
                      + " WRONG "
                      + r
                      + "\n     truths: "
                      + truths.stream()
                          .filter(t -> t.action().device().equals(r.action().device()))
                          .toList()));
      marks.missed().forEach(r -> System.out.println(seed + " MISSED " + r));
    }
    return marks;
  }

  @Test
  void mostRoutinesAreFoundAndFewOthersAreSuggested() {
    long from = Long.getLong("lares.habits.from", 1);
    long to = Long.getLong("lares.habits.to", 12);
    Nature nature = Nature.STEADY.changing(Integer.getInteger("lares.habits.change", -1));
    int days = Integer.getInteger("lares.habits.days", SIX_WEEKS);
    int right = 0;
    int wrong = 0;
    int found = 0;
    int missed = 0;
    for (long seed = from; seed <= to; seed++) {
      Marks marks = live(seed, days, nature, Boolean.getBoolean("lares.habits.tell"));
      right += marks.right();
      wrong += marks.wrong().size();
      found += marks.found();
      missed += marks.missed().size();
    }
    double precision = right / (double) (right + wrong);
    double recall = found / (double) (found + missed);
    System.out.println("precision " + precision + " recall " + recall + " of " + (found + missed));
    assertThat(precision).isGreaterThanOrEqualTo(0.95);
    assertThat(recall).isGreaterThanOrEqualTo(0.85);
  }
}
