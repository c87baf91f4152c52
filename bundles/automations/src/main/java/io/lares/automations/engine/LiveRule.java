package io.lares.automations.engine;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.home.Actor;
import io.lares.planner.Executor;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule as it is followed: what runs, what waits, what came of it. Guarded by the engine. */
final class LiveRule {
  /** The most runs at a time, and the most that wait. */
  static final int MOST_RUNS = 10;

  /** More runs than this within {@link #WINDOW_NANOS} are no wish of anybody's. */
  static final int MOST_IN_WINDOW = 600;

  static final long WINDOW_NANOS = 60_000_000_000L;

  /** A run under way. */
  static final class Run {
    final Firing firing;
    private final String id;
    private final RunLog.Entry entry;
    private final long order;
    private Executor.@Nullable Running running;
    private boolean restarted;

    private Run(String id, Firing firing, RunLog.Entry entry) {
      this.id = id;
      this.firing = firing;
      this.entry = entry;
      this.order = entry.order();
    }

    void goes(Executor.Running how) {
      running = how;
    }

    /** A newer run takes its place. */
    private void giveWay() {
      restarted = true;
      if (running != null) {
        running.cancel();
      }
    }

    void ended(Turn turn) {
      RunLog.ended(entry, order, restarted ? Trace.Result.RESTARTED : Trace.Result.DONE, turn);
    }
  }

  private Automation automation;

  /** The chain of a run that no other rule led to. */
  private final List<String> alone;

  private Plan plan;
  private Request request;
  private final List<Run> running = new ArrayList<>(1);
  final Deque<Firing> waiting = new ArrayDeque<>();
  Deadlines.@Nullable Deadline debounce;
  @Nullable Firing debounced;
  final RunLog log = new RunLog();
  private boolean hasBegun;
  private long lastBegun;
  private long windowBegin;
  private int inWindow;

  LiveRule(Automation automation) {
    this.automation = automation;
    this.alone = List.of(automation.id());
    this.plan = plan(automation);
    this.request = request(automation);
  }

  private static Plan plan(Automation rule) {
    return new Plan(rule.steps(), rule.origin().language(), "automation");
  }

  private static Request request(Automation rule) {
    return new Request(rule.name(), rule.origin().language(), Actor.automation(rule.id()), null);
  }

  /** A chain with this rule at its end. */
  List<String> after(List<String> chain) {
    if (chain.isEmpty()) {
      return alone;
    }
    List<String> longer = new ArrayList<>(chain);
    longer.add(automation.id());
    return longer;
  }

  /** What a run carries out. */
  Plan plan() {
    return plan;
  }

  /** Whom a run speaks for. */
  Request request() {
    return request;
  }

  Automation automation() {
    return automation;
  }

  void become(Automation other) {
    automation = other;
    plan = plan(other);
    request = request(other);
    waiting.clear();
    debounced = null;
  }

  boolean coolingDown(long nanos) {
    return hasBegun && nanos - lastBegun < automation.coolDown().toNanos();
  }

  /** True for the run that is one too many. */
  boolean tooOften(long nanos) {
    if (nanos - windowBegin > WINDOW_NANOS) {
      windowBegin = nanos;
      inWindow = 0;
    }
    return inWindow >= MOST_IN_WINDOW;
  }

  /** True where this is told for the first time in this window. */
  boolean firstTooOften() {
    return inWindow++ == MOST_IN_WINDOW;
  }

  void began(long nanos) {
    hasBegun = true;
    lastBegun = nanos;
    inWindow++;
  }

  /** A run begins now. */
  Run begin(String id, Firing firing, RunLog.Entry entry) {
    Run run = new Run(id, firing, entry);
    running.add(run);
    return run;
  }

  /** A run has ended; null where none of this id was under way. */
  @Nullable Run end(String id) {
    for (int i = 0; i < running.size(); i++) {
      if (running.get(i).id.equals(id)) {
        return running.remove(i);
      }
    }
    return null;
  }

  /** How many runs are under way. */
  int running() {
    return running.size();
  }

  /** All that run give way to a newer one. */
  void giveWay() {
    // A run may end while it gives way.
    List.copyOf(running).forEach(Run::giveWay);
  }

  /** Newest first. */
  List<Trace> traces() {
    return log.traces(automation.id());
  }

  @Nullable Trace trace(String run) {
    return log.trace(automation.id(), run);
  }
}
