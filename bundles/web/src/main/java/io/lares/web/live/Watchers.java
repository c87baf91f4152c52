package io.lares.web.live;

import io.lares.kernel.EventFeed.Overflow;
import io.lares.kernel.EventFeed.Subscription;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Kernel;
import io.lares.web.http.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All pages that watch. Subscribes to the river while there is one, encodes each batch of events
 * once, and hands the bytes to every page's outbox. Safe from any thread.
 */
public final class Watchers implements AutoCloseable {
  /** Most pages at the same time. */
  public static final int MOST = 64;

  private static final int WAITING_EVENTS = 8192;
  private static final Duration GATHERING = Duration.ofMillis(10);
  private static final int WAITING_BYTES = 1 << 20;

  private final Function<List<HubEvent>, byte[]> encoder;
  private final Duration heartbeat;
  private final int waitingBytes;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Kernel kernel;
  private @Nullable Subscription subscription;
  private boolean closed;

  private record Watcher(String person, String secret, Outbox outbox) {}

  /**
   * Makes one.
   *
   * @param encoder turns a batch into frames; empty where none of them is for pages
   * @param heartbeat how long a page hears nothing at most, and how soon an ended session is
   *     noticed
   */
  public Watchers(Function<List<HubEvent>, byte[]> encoder, Duration heartbeat) {
    this(encoder, heartbeat, WAITING_BYTES);
  }

  Watchers(Function<List<HubEvent>, byte[]> encoder, Duration heartbeat, int waitingBytes) {
    this.encoder = encoder;
    this.heartbeat = heartbeat;
    this.waitingBytes = waitingBytes;
  }

  /** The home is there; pages that were watching before start anew with it. */
  public void came(Kernel arrived) {
    lock.lock();
    try {
      unsubscribe();
      kernel = arrived;
      subscribeIfWatched();
    } finally {
      lock.unlock();
    }
    send(Frames.RESYNC);
  }

  public void left(Kernel departed) {
    lock.lock();
    try {
      if (kernel == departed) {
        unsubscribe();
        kernel = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A place to watch from. */
  public interface Seat extends AutoCloseable {
    /**
     * Writes events until the page goes, the session ends, or the hub stops.
     *
     * @param again true where the page has watched before and may have missed something
     * @param stillAllowed asked now and then
     */
    void watch(OutputStream out, boolean again, BooleanSupplier stillAllowed)
        throws IOException, InterruptedException;

    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @param person whose personal events it gets
   * @param secret of the session, to end it by
   * @throws Problem where all places are taken
   */
  public Seat sit(String person, String secret) {
    Watcher watcher = new Watcher(person, secret, new Outbox(waitingBytes));
    lock.lock();
    try {
      if (closed || watchers.size() >= MOST) {
        throw Problem.later(
            503,
            "Too many pages are watching",
            "Close the page on another device; at most " + MOST + " can watch at the same time.",
            30);
      }
      watchers.add(watcher);
      subscribeIfWatched();
    } finally {
      lock.unlock();
    }
    return new Seat() {
      @Override
      public void watch(OutputStream out, boolean again, BooleanSupplier stillAllowed)
          throws IOException, InterruptedException {
        Watchers.this.watch(watcher, out, again, stillAllowed);
      }

      @Override
      public void close() {
        leave(watcher);
      }
    };
  }

  private void watch(Watcher watcher, OutputStream out, boolean again, BooleanSupplier stillAllowed)
      throws IOException, InterruptedException {
    out.write(Frames.HELLO);
    if (again) {
      out.write(Frames.RESYNC);
    }
    out.flush();
    long checked = System.nanoTime();
    while (!watcher.outbox.closed()) {
      List<byte[]> frames = watcher.outbox.take(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
      for (byte[] each : frames) {
        out.write(each);
      }
      if (frames.isEmpty()) {
        out.write(Frames.HEARTBEAT);
      }
      out.flush();
      if (System.nanoTime() - checked >= heartbeat.toNanos()) {
        checked = System.nanoTime();
        if (!stillAllowed.getAsBoolean()) {
          return;
        }
      }
    }
  }

  private void leave(Watcher watcher) {
    watcher.outbox.close();
    lock.lock();
    try {
      watchers.remove(watcher);
      if (watchers.isEmpty()) {
        unsubscribe();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the watching of a session. */
  public void end(String secret) {
    for (Watcher watcher : watchers) {
      if (watcher.secret.equals(secret)) {
        watcher.outbox.close();
      }
    }
  }

  /** Whether anybody watches. */
  public boolean watched() {
    return !watchers.isEmpty();
  }

  /** Sends frames to every page. */
  public void send(byte[] frames) {
    for (Watcher watcher : watchers) {
      watcher.outbox.put(frames);
    }
  }

  /** Sends frames to one person's pages. */
  public void sendTo(String person, byte[] frames) {
    for (Watcher watcher : watchers) {
      if (watcher.person.equals(person)) {
        watcher.outbox.put(frames);
      }
    }
  }

  private void subscribeIfWatched() {
    if (kernel != null && subscription == null && !watchers.isEmpty()) {
      subscription =
          kernel
              .events()
              .subscribe("web", WAITING_EVENTS, Overflow.LATEST, GATHERING, this::onEvents);
    }
  }

  private void unsubscribe() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  private void onEvents(List<HubEvent> events) {
    byte[] frames = encoder.apply(events);
    if (frames.length > 0) {
      send(frames);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      unsubscribe();
      kernel = null;
    } finally {
      lock.unlock();
    }
    watchers.forEach(watcher -> watcher.outbox.close());
  }
}
