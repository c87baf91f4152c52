package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Outcome;
import io.lares.kernel.CommandTicket;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn under way: carries out the plan's tree and knows how far each step and command is. */
final class TurnRun implements Executor.Running {
  private static final Logger LOG = LoggerFactory.getLogger(TurnRun.class);

  private final Kernel kernel;
  private final Chores chores;
  private final @Nullable Reply reply;
  private final Intent intent;
  private final Request request;
  private final Plan plan;
  private final double millis;
  private final Map<Step, Keeper.Proposal> proposals;
  private final Map<Long, TurnRun> underWay;
  private final List<Step> steps;
  private final List<Turn.Progress> progress;
  private final List<Turn.Action> actions = new ArrayList<>();
  private final List<@Nullable Long> tickets = new ArrayList<>();
  private Consumer<Turn> listener = turn -> {};
  private @Nullable Thread thread;
  private boolean over;

  /**
   * Makes one.
   *
   * @param reply says what came of it; null where nobody waits for an answer, and then only the end
   *     is told
   */
  TurnRun(
      Kernel kernel,
      Chores chores,
      @Nullable Reply reply,
      Intent intent,
      Request request,
      Plan plan,
      double millis,
      Map<Step, Keeper.Proposal> proposals,
      Map<Long, TurnRun> underWay) {
    this.kernel = kernel;
    this.chores = chores;
    this.reply = reply;
    this.intent = intent;
    this.request = request;
    this.plan = plan;
    this.millis = millis;
    this.proposals = proposals;
    this.underWay = underWay;
    this.steps = plan.all();
    this.progress = new ArrayList<>(Collections.nCopies(steps.size(), Turn.Progress.PLANNED));
    for (int i = 0; i < steps.size(); i++) {
      for (Command command : steps.get(i).sends()) {
        actions.add(new Turn.Action(i, command, Turn.Status.PLANNED, null));
        tickets.add(null);
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
    return turn(Turn.Stage.NEEDS_CONFIRMATION, Turn.Kind.ASK, said(words -> words.confirm(plan)));
  }

  /** Ends it before it has begun. */
  Turn decline(Consumer<Turn> told) {
    Turn cancelled;
    synchronized (this) {
      cancelled = turn(Turn.Stage.FINISHED, Turn.Kind.ANSWER, said(Reply::cancelled));
    }
    Thread.ofVirtual().name("turn-progress").start(() -> tell(told, cancelled));
    return cancelled;
  }

  /** Starts on it; what comes of it is told to the listener. */
  Turn start(Intent wish, Consumer<Turn> told) {
    boolean onlyTalk =
        steps.stream()
            .allMatch(step ->
                step instanceof Step.Answer
                    || step instanceof Step.Ask
                    || step instanceof Step.Refuse);
    Turn first;
    synchronized (this) {
      listener = told;
      if (onlyTalk) {
        Collections.fill(progress, Turn.Progress.DONE);
      }
      first = onlyTalk ? end() : turn(Turn.Stage.RUNNING, kind(), "");
    }
    Thread runner =
        Thread.ofVirtual()
            .name("turn")
            .unstarted(() -> {
              if (first.finished()) {
                tell(told, first);
              } else {
                carryOut(wish);
              }
            });
    synchronized (this) {
      thread = runner;
    }
    runner.start();
    return first;
  }

  @Override
  public synchronized void cancel() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void carryOut(Intent wish) {
    boolean cancelled = false;
    try {
      run(plan.steps(), 0, wish);
    } catch (InterruptedException e) {
      cancelled = true;
    }
    synchronized (this) {
      over = true;
      if (cancelled) {
        progress.replaceAll(how -> how == Turn.Progress.PLANNED ? Turn.Progress.SKIPPED : how);
      }
      tell(listener, end());
    }
  }

  /** Runs steps one after the other; the first of them has this index. Returns the next index. */
  private int run(List<Step> some, int first, Intent wish) throws InterruptedException {
    int index = first;
    for (Step step : some) {
      run(step, index, wish);
      index += size(step);
    }
    return index;
  }

  private void run(Step step, int index, Intent wish) throws InterruptedException {
    switch (step) {
      case Step.Act act -> submit(index, wish);
      case Step.AsLiked liked -> submit(index, wish);
      case Step.Message message -> submit(index, wish);
      case Step.When when -> {
        boolean holds = when.condition().holds(kernel.state());
        int otherwise = index + 1 + when.then().stream().mapToInt(TurnRun::size).sum();
        int end = index + size(when);
        if (holds) {
          run(when.then(), index + 1, wish);
          mark(otherwise, end, Turn.Progress.SKIPPED);
        } else {
          mark(index + 1, otherwise, Turn.Progress.SKIPPED);
          run(when.otherwise(), otherwise, wish);
        }
      }
      case Step.Parallel parallel -> together(parallel, index, wish);
      case Step.Wait wait -> Thread.sleep(wait.time());
      case Step.StartTimer timer -> {
        done(index, chores.start(timer, request, wish.confirmed()));
        return;
      }
      case Step.ChangeTimers change -> {
        done(index, chores.change(change));
        return;
      }
      case Step.ChangeList change -> {
        done(index, chores.change(change));
        return;
      }
      case Step.SaveScene scene -> {
        done(index, keep(scene, wish));
        return;
      }
      case Step.SaveAutomation automation -> {
        done(index, keep(automation, wish));
        return;
      }
      case Step.HeldBack held -> {
        mark(index, index + 1, Turn.Progress.SKIPPED);
        return;
      }
      case Step.Answer answer -> {}
      case Step.Ask ask -> {}
      case Step.Refuse refuse -> {}
    }
    done(index, true);
  }

  private boolean keep(Step step, Intent wish) {
    Keeper.Proposal proposal = proposals.get(step);
    if (proposal == null) {
      return false;
    }
    try {
      proposal.keep(wish.confirmed());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("What \"{}\" asks for could not be kept", step.words(), e);
      return false;
    }
  }

  private void together(Step.Parallel parallel, int index, Intent wish)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    int at = index + 1;
    for (Step step : parallel.steps()) {
      int own = at;
      threads.add(
          Thread.ofVirtual()
              .name("turn-branch")
              .start(() -> {
                try {
                  run(step, own, wish);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
      at += size(step);
    }
    try {
      for (Thread branch : threads) {
        branch.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw e;
    }
  }

  private static int size(Step step) {
    int size = 1;
    for (Step inner : step.inner()) {
      size += size(inner);
    }
    return size;
  }

  private void done(int index, boolean well) {
    mark(index, index + 1, well ? Turn.Progress.DONE : Turn.Progress.FAILED);
  }

  private synchronized void mark(int from, int to, Turn.Progress how) {
    for (int i = from; i < to; i++) {
      progress.set(i, how);
    }
  }

  /** Sends the commands of a step and waits for what comes of them. */
  private void submit(int step, Intent wish) throws InterruptedException {
    List<CompletableFuture<?>> outcomes = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      if (action(i).step() == step) {
        outcomes.add(send(i, wish));
      }
    }
    try {
      CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An outcome is never exceptional", e);
    }
  }

  private CompletableFuture<?> send(int index, Intent wish) {
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
          update(index, Turn.Status.of(outcome), outcome);
        })
        .toCompletableFuture();
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
    if (reply != null) {
      tell(listener, turn(Turn.Stage.RUNNING, kind(), ""));
    }
  }

  private String said(Function<Reply, String> what) {
    return reply == null ? "" : what.apply(reply);
  }

  private Turn end() {
    return turn(Turn.Stage.FINISHED, kind(), said(words -> words.of(plan, progress, actions)));
  }

  private Turn turn(Turn.Stage stage, Turn.Kind kind, String text) {
    return new Turn(intent.id(), request, plan, stage, kind, progress, actions, text, millis);
  }

  /** What kind of reply it is: something done before a question back, that before an answer. */
  private Turn.Kind kind() {
    boolean asks = false;
    boolean answers = false;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean skipped = progress.get(i) == Turn.Progress.SKIPPED;
      boolean container = step instanceof Step.When || step instanceof Step.Parallel;
      boolean undone = skipped || progress.get(i) == Turn.Progress.FAILED;
      if (!undone && !container && step.changes()) {
        return Turn.Kind.DONE;
      }
      asks |= step instanceof Step.Ask && !skipped;
      answers |= step instanceof Step.Answer && !skipped || step instanceof Step.When;
    }
    return asks ? Turn.Kind.ASK : answers ? Turn.Kind.ANSWER : Turn.Kind.REFUSE;
  }

  private static void tell(Consumer<Turn> listener, Turn turn) {
    try {
      listener.accept(turn);
    } catch (RuntimeException e) {
      LOG.warn("A listener to the turn {} failed", turn.id(), e);
    }
  }
}
