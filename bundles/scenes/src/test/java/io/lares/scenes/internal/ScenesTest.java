package io.lares.scenes.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Outcome;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.Tiers;
import io.lares.planner.command.Forgetful;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.scenes.Scene;
import io.lares.scenes.Scenes;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenes of a small home: kept, turned on across devices, told, put back. */
class ScenesTest {
  private static final Actor ANN = person("ann", Person.Role.OWNER);
  private static final Actor GUEST = person("gil", Person.Role.GUEST);

  @TempDir Path folder;
  private final Lamps lamps = new Lamps();
  private Kernel kernel;
  private SqliteStore store;
  private HomeAssistant assistant;
  private HomeScenes scenes;

  private static Actor person(String id, Person.Role role) {
    return Actor.person(new PersonId(id), role, Actor.Channel.SENTENCE);
  }

  @BeforeEach
  void moveIn() throws Exception {
    LateDriver late = new LateDriver();
    kernel = new KernelFactoryComponent().create(new Forgetful(), List.of(lamps, late));
    store = new SqliteStore(folder);
    assistant =
        new HomeAssistant(
            new Tiers(new GrammarPlanner(), List::of),
            kernel,
            new TimerKeeper(Clock.systemUTC(), () -> {}),
            new ListKeeper(() -> {}),
            (time, intent, request) -> {},
            Clock.systemUTC(),
            () -> {},
            new HomeAssistant.Neighbours(
                () -> List.of(new SaidScenes(scenes, kernel.registry())), List::of));
    scenes = new HomeScenes(kernel, assistant, store, store, Clock.systemUTC());
    late.driver = new SceneDriver(scenes);
    kernel.drivers().open("lamps", "lamps", Map.of()).toCompletableFuture().get(30, SECONDS);
    kernel.drivers().open("scenes", "scenes", Map.of()).toCompletableFuture().get(30, SECONDS);
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

  private Command set(String name, AttributeId attribute, Value value) {
    return new Command(id(name), attribute, value);
  }

  private Value value(String name, AttributeId attribute) {
    Reading reading = kernel.state().reading(id(name), attribute);
    return Objects.requireNonNull(reading).value();
  }

  private static Step act(Command... commands) {
    return new Step.Act(List.of(commands), "", "");
  }

  private Scenes.Summary apply(String id) throws Exception {
    return scenes.apply(id, ANN).orElseThrow().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void whatWasConfirmedAndWhatWasNotIsToldAndAMissingDeviceHoldsNothingUp() throws Exception {
    DeviceId gone = new DeviceId("gone");
    scenes.save(
        new Scene(
            "evening",
            "Evening",
            List.of(
                new Step.Parallel(
                    List.of(
                        act(
                            set("Reading Lamp", Vocabulary.ON_OFF, Value.of(true)),
                            new Command(gone, Vocabulary.ON_OFF, Value.of(true))),
                        act(
                            set("Broken Lamp", Vocabulary.ON_OFF, Value.of(true)),
                            set("Deaf Lamp", Vocabulary.ON_OFF, Value.of(true)))),
                    ""),
                new Step.Wait(Duration.ofMillis(10), ""),
                act(set("Reading Lamp", Vocabulary.LEVEL, Value.of(20))))),
        ANN);

    Scenes.Summary summary = apply("evening");

    assertThat(summary.confirmed()).containsExactly(id("Reading Lamp"));
    assertThat(summary.unconfirmed()).containsExactly(id("Deaf Lamp"));
    assertThat(summary.failed())
        .containsExactly(new Scenes.Trouble(id("Broken Lamp"), "the bulb is broken"));
    assertThat(summary.missing()).containsExactly(gone);
    assertThat(value("Reading Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(20));
  }

  @Test
  void howItIsNowComesBackAfterARestartOfTheScenes() throws Exception {
    lamps.show("reading", Vocabulary.ON_OFF, Value.of(true));
    lamps.show("reading", Vocabulary.LEVEL, Value.of(70));
    await().until(() -> kernel.state().reading(id("Reading Lamp"), Vocabulary.LEVEL) != null);
    Scene now =
        scenes.captured(
            "So gemütlich", List.of(id("Reading Lamp"), id("Floor Lamp"), id("Front Lock")));
    assertThat(now.id()).isEqualTo("so-gem-tlich");
    assertThat(now.commands())
        .extracting(Command::device)
        .as("a lock is not set by a scene of how it is")
        .doesNotContain(id("Front Lock"));
    scenes.save(now, ANN);

    lamps.show("reading", Vocabulary.LEVEL, Value.of(5));
    lamps.show("floor", Vocabulary.ON_OFF, Value.of(true));
    scenes = new HomeScenes(kernel, assistant, store, store, Clock.systemUTC());
    apply(now.id());

    assertThat(value("Reading Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(70));
    assertThat(value("Floor Lamp", Vocabulary.ON_OFF)).isEqualTo(Value.of(false));
  }

  @Test
  void itIsPutBackAsItWasOnce() throws Exception {
    scenes.save(
        new Scene(
            "bright", "Bright", List.of(act(set("Floor Lamp", Vocabulary.ON_OFF, Value.of(true))))),
        ANN);
    assertThat(scenes.putBack("bright")).isEmpty();
    apply("bright");
    assertThat(value("Floor Lamp", Vocabulary.ON_OFF)).isEqualTo(Value.of(true));

    scenes.putBack("bright").orElseThrow().toCompletableFuture().get(60, SECONDS);

    assertThat(value("Floor Lamp", Vocabulary.ON_OFF)).isEqualTo(Value.of(false));
    assertThat(scenes.putBack("bright")).isEmpty();
  }

  @Test
  void aSceneIsAnotherForSomePeopleAndAtSomeTime() throws Exception {
    Scene.Span always = new Scene.Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    LocalTime now = LocalTime.now(Clock.systemUTC());
    Scene.Span later = new Scene.Span(now.plusHours(2), now.plusHours(3));
    scenes.save(
        new Scene(
            "reading-time",
            "Reading Time",
            List.of(act(set("Reading Lamp", Vocabulary.LEVEL, Value.of(10)))),
            List.of(
                variant(Set.of(), always, 20),
                variant(Set.of("ann"), null, 30),
                variant(Set.of("ann"), later, 40),
                variant(Set.of("gil"), null, 50))),
        ANN);
    await().until(() -> names().contains("Reading Time"));
    // Over a restart, too.
    HomeScenes again = new HomeScenes(kernel, assistant, store, store, Clock.systemUTC());
    assertThat(again.find("reading-time")).isEqualTo(scenes.find("reading-time"));

    ask(ANN, "activate reading time");
    assertThat(value("Reading Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(30));
    ask(GUEST, "activate reading time");
    assertThat(value("Reading Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(50));
    scenes
        .apply("reading-time", Actor.automation("rule"))
        .orElseThrow()
        .toCompletableFuture()
        .get(60, SECONDS);
    assertThat(value("Reading Lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(20));
  }

  private Scene.Variant variant(Set<String> people, Scene.@Nullable Span span, int level) {
    return new Scene.Variant(
        people, span, List.of(act(set("Reading Lamp", Vocabulary.LEVEL, Value.of(level)))));
  }

  @Test
  void whatASceneDoesIsTracedToTheWishBehindIt() throws Exception {
    scenes.save(
        new Scene(
            "chained",
            "Chained",
            List.of(act(set("Floor Lamp", Vocabulary.ON_OFF, Value.of(true))))),
        ANN);
    await().until(() -> names().contains("Chained"));
    List<Intent> causes = new CopyOnWriteArrayList<>();
    EventFeed.Subscription watching =
        kernel
            .events()
            .subscribe(
                "test",
                1_000,
                EventFeed.Overflow.LATEST,
                events ->
                    events.forEach(event -> {
                      Intent cause = event instanceof Change change ? change.cause() : null;
                      if (cause != null) {
                        causes.add(cause);
                      }
                    }));
    kernel
        .commands()
        .submit(
            new Command(id("Chained"), HomeScenes.ACTIVATED, Value.of(true)),
            new Intent("run-1", Actor.automation("rule"), "", true));
    await()
        .untilAsserted(() ->
            assertThat(causes)
                .anySatisfy(cause -> {
                  assertThat(cause.actor()).isEqualTo(Actor.scene("chained"));
                  assertThat(cause.cause()).isEqualTo("run-1");
                }));
    watching.close();
  }

  @Test
  void aSceneIsADeviceThatASentenceTurnsOn() throws Exception {
    scenes.save(
        new Scene(
            "movie-night",
            "Movie Night",
            List.of(act(set("Floor Lamp", Vocabulary.ON_OFF, Value.of(true))))),
        ANN);
    await().until(() -> names().contains("Movie Night"));

    assertThat(ask(ANN, "activate movie night").outcome()).isEqualTo(Turn.Kind.DONE);

    assertThat(value("Floor Lamp", Vocabulary.ON_OFF)).isEqualTo(Value.of(true));
    assertThat(scenes.remove("movie-night")).isTrue();
    await().until(() -> !names().contains("Movie Night"));
  }

  @Test
  void howItIsNowIsSavedByASentence() throws Exception {
    lamps.show("reading", Vocabulary.ON_OFF, Value.of(true));
    await().until(() -> kernel.state().reading(id("Reading Lamp"), Vocabulary.ON_OFF) != null);

    assertThat(ask(ANN, "save this as Cosy Corner").reply())
        .isEqualTo("I have kept this as Cosy Corner.");

    assertThat(scenes.find("cosy-corner").orElseThrow().commands())
        .contains(set("Reading Lamp", Vocabulary.ON_OFF, Value.of(true)))
        .extracting(Command::device)
        .doesNotContain(id("Front Lock"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "save this as movie night | movie night",
        "把现在的样子存成电影之夜 | 电影之夜",
        "保存现在的样子为阅读模式 | 阅读模式",
        "把現在的燈光儲存為閱讀場景 | 閱讀"
      })
  void howItIsNowIsKeptUnderANameThatIsSaid(String text, String name) throws Exception {
    assertThat(ask(ANN, text).outcome()).isEqualTo(Turn.Kind.DONE);
    assertThat(scenes.all()).extracting(Scene::name).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create a scene called Cosy that turns on the reading lamp | Cosy",
        "create a scene Late which Switches the reading lamp on | Late",
        "make a new scene Story Time: turn on the reading lamp | Story Time",
        "make a scene “Lets read” to turn on the reading lamp | Lets read",
        "when I say cinema time, turn on the reading lamp | cinema time",
        "创建一个叫阅读的场景：打开reading lamp | 阅读",
        "新建场景“晚安”，打开reading lamp | 晚安",
        "当我说看电影的时候，打开reading lamp | 看电影",
        "建立一個叫閱讀的場景：打開reading lamp | 閱讀"
      })
  void whatASceneIsToDoIsSaid(String text, String name) throws Exception {
    assertThat(ask(ANN, text).outcome()).isEqualTo(Turn.Kind.DONE);

    Scene scene = scenes.all().getFirst();
    assertThat(scene.name()).isEqualTo(name);
    assertThat(scene.commands())
        .containsExactly(set("Reading Lamp", Vocabulary.ON_OFF, Value.of(true)));
    assertThat(kernel.state().reading(id("Reading Lamp"), Vocabulary.ON_OFF))
        .as("nothing is done yet")
        .isNull();
  }

  @Test
  void aSceneOfWhichAPartIsNotUnderstoodIsNotKept() throws Exception {
    Turn turn =
        ask(ANN, "create a scene called Cosy that turns on the reading lamp and frobs the quux");
    assertThat(turn.outcome()).isIn(Turn.Kind.REFUSE, Turn.Kind.ASK);
    assertThat(scenes.all()).isEmpty();
  }

  private List<String> names() {
    return kernel.registry().home().devices().stream().map(Device::name).toList();
  }

  private Turn ask(Actor who, String text) throws Exception {
    LinkedBlockingQueue<Turn> told = new LinkedBlockingQueue<>();
    Turn turn = assistant.ask(new Request(text, Locale.ENGLISH, who, null), told::add);
    while (!turn.finished()) {
      turn = Objects.requireNonNull(told.poll(60, SECONDS));
    }
    return turn;
  }

  @Test
  void aSceneThatOpensTheHomeCarriesThatRisk() throws Exception {
    scenes.save(
        new Scene(
            "welcome",
            "Welcome",
            List.of(act(set("Front Lock", Vocabulary.LOCK_STATE, Value.of("unlocked"))))),
        ANN);
    await().until(() -> names().contains("Welcome"));
    Command on = set("Welcome", AttributeId.parse("Scene.activated"), Value.of(true));

    assertThat(outcome(on, GUEST, false)).isEqualTo(Outcome.Reason.FORBIDDEN);
    assertThat(outcome(on, ANN, false)).isEqualTo(Outcome.Reason.NEEDS_CONFIRMATION);
    assertThat(value("Front Lock", Vocabulary.LOCK_STATE)).isEqualTo(Value.of("locked"));

    kernel.commands().submit(on, new Intent("yes", ANN, "", true));
    await()
        .untilAsserted(() ->
            assertThat(value("Front Lock", Vocabulary.LOCK_STATE)).isEqualTo(Value.of("unlocked")));
  }

  private Outcome.Reason outcome(Command command, Actor who, boolean yes) throws Exception {
    Outcome outcome =
        kernel
            .commands()
            .submit(command, new Intent("x", who, "", yes))
            .outcome()
            .toCompletableFuture()
            .get(60, SECONDS);
    return ((Outcome.Failed) outcome).reason();
  }

  @Test
  void aGuestCanNotSaveWhatOpensTheHomeAndNothingCanNotBeSaved() {
    Step open = act(set("Front Lock", Vocabulary.LOCK_STATE, Value.of("unlocked")));
    assertThatThrownBy(() -> scenes.save(new Scene("s", "S", List.of(open)), GUEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Front Lock");
    assertThatThrownBy(() -> scenes.captured("S", List.of(id("Front Lock"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scene("s", "S", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHomesOwnNameForASceneStays() throws Exception {
    scenes.save(
        new Scene(
            "bright", "Bright", List.of(act(set("Floor Lamp", Vocabulary.ON_OFF, Value.of(true))))),
        ANN);
    await().until(() -> names().contains("Bright"));
    kernel.registry().edit(new HomeEdit.PlaceDevice(id("Bright"), "Very Bright", List.of(), null));

    assertThat(names()).contains("Very Bright");
    assertThat(scenes.all()).extracting(Scene::id).containsExactly("bright");
  }

  /** Stands for the driver until there are scenes: each needs the kernel first. */
  private static final class LateDriver implements Driver {
    private volatile SceneDriver driver;

    @Override
    public DriverManifest manifest() {
      return new DriverManifest("scenes", "Scenes", "1.0.0", Set.of(), List.of(), false);
    }

    @Override
    public Session open(DriverConfig config, DriverHost host) {
      return driver.open(config, host);
    }
  }

  /** Lamps that obey, one that is broken and one that does not show what it does. */
  private static final class Lamps implements Driver {
    private volatile DriverHost host;

    @Override
    public DriverManifest manifest() {
      return new DriverManifest("lamps", "Lamps", "1.0.0", Set.of(), List.of(), false);
    }

    @Override
    public Session open(DriverConfig config, DriverHost opened) {
      host = opened;
      announce(
          "reading",
          "Reading Lamp",
          DeviceType.DIMMABLE_LIGHT,
          Vocabulary.ON_OFF,
          Vocabulary.LEVEL);
      announce("floor", "Floor Lamp", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
      announce("broken", "Broken Lamp", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
      announce("deaf", "Deaf Lamp", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
      announce("lock", "Front Lock", DeviceType.DOOR_LOCK, Vocabulary.LOCK_STATE);
      show("floor", Vocabulary.ON_OFF, Value.of(false));
      show("lock", Vocabulary.LOCK_STATE, Value.of("locked"));
      return new Session() {
        @Override
        public void execute(DeviceCommand command, CommandReply reply) {
          if (command.device().equals("broken")) {
            reply.failed(CommandReply.Failure.REJECTED, "the bulb is broken");
            return;
          }
          reply.accepted();
          if (!command.device().equals("deaf")) {
            host.observe(command.device(), command.attribute(), command.value());
          }
        }

        @Override
        public void close() {}
      };
    }

    private void announce(String id, String name, DeviceType type, AttributeId... attributes) {
      host.announce(
          new DeviceDescription(
              id,
              name,
              new ArrayList<>(),
              "",
              type,
              Vocabulary.group(
                  Stream.of(attributes)
                      .map(Vocabulary::attribute)
                      .map(Objects::requireNonNull)
                      .toList()),
              "",
              ""));
    }

    void show(String id, AttributeId attribute, Value value) {
      host.observe(id, attribute, value);
    }
  }
}
