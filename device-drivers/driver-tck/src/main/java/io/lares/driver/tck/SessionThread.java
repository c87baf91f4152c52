package io.lares.driver.tck;

import io.lares.driver.Cancellable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one thread on which a session lives, and the threads that it starts besides. */
final class SessionThread {
  private final Duration patience;
  private final Consumer<String> violation;
  private final String name;
  private final ThreadGroup group;
  private final AtomicReference<@Nullable Thread> own = new AtomicReference<>();
  private final ScheduledThreadPoolExecutor thread;
  private final List<Thread> started = new CopyOnWriteArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong turns = new AtomicLong();
  private volatile boolean ended;

  SessionThread(String name, Duration patience, Consumer<String> violation) {
    this.name = name;
    this.patience = patience;
    this.violation = violation;
    this.group = new ThreadGroup("tck-" + name);
    this.thread = new ScheduledThreadPoolExecutor(1, this::make);
    thread.setRemoveOnCancelPolicy(true);
  }

  private Thread make(Runnable body) {
    Thread made = Thread.ofPlatform().group(group).daemon().name("session-" + name).unstarted(body);
    own.set(made);
    return made;
  }

  /** Calls the session and waits for it as long as the hub would. */
  <T> T call(String what, Callable<T> body) throws ExecutionException {
    turns.incrementAndGet();
    Future<T> future = thread.submit(body);
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new AssertionError(what + " did not return within " + patience, e);
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    }
  }

  /** Brings something from outside, a message; nothing happens after the end. */
  void deliver(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      // The session has ended meanwhile: nobody is there to take it.
    }
  }

  void execute(Runnable task) {
    if (!ended) {
      deliver(new Waiting(task, true));
    }
  }

  Cancellable schedule(Duration delay, Runnable task) {
    checkOpen();
    Waiting one = new Waiting(task, true);
    return one.started(thread.schedule(guarded(one), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  Cancellable repeat(Duration interval, Runnable task) {
    checkOpen();
    long nanos = interval.toNanos();
    Waiting one = new Waiting(task, false);
    return one.started(
        thread.scheduleWithFixedDelay(guarded(one), nanos, nanos, TimeUnit.NANOSECONDS));
  }

  void startThread(String threadName, Runnable body) {
    checkOpen();
    if (started.size() >= TestHost.MAX_THREADS) {
      violation.accept("The session started more than " + TestHost.MAX_THREADS + " threads");
      throw new IllegalStateException("A session has at most " + TestHost.MAX_THREADS + " threads");
    }
    Thread made =
        Thread.ofPlatform().group(group).daemon().name("tck-" + threadName).unstarted(body);
    started.add(made);
    made.start();
  }

  private void checkOpen() {
    if (ended) {
      throw new IllegalStateException("The session has ended");
    }
  }

  /** From now on the session gets nothing more; calls still run. */
  void end() {
    ended = true;
  }

  /** Ends and interrupts all that still runs. */
  void close() {
    end();
    for (Runnable left : thread.shutdownNow()) {
      if (left instanceof Future<?> future) {
        future.cancel(false);
      }
    }
    group.interrupt();
  }

  long turns() {
    return turns.get();
  }

  List<String> running() {
    return alive().map(Thread::getName).toList();
  }

  List<String> strays() {
    return alive().filter(one -> !started.contains(one)).map(Thread::getName).toList();
  }

  private Stream<Thread> alive() {
    Thread[] found = new Thread[group.activeCount() + TestHost.MAX_THREADS];
    int count = group.enumerate(found);
    return Arrays.stream(found, 0, count).filter(one -> one != own.get() && one.isAlive());
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      if (ended) {
        return;
      }
      turns.incrementAndGet();
      try {
        task.run();
      } catch (RuntimeException | StackOverflowError e) {
        violation.accept("A task of the session threw " + e);
      }
    };
  }

  /** A task that waits for its turn, counted: what a session asks for must stay bounded. */
  private final class Waiting implements Runnable {
    private final Runnable task;
    private final boolean once;
    private final AtomicBoolean counted = new AtomicBoolean(true);

    Waiting(Runnable task, boolean once) {
      this.task = task;
      this.once = once;
      if (waiting.incrementAndGet() == TestHost.MAX_WAITING + 1) {
        violation.accept(
            "More than " + TestHost.MAX_WAITING + " tasks and timers of the session wait");
      }
    }

    @Override
    public void run() {
      if (once) {
        leave();
      }
      task.run();
    }

    Cancellable started(Future<?> future) {
      return () -> {
        future.cancel(false);
        leave();
      };
    }

    private void leave() {
      if (counted.getAndSet(false)) {
        waiting.decrementAndGet();
      }
    }
  }
}
