package io.lares.kernel.internal;

import io.lares.driver.DeviceDescription;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where one session's reports wait for the river. Bounded: whoever reports faster than the river
 * takes waits here, and nobody else does.
 */
final class Inbox {
  /** What a session reports. */
  sealed interface Report {
    record Announced(DeviceDescription description) implements Report {}

    record Withdrawn(String nativeId) implements Report {}

    record Observed(String nativeId, AttributeId attribute, Value value, Instant time)
        implements Report {}

    record Available(String nativeId, boolean available) implements Report {}

    /** Completes once everything before it can be seen. */
    record Mark(CompletableFuture<Void> reached) implements Report {}

    /**
     * The session has ended.
     *
     * @param forget true to forget what was read of its devices, too
     */
    record Ended(boolean forget, CompletableFuture<Void> reached) implements Report {}
  }

  final SessionRun run;
  private final int capacity;
  private final Runnable wake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final ArrayDeque<Report> queue = new ArrayDeque<>();
  private boolean closed;
  private long waits;

  Inbox(SessionRun run, int capacity, Runnable wake) {
    this.run = run;
    this.capacity = capacity;
    this.wake = wake;
  }

  /** Adds a report, waiting for room; does nothing once closed. */
  void put(Report report) {
    lock.lock();
    try {
      if (queue.size() >= capacity && !closed) {
        waits++;
        run.heldUp(true);
        while (queue.size() >= capacity && !closed) {
          notFull.awaitUninterruptibly();
        }
        run.heldUp(false);
      }
      if (closed) {
        return;
      }
      queue.add(report);
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /**
   * Lets nothing more in but this last report; what waits is still taken first if {@code drain}.
   */
  void close(Report.Ended last, boolean drain) {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        if (!drain) {
          queue.removeIf(report -> !(report instanceof Report.Mark));
        }
        queue.add(last);
        notFull.signalAll();
      } else {
        last.reached().complete(null);
      }
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** Moves up to so many reports into a list. */
  void drainTo(List<Report> target, int atMost) {
    lock.lock();
    try {
      int count = Math.min(atMost, queue.size());
      for (int i = 0; i < count; i++) {
        target.add(queue.remove());
      }
      if (count > 0) {
        notFull.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How often a report had to wait for room. */
  long waits() {
    lock.lock();
    try {
      return waits;
    } finally {
      lock.unlock();
    }
  }
}
