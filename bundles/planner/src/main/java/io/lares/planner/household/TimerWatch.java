package io.lares.planner.household;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the next timer to be over and tells of it. One virtual thread. */
final class TimerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TimerWatch.class);

  /** The wall clock may be set while we wait. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final TimerKeeper keeper;
  private final Clock clock;
  private final Consumer<TimerKeeper.Rung> rings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean open;
  private boolean stale;
  private boolean closed;

  TimerWatch(TimerKeeper keeper, Clock clock, Consumer<TimerKeeper.Rung> rings) {
    this.keeper = keeper;
    this.clock = clock;
    this.rings = rings;
  }

  /** Begins to watch, once there is somebody to tell. Further calls do nothing. */
  void open() {
    lock.lock();
    try {
      if (!open && !closed) {
        open = true;
        Thread.ofVirtual().name("timers").start(this::watch);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Timers have changed. */
  void look() {
    lock.lock();
    try {
      stale = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    while (await()) {
      for (TimerKeeper.Rung rung : keeper.takeDue()) {
        try {
          rings.accept(rung);
        } catch (RuntimeException e) {
          LOG.warn("What the timer {} was for failed", rung.timer().id(), e);
        }
      }
    }
  }

  /** Waits until something may be due; false when closed. */
  private boolean await() {
    lock.lock();
    try {
      Instant next = keeper.next();
      Duration wait = next == null ? LONGEST_WAIT : Duration.between(clock.instant(), next);
      long nanos = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT.toNanos() : wait.toNanos();
      while (nanos > 0 && !stale && !closed) {
        nanos = news.awaitNanos(nanos);
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
    lock.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }
}
