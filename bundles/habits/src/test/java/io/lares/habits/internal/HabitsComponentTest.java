package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.driver.virtual.VirtualDriver;
import io.lares.habits.Preference;
import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.store.JournalEntry;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real kernel, a real journal and a virtual lamp. */
class HabitsComponentTest {
  private static final PersonId ANA = new PersonId("ana");
  private static final Actor TAP = Actor.person(ANA, Person.Role.OWNER, Actor.Channel.TAP);

  @TempDir Path folder;
  private SqliteStore store;
  private Kernel kernel;
  private DeviceId lamp;

  @BeforeEach
  void start() throws Exception {
    store = new SqliteStore(folder);
    kernel = new KernelFactoryComponent().create(store, List.of(new VirtualDriver()));
    kernel
        .drivers()
        .open(
            "virtual",
            "virtual",
            Map.of(
                "pace",
                "instant",
                "devices",
                """
                [{"id": "lamp", "name": "Lamp", "type": "DimmableLight",
                  "state": {"OnOff.onOff": true, "LevelControl.currentLevel": 80}}]
                """))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    await().until(() -> kernel.registry().home().devices().size() == 1);
    lamp = kernel.registry().home().devices().iterator().next().id();
  }

  @AfterEach
  void stop() {
    kernel.close();
    store.close();
  }

  /** For some days Ana set the lamp at this hour, or a rule did. */
  private void past(Actor actor, double level, int days) {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    for (int day = days; day > 0; day--) {
      Instant time = hour.minus(day, ChronoUnit.DAYS);
      String intent = "past-" + day;
      var unused = store.append(new JournalEntry.Asked(time, intent, actor, "", null));
      store
          .append(
              new JournalEntry.Changed(time, lamp, Vocabulary.LEVEL, null, Value.of(level), intent))
          .toCompletableFuture()
          .join();
    }
  }

  private void sets(Actor actor, double level) {
    kernel
        .commands()
        .submit(
            new Command(lamp, Vocabulary.LEVEL, Value.of(level)),
            new Intent("now-" + level, actor, "", false));
  }

  private Optional<Preference> liked(HabitsComponent habits) {
    return habits.preferred(ANA, lamp, Vocabulary.LEVEL, Instant.now());
  }

  @Test
  void whatTheJournalHoldsIsLearnedAfterAStart() {
    past(TAP, 30, 8);
    try (HabitsComponent habits = new HabitsComponent(kernel, store, store)) {
      await()
          .untilAsserted(
              () -> assertThat(liked(habits)).map(Preference::value).contains(Value.of(30)));
      assertThat(liked(habits)).map(Preference::source).contains(Preference.Source.PERSON);
    }
  }

  @Test
  void whatHappensNowIsLearnedToo() {
    try (HabitsComponent habits = new HabitsComponent(kernel, store, store)) {
      habits.correct(ANA, lamp, Vocabulary.LEVEL, Value.of(25));
      assertThat(liked(habits)).map(Preference::source).contains(Preference.Source.CORRECTED);
      sets(TAP, 60);
      await().untilAsserted(() -> assertThat(liked(habits)).isEmpty());
    }
  }

  @Test
  void whatTheHubItselfDidIsNotLearned() {
    past(Actor.automation("rule"), 30, 8);
    try (HabitsComponent habits = new HabitsComponent(kernel, store, store)) {
      habits.correct(ANA, lamp, Vocabulary.LEVEL, Value.of(25));
      sets(Actor.automation("rule"), 60);
      sets(TAP, 61);
      // By the time that Ana's own wish has been learned, those of the hub were seen.
      await().untilAsserted(() -> assertThat(liked(habits)).isEmpty());
      assertThat(habits.preferences()).isEmpty();
      assertThat(habits.routines()).isEmpty();
    }
  }
}
