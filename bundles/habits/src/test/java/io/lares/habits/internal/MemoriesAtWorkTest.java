package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.driver.virtual.VirtualDriver;
import io.lares.habits.learn.Daylight;
import io.lares.habits.learn.Learner;
import io.lares.home.Actor;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a sentence that is to be remembered to what later sentences do, in a home that runs. */
class MemoriesAtWorkTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Actor ANA = person("ana");
  private static final Actor BEN = person("ben");

  @TempDir Path folder;
  private final LinkedBlockingQueue<Turn> told = new LinkedBlockingQueue<>();
  private final HandClock clock = new HandClock();
  private SqliteStore store;
  private Kernel kernel;
  private HomeAssistant assistant;

  private static Actor person(String id) {
    return Actor.person(new PersonId(id), Person.Role.RESIDENT, Actor.Channel.SENTENCE);
  }

  @BeforeEach
  void moveIn() throws Exception {
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
                [{"id": "night", "name": "Night Lamp", "type": "DimmableLight",
                  "state": {"OnOff.onOff": false, "LevelControl.currentLevel": 80}},
                 {"id": "robot", "name": "Vacuum", "type": "RoboticVacuumCleaner",
                  "state": {"Vacuum.operation": "docked"}}]
                """))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    await().until(() -> kernel.registry().home().devices().size() == 2);
    AreaId nursery = new AreaId("nursery");
    kernel
        .registry()
        .edit(new HomeEdit.PutArea(new Area(nursery, "Nursery", List.of("婴儿房"), null)));
    kernel
        .registry()
        .edit(new HomeEdit.PlaceDevice(id("Night Lamp"), "Night Lamp", List.of(), nursery));
    for (String name : List.of("Ana", "Ben")) {
      kernel
          .registry()
          .edit(
              new HomeEdit.PutPerson(
                  new Person(
                      new PersonId(name.toLowerCase(Locale.ROOT)), name, Person.Role.RESIDENT)));
    }
    live();
  }

  /** The hub's memory and its assistant, as a start makes them. */
  private void live() {
    HomeHabits habits =
        new HomeHabits(
            new Learner(ZONE, Daylight.unknown(), id -> kernel.registry().home().device(id)),
            () -> kernel.registry().home(),
            store,
            clock);
    MemoryKeeper keeper = new MemoryKeeper(habits);
    HabitLikings likings = new HabitLikings(habits);
    assistant =
        new HomeAssistant(
            new Tiers(new GrammarPlanner(), List::of),
            kernel,
            new TimerKeeper(clock, () -> {}),
            new ListKeeper(() -> {}),
            (time, intent, request) -> {},
            clock,
            () -> {},
            new HomeAssistant.Neighbours(() -> List.of(keeper), List::of, () -> likings));
  }

  @AfterEach
  void moveOut() {
    assistant.close();
    kernel.close();
    store.close();
  }

  private DeviceId id(String name) {
    return kernel.registry().home().devices().stream()
        .filter(device -> device.name().equals(name))
        .map(Device::id)
        .findFirst()
        .orElseThrow();
  }

  private Value value(String name, AttributeId attribute) {
    Reading reading = kernel.state().reading(id(name), attribute);
    return Objects.requireNonNull(reading).value();
  }

  private Turn ask(Actor who, String text) throws InterruptedException {
    told.clear();
    boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
    Locale language = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    Turn turn = assistant.ask(new Request(text, language, who, null), told::add);
    while (turn.stage() == Turn.Stage.RUNNING) {
      turn = Objects.requireNonNull(told.poll(60, TimeUnit.SECONDS));
    }
    return turn;
  }

  @Test
  void whileTheBabySleepsLoudThingsAreAskedAboutAndLightsComeOnLow() throws Exception {
    assertThat(ask(ANA, "Remember that the baby sleeps until three").reply())
        .isEqualTo("I will remember: the baby sleeps until three");

    // Over a restart, too.
    assistant.close();
    live();
    Turn lamp = ask(BEN, "turn on the night lamp");
    assertThat(lamp.reply()).contains("Ana asked for quiet until 15:00.", "Night Lamp low");
    assertThat(value("Night Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(25));

    Turn vacuum = ask(BEN, "start the vacuum");
    assertThat(vacuum.stage()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(vacuum.reply()).startsWith("Ana asked for quiet until 15:00. Shall I really ");
    assertThat(value("Vacuum", Vocabulary.VACUUM_OPERATION)).isEqualTo(Value.of("docked"));
    ask(BEN, "no");
    assertThat(value("Vacuum", Vocabulary.VACUUM_OPERATION)).isEqualTo(Value.of("docked"));
    ask(BEN, "start the vacuum");
    ask(BEN, "yes");
    await()
        .untilAsserted(() ->
            assertThat(value("Vacuum", Vocabulary.VACUUM_OPERATION))
                .isEqualTo(Value.of("cleaning")));
  }

  @Test
  void whenTheBabyIsUpNothingIsAskedAnyMore() throws Exception {
    ask(ANA, "记住宝宝睡到三点");
    assertThat(ask(ANA, "启动Vacuum").reply()).startsWith("你说过“宝宝睡到三点”。");
    ask(ANA, "不");

    clock.now = at(15, 1);

    assertThat(ask(BEN, "start the vacuum").outcome()).isEqualTo(Turn.Kind.DONE);
    assertThat(ask(BEN, "turn on the night lamp").reply()).doesNotContain("quiet");
    assertThat(value("Night Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(80));
  }

  @Test
  void whoLikesItDimAtNightGetsItDimAtNightAndOnlyThey() throws Exception {
    ask(ANA, "Remember that I like it dim at night");
    assertThat(ask(ANA, "turn on the night lamp").reply()).doesNotContain("dim");
    assertThat(value("Night Lamp", Vocabulary.LEVEL)).as("at day").isEqualTo(Value.of(80));
    ask(ANA, "turn off the night lamp");

    clock.now = at(23, 0);
    ask(BEN, "turn on the night lamp");
    assertThat(value("Night Lamp", Vocabulary.LEVEL)).as("Ben's").isEqualTo(Value.of(80));
    ask(BEN, "turn off the night lamp");
    assertThat(ask(ANA, "turn on the night lamp").reply()).contains("I like it dim at night");
    assertThat(value("Night Lamp", Vocabulary.LEVEL)).as("Ana's").isEqualTo(Value.of(25));
  }

  private static Instant at(int hour, int minute) {
    return LocalDateTime.of(2026, 3, 2, hour, minute).atZone(ZONE).toInstant();
  }

  private static final class HandClock extends Clock {
    private volatile Instant now = at(13, 0);

    @Override
    public ZoneId getZone() {
      return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
