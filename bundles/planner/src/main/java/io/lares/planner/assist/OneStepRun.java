package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Outcome;
import io.lares.kernel.CommandBus;
import io.lares.kernel.Intent;
import io.lares.planner.Executor;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plan of one step that only sends commands, as most rules have, and that nobody waits for. Its
 * commands are sent on the caller's thread, and no thread waits for their outcomes: a thread that
 * parks leaves its stack in the heap, which at thousands of runs a second is what the collector has
 * most to do with.
 */
final class OneStepRun implements Executor.Running {
  private static final Logger LOG = LoggerFactory.getLogger(OneStepRun.class);
  private static final List<Turn.Progress> DONE = List.of(Turn.Progress.DONE);
  private static final List<Turn.Progress> SKIPPED = List.of(Turn.Progress.SKIPPED);

  private final Plan plan;
  private final Request request;
  private final Intent intent;
  private final Consumer<Turn> ended;
  private final List<Command> commands;
  private final @Nullable Outcome[] outcomes;
  private int open;
  private boolean over;

  private OneStepRun(Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
    this.plan = plan;
    this.request = request;
    this.intent = intent;
    this.ended = ended;
    this.commands = plan.steps().getFirst().sends();
    this.outcomes = new Outcome[commands.size()];
    // One more for the sending itself, so that it does not end before all are sent.
    this.open = commands.size() + 1;
  }

  /** Whether a plan can be carried out so. */
  static boolean fits(Plan plan) {
    return plan.steps().size() == 1
        && (plan.steps().getFirst() instanceof Step.Act
            || plan.steps().getFirst() instanceof Step.Message);
  }

  /** Sends the commands of a plan that {@link #fits}; the listener is told how it ended. */
  static Executor.Running start(
      CommandBus bus, Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
    OneStepRun run = new OneStepRun(plan, request, intent, ended);
    for (int i = 0; i < run.commands.size(); i++) {
      int index = i;
      var unused =
          bus.submit(run.commands.get(i), intent)
              .outcome()
              .thenAccept(outcome -> run.arrived(index, outcome));
    }
    run.arrived(-1, null);
    return run;
  }

  private void arrived(int index, @Nullable Outcome outcome) {
    Turn last;
    synchronized (this) {
      if (over) {
        return;
      }
      if (index >= 0) {
        outcomes[index] = outcome;
      }
      over = --open == 0;
      last = over ? turn(DONE) : null;
    }
    tell(last);
  }

  @Override
  public void cancel() {
    Turn last;
    synchronized (this) {
      last = over ? null : turn(SKIPPED);
      over = true;
    }
    tell(last);
  }

  private void tell(@Nullable Turn last) {
    if (last != null) {
      try {
        ended.accept(last);
      } catch (RuntimeException e) {
        LOG.warn("A listener to the turn {} failed", last.id(), e);
      }
    }
  }

  private Turn turn(List<Turn.Progress> progress) {
    List<Turn.Action> actions = new ArrayList<>(outcomes.length);
    for (int i = 0; i < outcomes.length; i++) {
      Outcome outcome = outcomes[i];
      actions.add(
          new Turn.Action(
              0,
              commands.get(i),
              outcome == null ? Turn.Status.SENT : Turn.Status.of(outcome),
              outcome));
    }
    return new Turn(
        intent.id(), request, plan, Turn.Stage.FINISHED, Turn.Kind.DONE, progress, actions, "", 0);
  }
}
