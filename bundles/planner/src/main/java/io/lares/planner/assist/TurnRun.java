package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Home;
import io.lares.home.Outcome;
import io.lares.kernel.CommandTicket;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.grammar.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn under way: its actions and how far each is. */
final class TurnRun {
  private static final Logger LOG = LoggerFactory.getLogger(TurnRun.class);

  private final Kernel kernel;
  private final Reply reply;
  private final Intent intent;
  private final Request request;
  private final Plan plan;
  private final double millis;
  private final Map<Long, TurnRun> underWay;
  private final List<Turn.Action> actions = new ArrayList<>();
  private final List<@Nullable Long> tickets = new ArrayList<>();
  private Consumer<Turn> progress = turn -> {};
  private boolean over;

  TurnRun(
      Kernel kernel,
      Speech speech,
      Home home,
      Intent intent,
      Request request,
      Plan plan,
      double millis,
      Map<Long, TurnRun> underWay) {
    this.kernel = kernel;
    this.reply = new Reply(speech, home);
    this.intent = intent;
    this.request = request;
    this.plan = plan;
    this.millis = millis;
    this.underWay = underWay;
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i) instanceof Step.Act act) {
        for (Command command : act.commands()) {
          actions.add(new Turn.Action(i, command, Turn.Status.PLANNED, null));
          tickets.add(null);
        }
      }
    }
  }

  String id() {
    return intent.id();
  }

  Intent intent() {
    return intent;
  }

  /** The turn while it waits for a yes. */
  synchronized Turn held() {
    return turn(Turn.Stage.NEEDS_CONFIRMATION, Turn.Kind.ASK, reply.confirm(plan));
  }

  Turn cancel(Consumer<Turn> listener) {
    Turn cancelled;
    synchronized (this) {
      cancelled = turn(Turn.Stage.FINISHED, Turn.Kind.ANSWER, reply.cancelled());
    }
    Thread.ofVirtual().name("turn-progress").start(() -> tell(listener, cancelled));
    return cancelled;
  }

  /** Starts on it; what comes of it is told to the listener. */
  Turn start(Intent wish, Consumer<Turn> listener) {
    Turn first;
    synchronized (this) {
      progress = listener;
      first =
          actions.isEmpty()
              ? turn(Turn.Stage.FINISHED, kind(), reply.of(plan, actions))
              : turn(Turn.Stage.RUNNING, kind(), "");
    }
    Thread.ofVirtual()
        .name("turn")
        .start(() -> {
          if (first.finished()) {
            tell(listener, first);
          } else {
            carryOut(wish);
          }
        });
    return first;
  }

  private void carryOut(Intent wish) {
    for (int step = 0; step < plan.steps().size(); step++) {
      List<CompletableFuture<?>> outcomes = new ArrayList<>();
      for (int i = 0; i < actions.size(); i++) {
        if (action(i).step() == step) {
          outcomes.add(submit(i, wish));
        }
      }
      CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).join();
    }
    synchronized (this) {
      over = true;
      tell(progress, turn(Turn.Stage.FINISHED, kind(), reply.of(plan, actions)));
    }
  }

  private CompletableFuture<?> submit(int index, Intent wish) {
    CommandTicket ticket = kernel.commands().submit(action(index).command(), wish);
    synchronized (this) {
      tickets.set(index, ticket.id());
    }
    underWay.put(ticket.id(), this);
    update(index, Turn.Status.SENT, null);
    return ticket
        .outcome()
        .thenAccept(outcome -> {
          underWay.remove(ticket.id());
          update(index, status(outcome), outcome);
        })
        .toCompletableFuture();
  }

  private static Turn.Status status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed c -> Turn.Status.CONFIRMED;
      case Outcome.Unconfirmed u -> Turn.Status.UNCONFIRMED;
      case Outcome.Failed f -> Turn.Status.FAILED;
    };
  }

  synchronized void accepted(long ticket) {
    int index = tickets.indexOf(ticket);
    if (index >= 0 && actions.get(index).status() == Turn.Status.SENT) {
      update(index, Turn.Status.ACCEPTED, null);
    }
  }

  private synchronized Turn.Action action(int index) {
    return actions.get(index);
  }

  private synchronized void update(int index, Turn.Status status, @Nullable Outcome outcome) {
    Turn.Action old = actions.get(index);
    if (over || old.outcome() != null) {
      return;
    }
    actions.set(index, new Turn.Action(old.step(), old.command(), status, outcome));
    tell(progress, turn(Turn.Stage.RUNNING, kind(), ""));
  }

  private Turn turn(Turn.Stage stage, Turn.Kind kind, String text) {
    return new Turn(intent.id(), request, plan, stage, kind, actions, text, millis);
  }

  private Turn.Kind kind() {
    Turn.Kind kind = Turn.Kind.REFUSE;
    for (Step step : plan.steps()) {
      Turn.Kind one =
          switch (step) {
            case Step.Act a -> Turn.Kind.DONE;
            case Step.Answer a -> Turn.Kind.ANSWER;
            case Step.Ask a -> Turn.Kind.ASK;
            case Step.Refuse r -> Turn.Kind.REFUSE;
          };
      if (one.compareTo(kind) < 0 && !(kind == Turn.Kind.ASK && one == Turn.Kind.ANSWER)) {
        kind = one;
      }
    }
    return kind;
  }

  private static void tell(Consumer<Turn> listener, Turn turn) {
    try {
      listener.accept(turn);
    } catch (RuntimeException e) {
      LOG.warn("A listener to the turn {} failed", turn.id(), e);
    }
  }
}
