package io.lares.habits.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Routine;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

  /**
   * A lamp that goes on each evening, and off in the night, so far from its time on the average.
   */
  private static List<Routine> lampWith(double scatterSeconds) {
    Learner learner = new Learner(ZONE, Daylight.unknown(), id -> null);
    SplittableRandom random = new SplittableRandom(3);
    for (int day = 0; day < 30; day++) {
      Instant evening = DAY.plusDays(day).atTime(20, 0).atZone(ZONE).toInstant();
      long off = Math.round(random.nextGaussian() * scatterSeconds);
      tell(learner, evening.plusSeconds(off), true);
      tell(learner, evening.plusSeconds(7200 + random.nextInt(7200)), false);
    }
    return learner.routines(DAY.plusDays(30).atTime(4, 0).atZone(ZONE).toInstant()).stream()
        .filter(routine -> routine.action().value().equals(Value.of(true)))
        .toList();
  }

  private static void tell(Learner learner, Instant time, boolean on) {
    learner.accept(
        new Happening(time, new DeviceId("lamp"), Vocabulary.ON_OFF, Value.of(on), null));
  }

  @Test
  void whatADeviceDoesByItselfToTheSecondIsNoHabit() {
    assertThat(lampWith(2)).isEmpty();
  }

  @Test
  void whatSomebodyDoesAtAboutTheSameTimeIsOne() {
    assertThat(lampWith(300)).hasSize(1);
  }
}
