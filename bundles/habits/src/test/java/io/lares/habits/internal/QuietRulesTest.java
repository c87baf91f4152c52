package io.lares.habits.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.automations.internal.HomeAutomations;
import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.habits.learn.Daylight;
import io.lares.habits.learn.Learner;
import io.lares.home.Actor;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Condition;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.HomeWording;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.Ids;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.scenes.Scene;
import io.lares.scenes.internal.HomeScenes;
import io.lares.scenes.internal.SceneDriver;
import io.lares.store.sqlite.JournalKeeper;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules, their scenes and timers do while somebody asked for quiet. */
class QuietRulesTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final PersonId ANA_ID = new PersonId("ana");
  private static final Actor ANA = Actor.person(ANA_ID, Person.Role.OWNER, Actor.Channel.SENTENCE);
  private static final AttributeId LEAK = AttributeId.parse("Sensor.leak");
  private static final AttributeId SIREN = AttributeId.parse("Siren.active");
  private static final AttributeId CHIME = AttributeId.parse("Chime.melody");
  private static final AttributeId ACTIVATED = AttributeId.parse("Scene.activated");

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private final PlayHome home = new PlayHome();
  private final LateScenes scenesDriver = new LateScenes();
  private SqliteStore store;
  private Kernel kernel;
  private HomeHabits habits;
  private HomeAssistant assistant;
  private HomeAutomations automations;
  private TimerKeeper timers;
  private HomeScenes scenes;

  @BeforeEach
  void moveIn() throws Exception {
    store = new SqliteStore(folder);
    kernel = new KernelFactoryComponent().create(store, List.of(home, scenesDriver));
    new JournalKeeper(kernel, store);
    kernel.drivers().open("play", "play", Map.of()).toCompletableFuture().get(30, SECONDS);
    await().until(() -> kernel.registry().home().devices().size() == 10);
    area("nursery", "Nursery", "Night Lamp", "Night TV", "Nursery Speaker");
    area("hall", "Hall", "Hall Lamp", "Hall Speaker");
    kernel.registry().edit(new HomeEdit.PutPerson(new Person(ANA_ID, "Ana", Person.Role.OWNER)));
    habits =
        new HomeHabits(
            new Learner(ZONE, Daylight.unknown(), id -> kernel.registry().home().device(id)),
            () -> kernel.registry().home(),
            store,
            clock);
    HabitLikings likings = new HabitLikings(habits);
    GrammarPlanner planner = new GrammarPlanner();
    timers = new TimerKeeper(clock, () -> {});
    List<HomeAutomations> late = new ArrayList<>();
    assistant =
        new HomeAssistant(
            new Tiers(planner, List::of),
            kernel,
            timers,
            new ListKeeper(() -> {}),
            (time, intent, request) -> {},
            clock,
            () -> {},
            new HomeAssistant.Neighbours(
                List::of, () -> List.of(late.getFirst()::why), () -> likings));
    automations =
        new HomeAutomations(
            kernel,
            assistant,
            new HomeWording(planner, kernel.registry()),
            store,
            store,
            clock,
            System::nanoTime);
    late.add(automations);
    scenes = new HomeScenes(kernel, assistant, store, store, clock);
    scenesDriver.driver = new SceneDriver(scenes);
    kernel.drivers().open("scenes", "scenes", Map.of()).toCompletableFuture().get(30, SECONDS);
  }

  @AfterEach
  void moveOut() {
    automations.close();
    assistant.close();
    kernel.close();
    store.close();
  }

  private void area(String id, String name, String... devices) {
    AreaId area = new AreaId(id);
    kernel.registry().edit(new HomeEdit.PutArea(new Area(area, name, List.of(), null)));
    for (String device : devices) {
      kernel.registry().edit(new HomeEdit.PlaceDevice(id(device), device, List.of(), area));
    }
  }

  private DeviceId id(String name) {
    return kernel.registry().home().devices().stream()
        .filter(device -> device.name().equals(name))
        .map(Device::id)
        .findFirst()
        .orElseThrow();
  }

  private Command set(String device, AttributeId attribute, Object value) {
    return new Command(
        id(device),
        attribute,
        value instanceof Boolean on
            ? Value.of(on)
            : value instanceof Integer much ? Value.of(much) : Value.of((String) value));
  }

  private void rule(String name, String sensor, AttributeId attribute, Command... commands) {
    automations.save(
        new Automation(
            name,
            "Rule " + name,
            true,
            List.of(
                new Trigger.Becomes(id(sensor), attribute, null, Value.of(true), Duration.ZERO)),
            new Condition.All(List.of()),
            List.of(),
            List.of(new Step.Act(List.of(commands), "", "")),
            Automation.Mode.SINGLE,
            Duration.ZERO,
            Duration.ZERO,
            Automation.Missed.RUN_ONCE,
            new Automation.Origin(ANA, true, Locale.ENGLISH, "")));
    home.show(sensor, attribute, Value.of(false));
    // What is observed first is where things stand.
    await().until(() -> kernel.state().reading(id(sensor), attribute) != null);
  }

  /** A sensor reports, and the rule has come to its end. */
  private Trace happens(String rule, String sensor, AttributeId attribute) {
    int before = automations.traces(rule).size();
    home.show(sensor, attribute, Value.of(false));
    home.show(sensor, attribute, Value.of(true));
    await()
        .untilAsserted(() ->
            assertThat(automations.traces(rule))
                .hasSizeGreaterThan(before)
                .extracting(Trace::result)
                .containsOnly(Trace.Result.DONE));
    return automations.traces(rule).getFirst();
  }

  @Test
  void whatIsLoudIsHadAtLessOrLeftOutAndTheTraceSaysForWhom() {
    rule(
        "motion",
        "Motion",
        Vocabulary.OCCUPIED,
        set("Night Lamp", Vocabulary.ON_OFF, true),
        set("Night TV", Vocabulary.VOLUME, 60),
        set("Hall Lamp", Vocabulary.ON_OFF, true),
        set("Vacuum", Vocabulary.VACUUM_OPERATION, "cleaning"));
    habits.remember(ANA_ID, "the baby sleeps until three", null);

    Trace trace = happens("motion", "Motion", Vocabulary.OCCUPIED);

    assertThat(home.sent)
        .containsExactlyInAnyOrder(
            "Night Lamp OnOff.onOff true",
            "Night Lamp LevelControl.currentLevel 25",
            "Night TV Media.volume 25",
            "Hall Lamp OnOff.onOff true");
    assertThat(automations.told(trace, Locale.ENGLISH))
        .contains("“Rule motion” ran at")
        .contains("Ana asked for quiet until 15:00, so I kept Night Lamp and Night TV low.")
        .contains("Ana asked for quiet until 15:00, so I left out Vacuum.");
    assertThat(automations.told(trace, Locale.SIMPLIFIED_CHINESE)).contains("要安静到15:00");
  }

  @Test
  void whyItIsLowAndWhyItDidNothingIsTold() throws Exception {
    rule(
        "motion",
        "Motion",
        Vocabulary.OCCUPIED,
        set("Night Lamp", Vocabulary.ON_OFF, true),
        set("Vacuum", Vocabulary.VACUUM_OPERATION, "cleaning"));
    habits.remember(ANA_ID, "the baby sleeps until three", null);
    happens("motion", "Motion", Vocabulary.OCCUPIED);

    await()
        .untilAsserted(() ->
            assertThat(automations.why(id("Night Lamp"), Vocabulary.LEVEL, Locale.ENGLISH))
                .contains("“Rule motion”", "Ana asked for quiet until 15:00"));
    assertThat(automations.why(id("Vacuum"), Vocabulary.VACUUM_OPERATION, Locale.ENGLISH))
        .contains("“Rule motion” came at", "left it as it was", "so I left out Vacuum");
  }

  @Test
  void afterwardsTheRuleDoesAllOfItAgain() {
    rule("motion", "Motion", Vocabulary.OCCUPIED, set("Night TV", Vocabulary.VOLUME, 60));
    habits.remember(ANA_ID, "the baby sleeps until three", null);
    happens("motion", "Motion", Vocabulary.OCCUPIED);
    clock.now = at(15, 1);

    Trace trace = happens("motion", "Motion", Vocabulary.OCCUPIED);

    assertThat(home.sent).containsExactly("Night TV Media.volume 25", "Night TV Media.volume 60");
    assertThat(automations.told(trace, Locale.ENGLISH)).doesNotContain("quiet");
  }

  @Test
  void whatWarnsOfADangerIsHeldBackForNobody() {
    rule(
        "leak",
        "Leak",
        LEAK,
        set("Chime", CHIME, "loud"),
        set("Night Lamp", Vocabulary.LEVEL, 100));
    rule("burglar", "Motion", Vocabulary.OCCUPIED, set("Siren", SIREN, true));
    habits.remember(ANA_ID, "the baby sleeps until three", null);

    happens("leak", "Leak", LEAK);
    happens("burglar", "Motion", Vocabulary.OCCUPIED);

    assertThat(home.sent)
        .containsExactlyInAnyOrder(
            "Chime Chime.melody loud",
            "Night Lamp LevelControl.currentLevel 100",
            "Siren Siren.active true");
  }

  @Test
  void aSceneThatARuleTurnsOnIsHeldBackAndOneThatAPersonTapsIsNot() {
    scenes.save(
        new Scene(
            "party",
            "Party",
            List.of(new Step.Act(List.of(set("Night TV", Vocabulary.VOLUME, 60)), "", ""))),
        ANA);
    await()
        .until(() ->
            kernel.registry().home().devices().stream()
                .anyMatch(device -> device.name().equals("Party")));
    rule("motion", "Motion", Vocabulary.OCCUPIED, set("Party", ACTIVATED, true));
    rule("leak", "Leak", LEAK, set("Party", ACTIVATED, true));
    habits.remember(ANA_ID, "the baby sleeps until three", null);

    happens("motion", "Motion", Vocabulary.OCCUPIED);
    assertThat(home.sent).containsExactly("Night TV Media.volume 25");
    scenes.apply("party", ANA).orElseThrow().toCompletableFuture().join();
    assertThat(home.sent).endsWith("Night TV Media.volume 60");
    home.sent.clear();
    home.show("Night TV", Vocabulary.VOLUME, Value.of(5));
    happens("leak", "Leak", LEAK);
    assertThat(home.sent).as("a danger led to it").containsExactly("Night TV Media.volume 60");
  }

  @Test
  void whoRunsARuleByHandDecidesNow() {
    rule("motion", "Motion", Vocabulary.OCCUPIED, set("Night TV", Vocabulary.VOLUME, 60));
    habits.remember(ANA_ID, "the baby sleeps until three", null);
    automations.run("motion", ANA);
    await().untilAsserted(() -> assertThat(home.sent).containsExactly("Night TV Media.volume 60"));
  }

  @Test
  void aTimerRingsWhereNobodySleeps() {
    habits.remember(ANA_ID, "the baby sleeps until three", null);
    timers.start(Duration.ofMinutes(5), "", null, null, false);
    clock.now = at(13, 6);
    timers.takeDue().forEach(assistant::rung);
    await().untilAsserted(() -> assertThat(home.sent).hasSize(1));
    assertThat(home.sent.getFirst()).startsWith("Hall Speaker Message.broadcast");
  }

  @Test
  void whereATimerCouldOnlyRingForTheSleeperItIsAskedAbout() {
    habits.remember(ANA_ID, "the baby sleeps until three, so no noise in the hall", null);
    kernel
        .registry()
        .edit(
            new HomeEdit.PlaceDevice(
                id("Nursery Speaker"), "Nursery Speaker", List.of(), new AreaId("hall")));

    Turn held = ask("set a timer for five minutes");
    assertThat(held.stage()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(held.reply()).contains("Shall I start a timer that rings aloud all the same?");
    assertThat(ask("set a timer for three hours").stage())
        .as("when the baby is up")
        .isNotEqualTo(Turn.Stage.NEEDS_CONFIRMATION);

    await().until(() -> timers.all().size() == 1);
    timers.all().forEach(timer -> timers.cancel(timer.id()));
    assistant.answer(held.id(), ANA, true, turn -> {});
    await().until(() -> timers.all().size() == 1);
    clock.now = at(13, 6);
    timers.takeDue().forEach(assistant::rung);
    await().untilAsserted(() -> assertThat(home.sent).hasSize(2));
  }

  private Turn ask(String text) {
    return assistant.ask(new Request(text, Locale.ENGLISH, ANA, null), turn -> {});
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

  /** Devices that do at once what they are told. */
  private static final class PlayHome implements Driver {
    final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile DriverHost host;

    @Override
    public DriverManifest manifest() {
      return new DriverManifest("play", "Play", "1.0.0", Set.of(), List.of(), false);
    }

    @Override
    public Session open(DriverConfig config, DriverHost opened) {
      host = opened;
      announce("Night Lamp", DeviceType.DIMMABLE_LIGHT, known(Vocabulary.ON_OFF, Vocabulary.LEVEL));
      announce("Hall Lamp", DeviceType.DIMMABLE_LIGHT, known(Vocabulary.ON_OFF, Vocabulary.LEVEL));
      announce("Night TV", DeviceType.BASIC_VIDEO_PLAYER, known(Vocabulary.VOLUME));
      announce("Vacuum", DeviceType.ROBOTIC_VACUUM_CLEANER, known(Vocabulary.VACUUM_OPERATION));
      announce("Nursery Speaker", DeviceType.SPEAKER, known(Ids.BROADCAST));
      announce("Hall Speaker", DeviceType.SPEAKER, known(Ids.BROADCAST));
      announce("Motion", DeviceType.OCCUPANCY_SENSOR, known(Vocabulary.OCCUPIED));
      announce("Leak", DeviceType.GENERIC, known(LEAK));
      announce(
          "Siren",
          DeviceType.GENERIC,
          Stream.of(new Attribute(SIREN, ValueKind.BOOL, "", Attribute.Access.WRITE)));
      announce(
          "Chime",
          DeviceType.GENERIC,
          Stream.of(new Attribute(CHIME, ValueKind.TEXT, "", Attribute.Access.WRITE)));
      return new Session() {
        @Override
        public void execute(DeviceCommand command, CommandReply reply) {
          sent.add(command.device() + " " + command.attribute() + " " + command.value());
          reply.accepted();
          host.observe(command.device(), command.attribute(), command.value());
        }

        @Override
        public void close() {}
      };
    }

    private static Stream<Attribute> known(AttributeId... attributes) {
      return Stream.of(attributes)
          .map(Vocabulary::attribute)
          .map(java.util.Objects::requireNonNull);
    }

    private void announce(String name, DeviceType type, Stream<Attribute> attributes) {
      host.announce(
          new DeviceDescription(
              name, name, List.of(), "", type, Vocabulary.group(attributes.toList()), "", ""));
    }

    void show(String device, AttributeId attribute, Value value) {
      host.observe(device, attribute, value);
    }
  }

  /** The scenes' driver, which there is once the kernel is there. */
  private static final class LateScenes implements Driver {
    private volatile SceneDriver driver;

    @Override
    public DriverManifest manifest() {
      return new DriverManifest("scenes", "Scenes", "1.0.0", Set.of(), List.of(), false);
    }

    @Override
    public Session open(DriverConfig config, DriverHost host)
        throws io.lares.driver.DriverException {
      return driver.open(config, host);
    }
  }
}
