package io.lares.habits.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Cue;
import io.lares.habits.Routine;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What counts as a time at which something was done, or was not. */
class RoutinesTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalDate BEGIN = LocalDate.of(2026, 9, 7);
  private static final int DAYS = 42;

  private static final DeviceId LAMP = new DeviceId("lamp");
  private static final DeviceId KETTLE = new DeviceId("kettle");
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final Actor ANN =
      Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.TAP);

  private final List<Happening> happened = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);

  private void happens(int day, double minute, DeviceId device, AttributeId what, Value value) {
    happened.add(
        new Happening(
            BEGIN.plusDays(day).atStartOfDay(ZONE).plusSeconds(Math.round(60 * minute)).toInstant(),
            device,
            what,
            value,
            what.equals(Vocabulary.LOCATION) ? null : ANN));
  }

  private void switches(int day, double minute, DeviceId device, boolean on) {
    happens(day, minute, device, Vocabulary.ON_OFF, Value.of(on));
  }

  private double near(double minute) {
    return minute + 10 * random.nextDouble() - 5;
  }

  private double between(double from, double until) {
    return from + random.nextDouble() * (until - from);
  }

  private List<Routine> learned() {
    Learner learner = new Learner(ZONE, Daylight.unknown(), device -> null);
    happened.sort(Comparator.comparing(Happening::time));
    happened.forEach(learner::accept);
    return learner.routines(BEGIN.plusDays(DAYS).atTime(3, 31).atZone(ZONE).toInstant());
  }

  private List<Routine> learned(DeviceId device, boolean on) {
    return learned().stream()
        .filter(routine -> routine.action().device().equals(device))
        .filter(routine -> routine.action().value().equals(Value.of(on)))
        .toList();
  }

  @Test
  void aDayOnWhichItsPersonIsOutIsNoDayOnWhichItWasNotDone() {
    for (int day = 0; day < DAYS; day++) {
      happens(day, 500, PHONE, Vocabulary.LOCATION, Value.of("away"));
      boolean home = day % 3 == 0;
      happens(day, home ? 1000 : 1500, PHONE, Vocabulary.LOCATION, Value.of("home"));
      switches(day, between(420, 490), KETTLE, true);
      switches(day, between(491, 498), KETTLE, false);
      if (home) {
        switches(day, near(1200), LAMP, true);
        switches(day, between(1260, 1430), LAMP, false);
      }
    }

    assertThat(learned(LAMP, true))
        .singleElement()
        .satisfies(routine -> {
          assertThat(routine.cue()).isInstanceOf(Cue.AtTime.class);
          assertThat(routine.evidence().times()).isGreaterThanOrEqualTo(13);
          assertThat(routine.confidence()).isGreaterThan(0.9);
        });
  }

  @Test
  void whatStandsAlreadyIsNotLeftUndone() {
    for (int day = 0; day < DAYS; day++) {
      if (day % 3 == 0) {
        switches(day, between(1000, 1150), LAMP, true);
        switches(day, near(1320), LAMP, false);
      }
      switches(day, between(420, 490), KETTLE, true);
      switches(day, between(500, 900), KETTLE, false);
    }

    assertThat(learned(LAMP, false))
        .singleElement()
        .satisfies(routine -> assertThat(routine.confidence()).isGreaterThan(0.9));
  }

  @Test
  void whatIsSoonPutBackIsNoRoutineOfItsOwn() {
    for (int day = 0; day < DAYS; day++) {
      double on = near(1140);
      switches(day, on, LAMP, true);
      switches(day, on + 5 - 45 * Math.log(1 - random.nextDouble()), LAMP, false);
    }

    assertThat(learned(LAMP, true)).hasSize(1);
    assertThat(learned(LAMP, false)).isEmpty();
  }
}
