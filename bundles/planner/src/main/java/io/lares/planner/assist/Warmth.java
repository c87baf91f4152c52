package io.lares.planner.assist;

import io.lares.home.Home;
import io.lares.kernel.Kernel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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
  private final Tiers tiers;
  private final AtomicBoolean due = new AtomicBoolean();
  private @Nullable Thread reading;
  private volatile boolean closed;

  Warmth(Kernel kernel, Tiers tiers) {
    this.kernel = kernel;
    this.tiers = tiers;
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
      Home home = kernel.registry().home();
      tiers.grammar().warm(home, kernel.state());
      readAhead(home);
    }
  }

  /** On a thread that may compute for long, as a model does that reads about the home. */
  private synchronized void readAhead(Home home) {
    stopReading();
    if (!closed) {
      reading = Thread.ofPlatform().daemon().name("planner-reading").start(() -> read(home));
    }
  }

  private void read(Home home) {
    try {
      tiers.prepare(home);
    } catch (InterruptedException e) {
      // The home has changed, and another thread reads about it.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stopReading() {
    Thread before = reading;
    if (before != null) {
      before.interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    stopReading();
  }
}
