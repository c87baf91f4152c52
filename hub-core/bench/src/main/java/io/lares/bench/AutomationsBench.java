package io.lares.bench;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.automations.engine.Engine;
import io.lares.automations.engine.Recorder;
import io.lares.automations.internal.HomeAutomations;
import io.lares.automations.keep.SettingsMemory;
import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.launcher.Turns;
import io.lares.planner.Condition;
import io.lares.planner.Executor;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.assist.HomeAssistant;
import io.lares.planner.assist.HomeWording;
import io.lares.planner.assist.Tiers;
import io.lares.planner.command.Forgetful;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import io.lares.store.sqlite.JournalKeeper;
import io.lares.store.sqlite.SqliteStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * From a change to the command of the rule that it triggers, through the real kernel, engine,
 * executor and journal; and what a change costs that no rule looks at.
 */
final class AutomationsBench implements Bench.Benchmark {
  private static final int DEVICES = 10_000;
  private static final int RULES = 1_000;
  private static final int RATE = 5_000;
  private static final int SECONDS = 20;
  private static final int WARM_UP_SECONDS = 20;

  /** The machine beneath may be slow for half a minute at a time. */
  private static final int FOLLOWED_ROUNDS = 3;

  private static final double LIMIT_MILLIS = 2;

  private static final int MANY_RULES = 10_000;
  private static final int BATCH = 1_000;
  private static final int BATCHES = 400;
  private static final int ROUNDS = 9;
  private static final double MOST_GROWTH = 1.5;

  @Override
  public Report run(Workplace workplace) throws Exception {
    Report report = new Report("automations");
    report
        .figure("devices", "devices", DEVICES, "")
        .figure("automations", "automations", RULES, "")
        .figure("rate", "changes a second", RATE, "/s");
    follow(workplace, report);
    evaluate(workplace, report);
    return report
        .note(
            "A change counts from when it was due to be reported to when the driver has the command"
                + " of its automation; the journal is written to meanwhile.")
        .note(
            "The first figures are of changes of all devices in turn, of which a tenth triggers;"
                + " then every change triggers. They are those of the middle one of "
                + FOLLOWED_ROUNDS
                + " rounds.");
  }

  private static void follow(Workplace workplace, Report report) throws Exception {
    SensorsAndLamps home = new SensorsAndLamps(DEVICES - RULES, RULES);
    GrammarPlanner planner = new GrammarPlanner();
    try (Kernel kernel = new KernelFactoryComponent().create(new Forgetful(), List.of(home));
        SqliteStore store = new SqliteStore(workplace.temp("store"));
        HomeAssistant assistant =
            new HomeAssistant(
                new Tiers(planner, List::of),
                kernel,
                new TimerKeeper(Clock.systemUTC(), () -> {}),
                new ListKeeper(() -> {}),
                (time, intent, request) -> {},
                Clock.systemUTC(),
                () -> {})) {
      new JournalKeeper(kernel, store);
      kernel
          .drivers()
          .open("load", "load", Map.of())
          .toCompletableFuture()
          .get(2, TimeUnit.MINUTES);
      try (HomeAutomations automations =
          new HomeAutomations(
              kernel,
              assistant,
              new HomeWording(planner, kernel.registry()),
              store,
              store,
              Clock.systemUTC(),
              System::nanoTime)) {
        workplace.say("keeping " + RULES + " automations");
        for (int i = 0; i < RULES; i++) {
          automations.save(rule(i, home.id(kernel, "s" + i), home.id(kernel, "l" + i)));
        }
        automations.tick();
        // As the launcher does once a hub is ready.
        Turns.shorten();
        workplace.say("warming up");
        home.send(RATE, WARM_UP_SECONDS, DEVICES - RULES);
        home.send(RATE, WARM_UP_SECONDS, RULES);
        workplace.say(RATE + " changes a second of all devices");
        Delays some = measured(home, DEVICES - RULES, "", "change to command", report);
        report
            .figure("triggered", "changes that triggered", some.count(), "")
            .atMost("p99", "change to command: p99", some.millis(0.99), "ms", LIMIT_MILLIS);
        workplace.say(RATE + " changes a second that all trigger");
        Delays all = measured(home, RULES, "all_", "every change triggers", report);
        report.figure("all_p99", "every change triggers: p99", all.millis(0.99), "ms");
        workplace.say("the same changes handed from thread to thread");
        Handovers.measure(RATE, WARM_UP_SECONDS);
        Delays limit = Handovers.measure(RATE, SECONDS);
        report
            .figure("limit_p50", "limit: handed over as often, p50", limit.millis(0.5), "ms")
            .figure("limit_p99", "limit: handed over as often, p99", limit.millis(0.99), "ms")
            .figure("limit_p999", "limit: handed over as often, p99.9", limit.millis(0.999), "ms");
      }
    }
  }

  private static Automation rule(int number, DeviceId sensor, DeviceId lamp) {
    return new Automation(
        "rule-" + number,
        "Rule " + number,
        true,
        List.of(new Trigger.Becomes(sensor, Vocabulary.CONTACT_OPEN, null, null, Duration.ZERO)),
        new Condition.Not(
            new Condition.Is(lamp, Vocabulary.LEVEL, Condition.Test.ABOVE, Value.of(100))),
        List.of(),
        List.of(new Step.Act(List.of(new Command(lamp, Vocabulary.LEVEL, Value.of(50))), "", "")),
        Automation.Mode.PARALLEL,
        Duration.ZERO,
        Duration.ZERO,
        Automation.Missed.RUN_ONCE,
        new Automation.Origin(Actor.system("bench"), false, Locale.ENGLISH, ""));
  }

