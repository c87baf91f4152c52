package io.lares.automations.engine;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.time.Due;
import io.lares.home.Place;
import io.lares.kernel.Change;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import io.lares.planner.Turn;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From a trigger to a run: debounce, conditions, cool-down, modes, loops, traces. Guarded by the
 * engine's lock, which each of its methods but {@link #settle} needs.
 */
final class Dispatcher {
  private final Kernel kernel;
  private final Executor executor;
  private final Memory memory;
  private final Recorder recorder;
  private final Supplier<@Nullable Place> place;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Deadlines deadlines;
  private final ReentrantLock lock;
  private final Runnable wake;
  private final Runs runs = new Runs();

  /** What the timetable handed out and what is over; to be kept by who may wait for the store. */
  private final List<Due> ended = new ArrayList<>();

  Dispatcher(
      Kernel kernel,
      Executor executor,
      Memory memory,
      Recorder recorder,
      Supplier<@Nullable Place> place,
      Clock clock,
      LongSupplier nanos,
      Deadlines deadlines,
      ReentrantLock lock,
      Runnable wake) {
    this.kernel = kernel;
    this.executor = executor;
    this.memory = memory;
    this.recorder = recorder;
    this.place = place;
    this.clock = clock;
    this.nanos = nanos;
    this.deadlines = deadlines;
    this.lock = lock;
    this.wake = wake;
  }

  /** The automations that led to a change. */
  List<String> behind(Change change) {
    return runs.behind(change.cause());
  }

  /** A moment has come, or went by unseen. */
  void due(LiveRule rule, Due due) {
    boolean run = !due.late() || rule.automation().missed() == Automation.Missed.RUN_ONCE;
    if (due.missed() > 0) {
      Firing missed = new Firing(due.trigger(), List.of(), null, due.missed());
      if (!due.late() || !run) {
        trace(rule, missed, Trace.Result.MISSED, due.at());
      }
      recorder.noted(
          clock.instant(),
          rule.automation().name()
              + ": missed "
              + due.missed()
              + (due.missed() == 1 ? " time" : " times")
              + (due.late() && run ? ", runs once, late" : ""));
    }
    if (run) {
      attempt(
          rule,
          new Firing(due.trigger(), List.of(), due, due.late() ? Math.max(1, due.missed()) : 1));
    } else {
      over(due);
    }
  }

  /** A trigger has happened: at once, or once it has been quiet for long enough. */
  void triggered(LiveRule rule, Firing firing) {
    if (rule.automation().debounce().isZero()) {
      attempt(rule, firing);
      return;
    }
    deadlines.cancel(rule.debounce);
    rule.debounced = firing;
    rule.debounce =
        deadlines.put(
            nanos.getAsLong() + rule.automation().debounce().toNanos(),
            () -> {
              Firing last = rule.debounced;
              rule.debounced = null;
              if (last != null) {
                attempt(rule, last);
              }
            });
    wake.run();
  }

  private void attempt(LiveRule rule, Firing firing) {
    Automation automation = rule.automation();
    long now = nanos.getAsLong();
    if (Runs.loops(automation.id(), firing.chain())) {
      recorder.noted(
          clock.instant(),
          automation.name()
              + " leads to itself, by way of "
              + String.join(" -> ", firing.chain())
              + "; it was stopped there");
      left(rule, firing, Trace.Result.LOOP);
    } else if (!Admission.holds(
        automation, kernel.state(), clock.instant(), clock.getZone(), place.get())) {
      left(rule, firing, Trace.Result.CONDITION_NOT_MET);
    } else if (rule.coolingDown(now)) {
      left(rule, firing, Trace.Result.COOLING_DOWN);
    } else if (rule.tooOften(now)) {
      if (rule.firstTooOften()) {
        recorder.noted(
            clock.instant(),
            automation.name()
                + " ran "
                + LiveRule.MOST_IN_WINDOW
                + " times within a minute; it pauses for the rest of it");
      }
      left(rule, firing, Trace.Result.LOOP);
    } else {
      admit(rule, firing);
    }
  }

  private void admit(LiveRule rule, Firing firing) {
    if (rule.running() == 0) {
      begin(rule, firing);
      return;
    }
    switch (rule.automation().mode()) {
      case SINGLE -> left(rule, firing, Trace.Result.BUSY);
      case RESTART -> {
        rule.giveWay();
        begin(rule, firing);
      }
      case QUEUED -> {
        if (rule.waiting.size() < LiveRule.MOST_RUNS) {
          rule.waiting.add(firing);
        } else {
          left(rule, firing, Trace.Result.BUSY);
        }
      }
      case PARALLEL -> {
        if (rule.running() < LiveRule.MOST_RUNS) {
          begin(rule, firing);
        } else {
          left(rule, firing, Trace.Result.BUSY);
        }
      }
    }
  }

  /** Starts on the rule's steps. */
  void begin(LiveRule rule, Firing firing) {
    Automation automation = rule.automation();
    long number = ThreadLocalRandom.current().nextLong();
    String run = Runs.id(number);
    Instant now = clock.instant();
    List<String> chain = rule.after(firing.chain());
    RunLog.Entry entry =
        rule.log.began(
            number,
            firing,
            at(firing, now),
            now,
            Admission.seen(automation.condition(), kernel.state()),
            chain,
            rule.plan(),
            rule.request());
    Intent intent =
        new Intent(
            run, rule.request().speaker(), automation.name(), automation.origin().confirmed());
    LiveRule.Run begun = rule.begin(run, firing, entry);
    rule.began(nanos.getAsLong());
    runs.began(number, chain);
    recorder.began(now, intent);
    begun.goes(
        executor.start(rule.plan(), rule.request(), intent, turn -> finished(rule, run, turn)));
  }

  private void finished(LiveRule rule, String id, Turn turn) {
    lock.lock();
    try {
      LiveRule.Run run = rule.end(id);
      if (run == null) {
        return;
      }
      run.ended(turn);
      over(run.firing.due());
      Firing next = rule.running() == 0 ? rule.waiting.poll() : null;
      if (next != null) {
        begin(rule, next);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is run for a trigger that happened. */
  void left(LiveRule rule, Firing firing, Trace.Result why) {
    trace(rule, firing, why, at(firing, clock.instant()));
    over(firing.due());
    if (why == Trace.Result.INTERRUPTED) {
      recorder.noted(
          clock.instant(),
          rule.automation().name() + ": the hub ended while it ran; not run again");
    }
  }

  private void trace(LiveRule rule, Firing firing, Trace.Result why, Instant due) {
    rule.log.left(
        firing,
        due,
        clock.instant(),
        why,
        Admission.seen(rule.automation().condition(), kernel.state()),
        rule.after(firing.chain()));
  }

  private static Instant at(Firing firing, Instant now) {
    Due due = firing.due();
    return due == null ? now : due.at();
  }

  private void over(@Nullable Due due) {
    if (due != null) {
      ended.add(due);
      wake.run();
    }
  }

  /** Keeps what is over. Takes the lock by itself and waits for the store without it. */
  void settle() {
    List<Due> over;
    lock.lock();
    try {
      over = List.copyOf(ended);
      ended.clear();
    } finally {
      lock.unlock();
    }
    over.forEach(memory::ended);
  }
}
