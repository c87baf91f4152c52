package io.lares.automations.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.automations.sentence.RuleQuestions;
import io.lares.automations.time.SetClock;
import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Condition;
import io.lares.planner.Likings;
import io.lares.planner.Step;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.HomeWording;
import io.lares.planner.assist.Tiers;
import io.lares.planner.command.Forgetful;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.store.sqlite.JournalKeeper;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A home with its automations: real kernel, planner and store, and a clock that a test sets. */
final class House implements AutoCloseable {
  static final Actor ANN =
      Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
  static final Condition ALWAYS = new Condition.All(List.of());

  final SetClock clock;
  final AtomicLong nanos = new AtomicLong();
  final PlayDriver devices = new PlayDriver();
  private final Path folder;
  private final List<Driver> drivers;
  private final GrammarPlanner planner = new GrammarPlanner();
  volatile Likings likings = Likings.NONE;
  Kernel kernel;
  SqliteStore store;
  HomeAssistant assistant;
  HomeAutomations automations;

  /** A home of these drivers and the devices to play with; each opens a session where it has to. */
  House(Path folder, String local, String zone, Driver... others) throws Exception {
    this.folder = folder;
    this.drivers = Stream.concat(Stream.of(devices), Stream.of(others)).toList();
    this.clock = new SetClock(local, zone);
    start();
  }

  /** Starts the hub over what it keeps. */
  void start() throws Exception {
    kernel = new KernelFactoryComponent().create(new Forgetful(), drivers);
    store = new SqliteStore(folder);
    new JournalKeeper(kernel, store);
    assistant =
        new HomeAssistant(
            new Tiers(planner, List::of),
            kernel,
            new TimerKeeper(clock, () -> {}),
            new ListKeeper(() -> {}),
            (time, intent, request) -> {},
            clock,
            () -> {},
            new HomeAssistant.Neighbours(
                () -> List.of(new SaidRules(automations, kernel.registry()::home, kernel.state())),
                () -> List.of(automations::why),
                () ->
                    List.of(request ->
                        new RuleQuestions(automations::words).answer(request, automations.all())),
                () -> likings));
    automations =
        new HomeAutomations(
            kernel,
            assistant,
            new HomeWording(planner, kernel.registry()),
            store,
            store,
            clock,
            nanos::get);
    kernel.drivers().open("play", "play", Map.of()).toCompletableFuture().get(30, SECONDS);
    automations.save(
        rule(
            "marker",
            List.of(new Trigger.Happens(id("marker"), Vocabulary.SWITCH_PRESSED, null)),
            new Step.Wait(Duration.ZERO, "")));
  }

  /** Ends the hub without a word, as a kill would. */
  void stop() {
    automations.close();
    assistant.close();
    kernel.close();
    store.close();
  }

  @Override
  public void close() {
    stop();
  }

  static DeviceId id(House house, String native_) {
    return house.kernel.registry().home().devices().stream()
        .filter(device -> device.origin().nativeId().equals(native_))
        .findFirst()
        .orElseThrow()
        .id();
  }

  DeviceId id(String device) {
    return id(this, device);
  }

  /** Time goes on for all clocks. */
  void pass(Duration time) {
    clock.forward(time);
    nanos.addAndGet(time.toNanos());
    automations.engine().look();
  }

  /** Time goes on in steps, as the engine would look. */
  void pass(Duration time, Duration step) {
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(step)) {
      pass(step);
    }
  }

  /** A device shows something; returns once the automations have seen it. */
  void show(String device, AttributeId attribute, Value value) {
    devices.show(device, attribute, value);
    settle();
  }

  /** Returns once the automations have seen all that has happened: they see it in order. */
  void settle() {
    String before = newest();
    devices.show("marker", Vocabulary.SWITCH_PRESSED, Value.of("now"));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !newest().equals(before));
    results("marker");
  }

  private String newest() {
    List<Trace> traces = automations.traces("marker");
    return traces.isEmpty() ? "" : traces.getFirst().run();
  }

  Step turn(String device, boolean on) {
    return set(device, Vocabulary.ON_OFF, Value.of(on));
  }

  Step set(String device, AttributeId attribute, Value value) {
    return new Step.Act(List.of(new Command(id(device), attribute, value)), "", "");
  }

  Trigger becomes(String device, AttributeId attribute, Value to, Duration hold) {
    return new Trigger.Becomes(id(device), attribute, null, to, hold);
  }

  Automation rule(String id, List<Trigger> triggers, Step... steps) {
    return new Automation(
        id,
        "Rule " + id,
        true,
        triggers,
        ALWAYS,
        List.of(),
        List.of(steps),
        Automation.Mode.SINGLE,
        Duration.ZERO,
        Duration.ZERO,
        Automation.Missed.RUN_ONCE,
        new Automation.Origin(ANN, false, Locale.ENGLISH, ""));
  }

  /** What came of a rule's triggers, oldest first, once nothing of it runs any more. */
  List<Trace.Result> results(String rule) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() ->
            assertThat(automations.traces(rule))
                .extracting(Trace::result)
                .doesNotContain(Trace.Result.RUNNING));
    List<Trace> traces = new ArrayList<>(automations.traces(rule));
    return traces.reversed().stream().map(Trace::result).toList();
  }

  DeviceCommand command() throws InterruptedException {
    DeviceCommand command = devices.commands.poll(20, SECONDS);
    assertThat(command).as("a command").isNotNull();
    return command;
  }
}
