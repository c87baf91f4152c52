package io.lares.planner.assist;

import io.lares.kernel.Kernel;
import io.lares.planner.grammar.GrammarPlanner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the planner ready for the home in the background, so that the first sentence after the
 * start or after a change of the home is as quick as the others.
 */
final class Warmth implements AutoCloseable {
  /**
   * Devices come one by one when a driver starts; once for many of them is enough. It is also what
   * a start has to itself: reading the languages takes as much of the processor as the page does.
   */
  private static final Duration SETTLING = Duration.ofMillis(1500);

  private final Kernel kernel;
  private final GrammarPlanner planner;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile boolean closed;

  Warmth(Kernel kernel, GrammarPlanner planner) {
    this.kernel = kernel;
    this.planner = planner;
  }

  /** Returns at once. */
  void soon() {
    if (!closed && due.compareAndSet(false, true)) {
      Thread.ofVirtual().name("planner-warmth").start(this::warm);
    }
  }

  private void warm() {
    try {
      Thread.sleep(SETTLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    due.set(false);
    if (!closed) {
      planner.warm(kernel.registry().home(), kernel.state());
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
