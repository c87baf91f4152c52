package io.lares.habits.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lares.habits.Preference;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreferencesTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final DeviceId LAMP = new DeviceId("lamp");
  private static final PersonId ANA = new PersonId("ana");
  private static final PersonId BO = new PersonId("bo");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private final Learner learner = new Learner(ZONE, Daylight.unknown(), id -> null);

  private static Instant at(int day, int hour) {
    return DAY.plusDays(day).atTime(hour, 10).atZone(ZONE).toInstant();
  }

  private void sets(PersonId person, int day, int hour, double level) {
    learner.accept(
        new Happening(
            at(day, hour),
            LAMP,
            Vocabulary.LEVEL,
            Value.of(level),
            Actor.person(person, Person.Role.RESIDENT, Actor.Channel.TAP)));
  }

  private double liked(PersonId person, int day, int hour) {
    Preference liked =
        learner.preferred(person, LAMP, Vocabulary.LEVEL, at(day, hour)).orElseThrow();
    return ((Value.Num) liked.value()).value();
  }

  @Test
  void afterTenSettingsTheLikedLevelIsKnownWithinFivePercentThoughSomeWereWild() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      Learner fresh = new Learner(ZONE, Daylight.unknown(), id -> null);
      double liking = 15 + random.nextInt(75);
      for (int day = 0; day < 10; day++) {
        double set =
            day == 3 || day == 7
                ? random.nextInt(100)
                : liking * (1 + 0.04 * random.nextGaussian());
        fresh.accept(
            new Happening(
                at(day, 20),
                LAMP,
                Vocabulary.LEVEL,
                Value.of(set),
                Actor.person(ANA, Person.Role.RESIDENT, Actor.Channel.TAP)));
      }
      Preference liked = fresh.preferred(ANA, LAMP, Vocabulary.LEVEL, at(11, 20)).orElseThrow();
      assertThat(((Value.Num) liked.value()).value())
          .isCloseTo(liking, within(0.05 * liking + 0.5));
    }
  }

  @Test
  void eveningsAndMorningsMayDiffer() {
    for (int day = 0; day < 10; day++) {
      sets(ANA, day, 7, 90 + day % 3);
      sets(ANA, day, 21, 20 + day % 2);
    }
    assertThat(liked(ANA, 11, 7)).isCloseTo(91, within(2.0));
    assertThat(liked(ANA, 11, 21)).isCloseTo(20.5, within(1.0));
  }

  @Test
  void eachPersonHasTheirOwn() {
    for (int day = 0; day < 10; day++) {
      sets(ANA, day, 20, 30);
      sets(BO, day, 22, 80);
    }
    assertThat(liked(ANA, 11, 20)).isEqualTo(30);
    assertThat(liked(BO, 11, 20)).isEqualTo(80);
  }

  @Test
  void aLikingThatChangedIsFollowed() {
    for (int day = 0; day < 15; day++) {
      sets(ANA, day, 20, 30 + day % 3);
    }
    for (int day = 15; day < 20; day++) {
      sets(ANA, day, 20, 60 + day % 3);
    }
    assertThat(liked(ANA, 21, 20)).isCloseTo(61, within(2.0));
  }

  @Test
  void whereASliderComesToRestCountsAndNotItsWay() {
    for (int day = 0; day < 5; day++) {
      for (int second = 0; second < 6; second++) {
        learner.accept(
            new Happening(
                at(day, 20).plusSeconds(second),
                LAMP,
                Vocabulary.LEVEL,
                Value.of(90 - 10 * second),
                Actor.person(ANA, Person.Role.RESIDENT, Actor.Channel.TAP)));
      }
    }
    assertThat(liked(ANA, 6, 20)).isEqualTo(40);
  }
}
