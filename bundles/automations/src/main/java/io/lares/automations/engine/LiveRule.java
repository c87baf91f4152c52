package io.lares.automations.engine;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.home.Actor;
import io.lares.planner.Executor;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule as it is followed: what runs, what waits, what came of it. Guarded by the engine. */
final class LiveRule {
  /** The most runs at a time, and the most that wait. */
  static final int MOST_RUNS = 10;

  private static final int MOST_RAN = 20;
  private static final int MOST_LEFT = 10;

  /** More runs than this within {@link #WINDOW_NANOS} are no wish of anybody's. */
  static final int MOST_IN_WINDOW = 600;

  static final long WINDOW_NANOS = 60_000_000_000L;

  /** A run under way. */
  record Run(Firing firing, Trace trace, Executor.Running running) {}

  private record Told(long order, Trace trace) {}

  private Automation automation;
  private Plan plan;
  private Request request;
  final Map<String, Run> running = new LinkedHashMap<>();
  final Deque<Firing> waiting = new ArrayDeque<>();
  Deadlines.@Nullable Deadline debounce;
  @Nullable Firing debounced;
  private final Deque<Told> ran = new ArrayDeque<>();
  private final Deque<Told> left = new ArrayDeque<>();
  private long told;
  private boolean hasBegun;
  private long lastBegun;
  private long windowBegin;
  private int inWindow;

  LiveRule(Automation automation) {
    this.automation = automation;
    this.plan = plan(automation);
    this.request = request(automation);
  }

  private static Plan plan(Automation rule) {
    return new Plan(rule.steps(), rule.origin().language(), "automation");
  }

  private static Request request(Automation rule) {
    return new Request(rule.name(), rule.origin().language(), Actor.automation(rule.id()), null);
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

  void add(Trace trace) {
    Deque<Told> to = trace.run().isEmpty() ? left : ran;
    to.addFirst(new Told(told++, trace));
    if (to.size() > (to == ran ? MOST_RAN : MOST_LEFT)) {
      to.removeLast();
    }
  }

  void replace(Trace trace) {
    List<Told> all = new ArrayList<>(ran);
    all.replaceAll(
        each -> each.trace().run().equals(trace.run()) ? new Told(each.order(), trace) : each);
    ran.clear();
    ran.addAll(all);
  }

  /** Newest first. */
  List<Trace> traces() {
    return Stream.concat(ran.stream(), left.stream())
        .sorted(Comparator.comparingLong(Told::order).reversed())
        .map(Told::trace)
        .toList();
  }

  @Nullable Trace trace(String run) {
    return ran.stream()
        .map(Told::trace)
        .filter(each -> each.run().equals(run))
        .findFirst()
        .orElse(null);
  }
}
