package io.lares.automations.engine;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.automations.time.Due;
import io.lares.automations.time.Timetable;
import io.lares.home.Actor;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Place;
import io.lares.home.Reading;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rules. What changes is looked at on the feed's thread; what comes by time on a thread
 * of its own, which alone waits for the store: a slow disk delays what comes by time and nothing
 * else.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private static final int EVENTS = 16_384;

  /** The wall clock may be set while we wait. */
  private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(20).toNanos();

  private static final long START_WAIT_NANOS = Duration.ofMillis(250).toNanos();
  private static final long START_PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final Kernel kernel;
  private final Memory memory;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Supplier<@Nullable Place> place;
  private final long begun;

  private final Times times;

  /** Guards all below. Never held while the store writes. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition news = lock.newCondition();
  private final Map<String, LiveRule> rules = new HashMap<>();
  private final Watches watches;
  private final Deadlines deadlines = new Deadlines();
  private final Dispatcher dispatcher;
  private final Holds holds;
  private @Nullable Subscribed subscribed;
  private boolean started;
  private boolean stale;
  private boolean closed;

  private record Subscribed(EventFeed.Subscription feed) {}

  /**
   * Makes one that follows nothing yet.
   *
   * @param clock also says in which zone the home is
   * @param nanos a clock that nobody sets, as {@link System#nanoTime}
   */
  public Engine(
      Kernel kernel,
      Executor executor,
      Memory memory,
      Recorder recorder,
      Supplier<@Nullable Place> place,
      Clock clock,
      LongSupplier nanos) {
    this.kernel = kernel;
    this.memory = memory;
    this.clock = clock;
    this.nanos = nanos;
    this.place = place;
    this.begun = nanos.getAsLong();
    this.watches = new Watches(this::othersHome, kernel.state());
    this.times = new Times(new Timetable(clock, place, memory));
    this.dispatcher =
        new Dispatcher(
            kernel, executor, memory, recorder, place, clock, nanos, deadlines, lock, this::wake);
    this.holds = new Holds(dispatcher, deadlines, nanos, this::wake);
  }

  /** Puts in what was kept, and begins to look at what changes. */
  public void open(Collection<Automation> kept) {
    times.change(timetable -> {
      locked(() -> {
        holds.restore(memory.followed());
        kept.forEach(this::live);
      });
      for (Automation automation : kept) {
        memory.begun(automation.id()).forEach(due -> interrupted(automation, due));
        try {
          timetable.restore(automation);
        } catch (IllegalArgumentException e) {
          LOG.warn("The automation {} has no times: {}", automation.name(), e.getMessage());
        }
      }
    });
    EventFeed.Subscription feed =
        kernel
            .events()
            .where(this::isWatched)
            .subscribe("automations", EVENTS, EventFeed.Overflow.LATEST, this::onEvents);
    locked(() -> subscribed = new Subscribed(feed));
  }

  // Asked for every change of the home, by the thread on which it happens.
  private boolean isWatched(HubEvent event) {
    return event instanceof Change change && watches.mayLookAt(change.device(), change.attribute());
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** Begins to look at the clock, on a thread of its own. */
  public void tick() {
    Thread.ofVirtual()
        .name("automations")
        .start(() -> {
          while (await()) {
            try {
              look();
            } catch (RuntimeException e) {
              LOG.warn("What comes by time is late; it is tried again", e);
            }
          }
        });
  }

  private void interrupted(Automation automation, Due due) {
    locked(() -> {
      LiveRule rule = rules.get(automation.id());
      if (rule != null) {
        dispatcher.left(
            rule, new Firing(due.trigger(), List.of(), due, 1), Trace.Result.INTERRUPTED);
      }
    });
  }

  private void live(Automation automation) {
    LiveRule rule = rules.computeIfAbsent(automation.id(), ignored -> new LiveRule(automation));
    watches.remove(rule, holds::drop);
    deadlines.cancel(rule.debounce);
    holds.forget(rule.automation(), automation);
    rule.become(automation);
    if (automation.enabled()) {
      watches.put(
          rule,
          (watch, device, attribute) -> {
            Reading reading = kernel.state().reading(device, attribute);
            if (reading != null) {
              watch.stands(reading.value(), holds);
            }
          });
    }
  }

  /**
   * Follows a rule from now on, instead of the one with its id; what runs goes on.
   *
   * @throws IllegalArgumentException where its times are none
   */
  public void put(Automation automation) {
    times.change(timetable -> {
      timetable.put(automation);
      locked(() -> {
        live(automation);
        wake();
      });
    });
  }

  /** Follows a rule no longer; what runs goes on. */
  public void remove(String id) {
    times.change(timetable -> {
      timetable.remove(id);
      locked(() -> {
        LiveRule rule = rules.remove(id);
        if (rule != null) {
          watches.remove(rule, holds::drop);
          deadlines.cancel(rule.debounce);
          rule.waiting.clear();
          holds.forget(rule.automation(), null);
        }
        wake();
      });
      memory.forget(id);
    });
  }

  /** Runs a rule's steps now, whatever its conditions; false where there is none of this id. */
  public boolean run(String id, Actor by) {
    lock.lock();
    try {
      LiveRule rule = rules.get(id);
      if (rule == null) {
        return false;
      }
      dispatcher.begin(
          rule, new Firing(-1, by.kind() == Actor.Kind.AUTOMATION ? List.of(by.id()) : List.of()));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** What became of a rule's triggers lately, newest first. */
  public List<Trace> traces(String id) {
    lock.lock();
    try {
      LiveRule rule = rules.get(id);
      return rule == null ? List.of() : rule.traces();
    } finally {
      lock.unlock();
    }
  }

  /** What is remembered of a run, or null. */
  public @Nullable Trace trace(String automation, String run) {
    lock.lock();
    try {
      LiveRule rule = rules.get(automation);
      return rule == null ? null : rule.trace(run);
    } finally {
      lock.unlock();
    }
  }

  private void onEvents(List<HubEvent> events) {
    lock.lock();
    try {
      for (HubEvent event : events) {
        if (event instanceof Change change) {
          show(change, watches.at(change.device(), change.attribute()));
          show(change, watches.anywhere(change.attribute()));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  // By index: this runs for every change of the home.
  private void show(Change change, List<Watch> those) {
    for (int i = 0; i < those.size(); i++) {
      try {
        those.get(i).changed(change, dispatcher.behind(change), holds);
      } catch (RuntimeException e) {
        LOG.warn("An automation that looks at {} failed", change.device(), e);
      }
    }
  }

  private boolean othersHome(DeviceId person) {
    for (Device device : kernel.registry().home().devices()) {
      if (device.type() == DeviceType.PERSON && !device.id().equals(person)) {
        Reading reading = kernel.state().reading(device.id(), Vocabulary.LOCATION);
        if (reading != null && Watch.atHome(reading.value())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Does what has come by time; {@link #tick} calls it whenever something may be due. */
  public void look() {
    start();
    locked(() -> deadlines.due(nanos.getAsLong(), Runnable::run));
    follow();
    for (Due due : times.look()) {
      locked(() -> {
        LiveRule rule = rules.get(due.automation());
        if (rule != null && rule.automation().enabled()) {
          dispatcher.due(rule, due);
        }
      });
    }
    dispatcher.settle();
  }

  /** Follows what has lasted, once it is kept that it was. */
  private void follow() {
    Holds.Lasted lasted;
    lock.lock();
    try {
      lasted = holds.lasted();
    } finally {
      lock.unlock();
    }
    Set<String> keep = lasted.keep();
    if (keep != null) {
      memory.followed(keep);
    }
    locked(() -> lasted.follow().forEach(Runnable::run));
  }

  /** The hub has started once its drivers have, or have been waited for. */
  private void start() {
    lock.lock();
    try {
      if (started
          || nanos.getAsLong() - begun < START_PATIENCE_NANOS
              && kernel.drivers().sessions().stream()
                  .anyMatch(session -> session.state() == DriverStatus.State.OPENING)) {
        return;
      }
      started = true;
      for (LiveRule rule : List.copyOf(rules.values())) {
        List<Trigger> triggers = rule.automation().triggers();
        for (int i = 0; i < triggers.size() && rule.automation().enabled(); i++) {
          if (triggers.get(i) instanceof Trigger.Start) {
            dispatcher.triggered(rule, new Firing(i, List.of()));
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    stale = true;
    news.signal();
  }

  /** Waits until something may be due; false when closed. */
  private boolean await() {
    Instant next = times.next().orElse(null);
    lock.lock();
    try {
      long wait = started ? LONGEST_WAIT_NANOS : START_WAIT_NANOS;
      if (next != null) {
        Duration until = Duration.between(clock.instant(), next);
        wait = until.compareTo(Duration.ofNanos(wait)) < 0 ? until.toNanos() : wait;
      }
      if (deadlines.next() != Long.MAX_VALUE) {
        wait = Math.min(wait, deadlines.next() - nanos.getAsLong());
      }
      while (wait > 0 && !stale && !closed) {
        wait = news.awaitNanos(wait);
      }
      stale = false;
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Subscribed feed;
    lock.lock();
    try {
      closed = true;
      news.signal();
      feed = subscribed;
    } finally {
      lock.unlock();
    }
    if (feed != null) {
      feed.feed().close();
    }
  }
}
