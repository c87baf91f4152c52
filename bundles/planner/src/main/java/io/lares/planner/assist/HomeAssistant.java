package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.Policy;
import io.lares.planner.Assistant;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.grammar.GrammarPlanner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The assistant of one home: plans, asks the policy, acts, watches, replies. */
public final class HomeAssistant implements Assistant, AutoCloseable {
  /** How long a turn waits for a yes. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int MOST_PENDING = 64;
  private static final int EVENTS = 4096;

  /** Is told of every sentence, for the journal. */
  @FunctionalInterface
  public interface Recorder {
    void asked(Instant time, Intent intent, Request request);
  }

  private record Pending(TurnRun run, Instant until) {}

  private final GrammarPlanner planner;
  private final Kernel kernel;
  private final Recorder recorder;
  private final Clock clock;
  private final Runnable homeChanged;
  private final EventFeed.Subscription subscription;
  private final Map<Long, TurnRun> underWay = new ConcurrentHashMap<>();
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  /**
   * Makes the assistant of a kernel's home; the caller closes it.
   *
   * @param homeChanged is told, on the kernel's thread for events, when the home has changed
   */
  public HomeAssistant(
      GrammarPlanner planner, Kernel kernel, Recorder recorder, Clock clock, Runnable homeChanged) {
    this.planner = planner;
    this.kernel = kernel;
    this.recorder = recorder;
    this.clock = clock;
    this.homeChanged = homeChanged;
    this.subscription =
        kernel.events().subscribe("assistant", EVENTS, EventFeed.Overflow.LATEST, this::onEvents);
  }

  @Override
  public Turn ask(Request request, Consumer<Turn> progress) {
    long start = System.nanoTime();
    Home home = kernel.registry().home();
    Plan plan = planner.plan(request, home, kernel.state());
    double millis = (System.nanoTime() - start) / 1e6;
    boolean confirm = false;
    List<Step> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.Act act) {
        List<Command> allowed = new ArrayList<>();
        for (Command command : act.commands()) {
          Policy.Decision decision = decide(request, home, command);
          if (decision != Policy.Decision.FORBID) {
            allowed.add(command);
          }
          confirm |= decision == Policy.Decision.CONFIRM;
        }
        steps.addAll(allowed(act, allowed, plan));
      } else {
        steps.add(step);
      }
    }
    Plan decided = new Plan(steps, plan.language(), plan.planner());
    byte[] id = new byte[8];
    ThreadLocalRandom.current().nextBytes(id);
    String name = "turn-" + HexFormat.of().formatHex(id);
    Intent intent = new Intent(name, request.speaker(), request.text(), false);
    recorder.asked(clock.instant(), intent, request);
    TurnRun run =
        new TurnRun(
            kernel,
            planner.speech(home, plan.language()),
            home,
            intent,
            request,
            decided,
            millis,
            underWay);
    if (confirm) {
      hold(run);
      return run.held();
    }
    return run.start(intent, progress);
  }

  private static Policy.Decision decide(Request request, Home home, Command command) {
    Device device = home.device(command.device());
    return device == null
        ? Policy.Decision.FORBID
        : Policy.decide(request.speaker(), device, command.attribute(), command.value());
  }

  private List<Step> allowed(Step.Act act, List<Command> allowed, Plan plan) {
    if (allowed.size() == act.commands().size()) {
      return List.of(act);
    }
    String why = planner.language(plan.language()).say("refuse.forbidden");
    Step refusal = new Step.Refuse(act.words(), why, act.words());
    return allowed.isEmpty()
        ? List.of(refusal)
        : List.of(new Step.Act(allowed, act.summary(), act.words()), refusal);
  }

  private void hold(TurnRun run) {
    synchronized (pending) {
      Instant now = clock.instant();
      pending.values().removeIf(each -> each.until().isBefore(now));
      if (pending.size() >= MOST_PENDING) {
        pending.remove(pending.keySet().iterator().next());
      }
      pending.put(run.id(), new Pending(run, now.plus(PATIENCE)));
    }
  }

  @Override
  public Optional<Turn> answer(String turn, Actor by, boolean yes, Consumer<Turn> progress) {
    Pending held;
    synchronized (pending) {
      held = pending.get(turn);
      if (held == null || !mayAnswer(by, held.run().intent().actor())) {
        return Optional.empty();
      }
      pending.remove(turn);
    }
    if (held.until().isBefore(clock.instant())) {
      return Optional.empty();
    }
    TurnRun run = held.run();
    return Optional.of(
        yes ? run.start(run.intent().asConfirmed(), progress) : run.cancel(progress));
  }

  private static boolean mayAnswer(Actor by, Actor asked) {
    return by.role() == Person.Role.OWNER
        || by.kind() == asked.kind() && by.id().equals(asked.id());
  }

  private void onEvents(List<HubEvent> events) {
    boolean changed = false;
    for (HubEvent event : events) {
      changed |= event instanceof HomeChanged;
      if (event instanceof CommandProgress step && step.stage() == CommandProgress.Stage.ACCEPTED) {
        TurnRun run = underWay.get(step.ticket());
        if (run != null) {
          run.accepted(step.ticket());
        }
      }
    }
    if (changed) {
      homeChanged.run();
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
