package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.LearningState;
import io.lares.habits.Memory;
import io.lares.habits.Suggestion;
import io.lares.habits.learn.Daylight;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each person's say over what is learned, with a real store. */
class HomeHabitsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final PersonId ANA = new PersonId("ana");
  private static final DeviceId LAMP = new DeviceId("lamp");
  private static final DeviceId RADIO = new DeviceId("radio");
  private static final Home HOME =
      new Home("Home", Locale.ENGLISH, List.of(), List.of(), List.of(), List.of());

  @TempDir Path folder;

  private static Instant at(int day, int hour, int minute) {
    return MONDAY.plusDays(day).atTime(hour, minute).atZone(ZONE).toInstant();
  }

  private static HomeHabits habits(SqliteStore store, Instant now) {
    return new HomeHabits(
        new Learner(ZONE, Daylight.unknown(), id -> null),
        () -> HOME,
        store,
        Clock.fixed(now, ZONE));
  }

  private static void evenings(HomeHabits habits, int days) {
    Actor ana = Actor.person(ANA, Person.Role.OWNER, Actor.Channel.TAP);
    for (int day = 0; day < days; day++) {
      for (DeviceId device : List.of(LAMP, RADIO)) {
        int minute = (device == LAMP ? 35 : 5) + day % 5;
        int hour = device == LAMP ? 22 : 7;
        habits.happened(
            new Happening(
                at(day, hour - 3 - day % 3, day * 37 % 60),
                device,
                Vocabulary.ON_OFF,
                Value.of(true),
                null));
        habits.happened(
            new Happening(at(day, hour, minute), device, Vocabulary.ON_OFF, Value.of(false), ana));
      }
    }
  }

  @Test
  void oneSuggestionADayAndNoneAgainAfterANo() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits today = habits(store, at(28, 9, 0));
      evenings(today, 28);
      Suggestion first = today.suggestion(ANA).orElseThrow();
      assertThat(first.words()).contains("of the last 10 days between").contains("you turned off");
      assertThat(today.suggestion(ANA)).map(s -> s.routine().id()).contains(first.routine().id());
      today.refuse(ANA, first.routine().id());
      assertThat(today.suggestion(ANA)).isEmpty();

      HomeHabits tomorrow = habits(store, at(29, 9, 0));
      evenings(tomorrow, 29);
      Suggestion second = tomorrow.suggestion(ANA).orElseThrow();
      assertThat(second.routine().action().device())
          .isNotEqualTo(first.routine().action().device());
      assertThat(tomorrow.accept(ANA, second.routine().id())).isEqualTo(second.routine());

      HomeHabits later = habits(store, at(40, 9, 0));
      evenings(later, 40);
      assertThat(later.suggestion(ANA)).isEmpty();
    }
  }

  @Test
  void whatHasNotHappenedForAFortnightIsKnownButNotSuggested() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits soon = habits(store, at(39, 9, 0));
      evenings(soon, 28);
      assertThat(soon.suggestion(ANA)).isPresent();
    }
    try (SqliteStore store = new SqliteStore(folder.resolve("later"))) {
      HomeHabits later = habits(store, at(45, 9, 0));
      evenings(later, 28);
      assertThat(later.routines()).hasSize(2);
      assertThat(later.suggestion(ANA)).isEmpty();
    }
  }

  @Test
  void offIsOffAlsoAfterARestart() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits habits = habits(store, at(28, 9, 0));
      evenings(habits, 28);
      assertThat(habits.routines()).isNotEmpty();
      habits.learning(ANA, LearningState.OFF);
      assertThat(habits.routines()).isEmpty();
      assertThat(habits.suggestion(ANA)).isEmpty();
    }
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits again = habits(store, at(29, 9, 0));
      evenings(again, 29);
      assertThat(again.routines()).isEmpty();
      assertThat(again.learning(ANA)).isEqualTo(LearningState.OFF);
    }
  }

  @Test
  void whatIsDeletedIsGoneAndTheJournalDoesNotBringItBack() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits habits = habits(store, at(28, 9, 0));
      evenings(habits, 28);
      habits.remember(ANA, "I like it dim at night", null);
      habits.forgetAll(ANA);
      assertThat(habits.routines()).isEmpty();
      assertThat(habits.memories(ANA)).isEmpty();
      HomeHabits again = habits(store, at(28, 10, 0));
      evenings(again, 28);
      assertThat(again.routines()).isEmpty();
    }
  }

  @Test
  void oneRoutineIsDeletedAndTheOtherStays() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits habits = habits(store, at(28, 9, 0));
      evenings(habits, 28);
      assertThat(habits.routines()).hasSize(2);
      habits.forgetRoutine(ANA, habits.routines().getFirst().id());
      assertThat(habits.routines()).hasSize(1);
      assertThat(habits.export(ANA)).contains("between 0").contains("\"learning\" : \"ON\"");
    }
  }

  @Test
  void aMemoryEndsWhenItsWordsSay() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits noon = habits(store, at(0, 12, 30));
      Memory baby = noon.remember(ANA, "the baby sleeps until three", null);
      noon.remember(ANA, "I like it dim at night", null);
      assertThat(baby.until()).isEqualTo(at(0, 15, 0));
      assertThat(noon.memories(ANA)).hasSize(2);
      assertThat(habits(store, at(0, 15, 1)).memories(ANA))
          .extracting(Memory::words)
          .containsExactly("I like it dim at night");
    }
  }

  @Test
  void whatWasSetRightIsUsedUntilThePersonDoesOtherwise() {
    try (SqliteStore store = new SqliteStore(folder)) {
      HomeHabits habits = habits(store, at(10, 9, 0));
      habits.correct(ANA, LAMP, Vocabulary.LEVEL, Value.of(25));
      assertThat(habits.preferred(ANA, LAMP, Vocabulary.LEVEL, at(10, 20, 0)))
          .map(p -> p.value())
          .contains(Value.of(25));
    }
  }
}
