package io.lares.mimo.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads for loops whose turns don't touch each other. The caller is one of them,
 * so that a single thread needs no others. Several callers may share them: who comes while they
 * work goes alone.
 *
 * <p>A token takes some hundred loops. The threads wait for the next with their eyes open for a
 * moment, since falling asleep and waking up would take longer than many a loop.
 */
public final class Workers implements AutoCloseable {
  private static final long AWAKE_NANOS = 200_000;

  /** Looks at the loop before a thread lets others have the processor. */
  private static final int PATIENCE = 2_000;

  private final int threads;
  private final ReentrantLock busy = new ReentrantLock();
  private final List<Thread> helpers = new ArrayList<>();
  private volatile @Nullable Loop current;
  private volatile boolean closed;

  /**
   * Starts them when they are first needed.
   *
   * @param threads 1 or more, the caller's among them
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("no thread to work with: " + threads);
    }
    this.threads = threads;
  }

  /** A loop, and how far it is. */
  private record Loop(
      int count,
      IntConsumer turn,
      AtomicInteger next,
      AtomicInteger done,
      AtomicReference<@Nullable Throwable> failure) {
    Loop(int count, IntConsumer turn) {
      this(count, turn, new AtomicInteger(), new AtomicInteger(), new AtomicReference<>());
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, the caller hears of it
    void share() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        try {
          turn.accept(i);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done.incrementAndGet();
        }
      }
    }

    void join() {
      for (int looks = 0; done.get() < count; looks++) {
        if (looks < PATIENCE) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
    }
  }

  /** How many work on a loop. */
  public int threads() {
    return threads;
  }

  /**
   * Calls with each number from 0 to below {@code count} once, in any order, and returns when all
   * is done. An interrupt waits until then; what one turn throws is thrown here at the end.
   */
  public void forEach(int count, IntConsumer turn) {
    Loop loop = new Loop(count, turn);
    if (count > 1 && threads > 1 && busy.tryLock()) {
      try {
        current = loop;
        wake();
        loop.share();
        loop.join();
      } finally {
        current = null;
        busy.unlock();
      }
    } else {
      loop.share();
      loop.join();
    }
  }

  private void wake() {
    if (closed) {
      return;
    }
    while (helpers.size() < threads - 1) {
      helpers.add(
          Thread.ofPlatform()
              .daemon()
              .name("mimo-worker-" + (helpers.size() + 1))
              .start(this::help));
    }
    helpers.forEach(LockSupport::unpark);
  }

  private void help() {
    Loop seen = null;
    long since = System.nanoTime();
    while (!closed) {
      Loop loop = current;
      if (loop != null && loop != seen) {
        loop.share();
        seen = loop;
        since = System.nanoTime();
      } else if (System.nanoTime() - since < AWAKE_NANOS) {
        Thread.onSpinWait();
      } else {
        // What was given up for sleep meanwhile has left a permit, so that this returns at once.
        LockSupport.park(this);
        since = System.nanoTime();
      }
    }
  }

  /** Ends the threads after their loops. */
  @Override
  public void close() {
    busy.lock();
    try {
      closed = true;
      helpers.forEach(LockSupport::unpark);
      for (Thread helper : helpers) {
        join(helper);
      }
      helpers.clear();
    } finally {
      busy.unlock();
    }
  }

  private static void join(Thread helper) {
    boolean interrupted = false;
    while (helper.isAlive()) {
      try {
        helper.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