  /** What one round took. */
  private record Followed(Delays delays, List<Pauses.Pause> pauses, int lost) {
    double p99() {
      return delays.millis(0.99);
    }
  }

  /** Sends changes of so many devices and tells how long they took in the middle round, and why. */
  private static Delays measured(
      SensorsAndLamps home, int active, String key, String label, Report report)
      throws IOException {
    List<Followed> rounds = new ArrayList<>();
    for (int round = 0; round < FOLLOWED_ROUNDS; round++) {
      try (Pauses collector = new Pauses()) {
        Delays delays = home.send(RATE, SECONDS, active);
        rounds.add(new Followed(delays, collector.all(), home.lost()));
      }
    }
    rounds.sort(Comparator.comparingDouble(Followed::p99));
    Followed middle = rounds.get(FOLLOWED_ROUNDS / 2);
    Delays delays = middle.delays();
    List<Pauses.Pause> pauses = middle.pauses();
    Delays.Causes causes = delays.causes(LIMIT_MILLIS, pauses);
    report
        .figure(key + "p50", label + ": p50", delays.millis(0.5), "ms")
        .figure(key + "p999", label + ": p99.9", delays.millis(0.999), "ms")
        .figure(
            key + "late_p99",
            label + ": the change itself was sent late, p99",
            delays.lateMillis(0.99),
            "ms")
        .figure(key + "slow", label + ": slower than " + LIMIT_MILLIS + " ms", causes.slow(), "")
        .figure(
            key + "slow_paused",
            label + ": of them met a pause of the collector",
            causes.percent(causes.paused()),
            "%")
        .figure(
            key + "slow_late",
            label + ": of them were sent late, without a pause",
            causes.percent(causes.late()),
            "%")
        .figure(
            key + "paused",
            label + ": time in pauses of the collector",
            pauses.stream().mapToDouble(Pauses.Pause::millis).sum() / (SECONDS * 10),
            "%")
        .figure(
            key + "pause",
            label + ": median pause",
            median(pauses.stream().map(Pauses.Pause::millis).toList()),
            "ms")
        .figure(key + "p99_best", label + ": p99, best round", rounds.getFirst().p99(), "ms")
        .figure(key + "p99_worst", label + ": p99, worst round", rounds.getLast().p99(), "ms")
        .atMost(
            key + "lost",
            label + ": changes without their command",
            rounds.stream().mapToInt(Followed::lost).sum(),
            "",
            0);
    return delays;
  }

  /** What a change costs that no rule looks at, with a thousand rules and with ten thousand. */
  private static void evaluate(Workplace workplace, Report report) throws Exception {
    workplace.say("what a change costs that no automation looks at");
    try (SqliteStore store = new SqliteStore(workplace.temp("evaluation"));
        Kernel kernel = new KernelFactoryComponent().create(new Forgetful(), List.of());
        Untouched few = new Untouched(kernel, store, RULES);
        Untouched many = new Untouched(kernel, store, MANY_RULES)) {
      List<Double> fewNanos = new ArrayList<>();
      List<Double> manyNanos = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        fewNanos.add(few.nanosPerChange());
        manyNanos.add(many.nanosPerChange());
      }
      double one = median(fewNanos);
      double ten = median(manyNanos);
      report
          .figure("untouched_1000", "an untouched change beside 1,000 automations", one, "ns")
          .figure("untouched_10000", "an untouched change beside 10,000 automations", ten, "ns")
          .atMost(
              "untouched_growth",
              "ten times the automations cost",
              ten / one,
              "times",
              MOST_GROWTH);
    }
  }

  private static double median(List<Double> values) {
    return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Carries nothing out, since no rule is to run. */
  private static final class Unused implements Executor {
    @Override
    public Running start(Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
      throw new IllegalStateException("A rule ran that nothing touched");
    }

    @Override
    public Running startConsiderate(
        Plan plan, Request request, Intent intent, BooleanSupplier urgent, Consumer<Turn> ended) {
      return start(plan, request, intent, ended);
    }
  }

  /** An engine with rules, given changes of devices that none of them looks at. */
  private static final class Untouched implements AutoCloseable {
    private final CapturedFeed feed;
    private final Engine engine;
    private final List<HubEvent> changes = new ArrayList<>();

    Untouched(Kernel kernel, SqliteStore store, int rules) {
      feed = new CapturedFeed(kernel);
      engine =
          new Engine(
              feed,
              new Unused(),
              new SettingsMemory(store),
              new Silent(),
              () -> null,
              Clock.systemUTC(),
              System::nanoTime);
      List<Automation> all = new ArrayList<>();
      for (int i = 0; i < rules; i++) {
        all.add(rule(i, new DeviceId("touched-" + i), new DeviceId("lamp-" + i)));
      }
      engine.open(all);
      for (int i = 0; i < BATCH; i++) {
        changes.add(
            new Change(
                i,
                new DeviceId("other-" + i),
                Vocabulary.CONTACT_OPEN,
                Value.of(false),
                Value.of(true),
                Instant.EPOCH,
                null));
      }
    }

    double nanosPerChange() {
      long begin = System.nanoTime();
      for (int i = 0; i < BATCHES; i++) {
        changes.forEach(feed::happened);
      }
      return (System.nanoTime() - begin) / (double) (BATCHES * BATCH);
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private static final class Silent implements Recorder {
    @Override
    public void began(Instant time, Intent intent) {}

    @Override
    public void noted(Instant time, String message) {}
  }
}
