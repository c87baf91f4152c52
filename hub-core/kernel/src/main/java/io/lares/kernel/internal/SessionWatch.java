package io.lares.kernel.internal;

import io.lares.home.DeviceId;
import io.lares.home.Place;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions share: the river, the feed, the kernel's patience, and the thread that looks
 * after them.
 *
 * <p>A platform thread, so that it runs even where bundles keep the carriers of virtual threads
 * busy.
 */
final class SessionWatch implements AutoCloseable {
  final River river;
  final Feed feed;
  final Patience patience;
  final Executor aside;

  /** Where the home is, if somebody has said. */
  volatile @Nullable Place place;

  private final Thread thread;
  private volatile Supplier<List<ManagedSession>> sessions = List::of;

  SessionWatch(River river, Feed feed, Patience patience, Executor aside) {
    this.aside = aside;
    this.river = river;
    this.feed = feed;
    this.patience = patience;
    this.thread = Thread.ofPlatform().name("driver-watch").daemon().unstarted(this::look);
  }

  /** Starts to look after these. */
  void watch(Supplier<List<ManagedSession>> current) {
    sessions = current;
    thread.start();
  }

  void forget(DeviceId device) {
    river.forget(device);
  }

  private void look() {
    Duration interval = patience.hang().dividedBy(10);
    Duration step =
        interval.compareTo(Duration.ofMillis(500)) > 0 ? Duration.ofMillis(500) : interval;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(step);
        sessions.get().forEach(ManagedSession::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    Threads.join(thread);
  }
}
