package io.lares.kernel.internal;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.Session;
import io.lares.home.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session from its opening to its end, on a thread of its own.
 *
 * <p>A platform thread in a thread group of its own: a driver that spins can't keep the hub's
 * virtual threads from running, and threads that it starts and leaves behind can be found and
 * named.
 */
final class SessionRun {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRun.class);

  /** The most devices of one session. */
  static final int MAX_DEVICES = 20_000;

  /** The most tasks that wait for a session. */
  private static final int MAILBOX = 16_384;

  /** The most reports of one session that wait for the river. */
  private static final int INBOX = 8_192;

  /** The kernel's complaints are shown for so long after the last one. */
  private static final long COMPLAINT_NANOS = Duration.ofMinutes(10).toNanos();

  /** Learns, on the session's own thread, how its opening went and that it failed. */
  interface Observer {
    void opened(SessionRun run);

    void failed(SessionRun run, DriverException why);
  }

  private record Complaint(String words, long nanos) {}

  private final DriverConfig config;
  private final Driver driver;
  private final Observer observer;
  private final SessionHost host;
  private final Inbox inbox;
  private final ThreadGroup group;
  private final Thread thread;
  private final ArrayBlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX);
  private final CompletableFuture<Void> opening = new CompletableFuture<>();
  private volatile String health = "";
  private volatile Complaint complaint = new Complaint("", 0);
  private volatile boolean flooding;
  private volatile @Nullable Session session;
  private volatile boolean closed;
  private volatile int deviceCount;

  /** When the call that is under way began, in nanoseconds; 0 while the thread waits for work. */
  private volatile long busySince;

  /** The session's devices by native identifier; the river's own. */
  final Map<String, LiveDevice> devices = new HashMap<>();

  SessionRun(
      DriverConfig config,
      Driver driver,
      Consumer<Inbox> river,
      Runnable wake,
      Supplier<@Nullable Place> place,
      Observer observer) {
    this.config = config;
    this.driver = driver;
    this.observer = observer;
    this.inbox = new Inbox(this, INBOX, wake);
    this.group = new ThreadGroup("driver-" + config.instance());
    this.thread = new Thread(group, this::live, "driver-" + config.instance());
    this.thread.setDaemon(true);
    this.host = new SessionHost(this, inbox, place);
    river.accept(inbox);
  }

  void start(Shared shared) {
    host.shared(shared);
    thread.start();
  }

  String instance() {
    return config.instance();
  }

  Driver driver() {
    return driver;
  }

  boolean closed() {
    return closed;
  }

  /** Completes once the session was opened, or could not be. */
  CompletableFuture<Void> opening() {
    return opening;
  }

  /** Completes once all that the session has reported until now can be seen. */
  CompletableFuture<Void> settled() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    if (closed) {
      reached.complete(null);
    } else {
      inbox.put(new Inbox.Report.Mark(reached));
      if (closed) {
        reached.complete(null);
      }
    }
    return reached;
  }

  ThreadGroup group() {
    return group;
  }

  int deviceCount() {
    return deviceCount;
  }

  void deviceCount(int count) {
    deviceCount = count;
  }

  /** What is wrong with it, in words for people; empty when all is well. */
  String problem() {
    if (!health.isEmpty()) {
      return health;
    }
    if (flooding) {
      return "It reports faster than the hub can take, and is slowed down";
    }
    Complaint latest = complaint;
    return System.nanoTime() - latest.nanos < COMPLAINT_NANOS ? latest.words : "";
  }

  /** The driver says how it is. */
  void health(String problem) {
    health = Sanitizer.sentence(problem);
  }

  /** The kernel noticed that it reports nonsense. Only the river calls this. */
  void complain(String problem) {
    Complaint latest = complaint;
    if (latest.words.isEmpty()) {
      LOG.warn("{}: {}", instance(), Sanitizer.sentence(problem));
    }
    complaint =
        new Complaint(
            latest.words.isEmpty() ? Sanitizer.sentence(problem) : latest.words, System.nanoTime());
  }

  void flooding(boolean nowFlooding) {
    if (nowFlooding && !flooding) {
      LOG.warn("{} reports faster than the hub can take, and is slowed down", instance());
    }
    flooding = nowFlooding;
  }

  private void live() {
    try {
      busySince = System.nanoTime();
      session = driver.open(config, host);
      busySince = 0;
      observer.opened(this);
    } catch (DriverException e) {
      observer.failed(this, e);
      return;
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} could not be opened", instance(), e);
      observer.failed(this, unexpected(e));
      return;
    } finally {
      busySince = 0;
      opening.complete(null);
    }
    try {
      while (!closed) {
        Runnable task = mailbox.take();
        busySince = System.nanoTime();
        task.run();
        busySince = 0;
      }
    } catch (InterruptedException e) {
      if (!closed) {
        observer.failed(this, unexpected(e));
      }
    } catch (RuntimeException | LinkageError e) {
      if (!closed) {
        LOG.warn("{} failed", instance(), e);
        observer.failed(this, unexpected(e));
      }
    } finally {
      busySince = System.nanoTime();
      closeSession();
      busySince = 0;
    }
  }

  private void closeSession() {
    Session open = session;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("{} failed while closing", instance(), e);
      }
    }
  }

  private static DriverException unexpected(Throwable e) {
    String message = e.getMessage();
    return new DriverException(
        DriverException.Remedy.RETRY,
        "It failed with "
            + e.getClass().getSimpleName()
            + (message == null ? "" : ": " + Sanitizer.sentence(message)),
        e);
  }

  /** The hub keeps the calling thread waiting, which must not count as hanging. */
  void heldUp(boolean waiting) {
    if (Thread.currentThread() == thread) {
      busySince = waiting ? 0 : System.nanoTime();
    }
  }

  /** For how long the present call has been running. */
  Duration busyFor() {
    long since = busySince;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** Hands a command to the session; false where its mailbox is full. */
  boolean execute(DeviceCommand command, CommandReply reply) {
    return mailbox.offer(() -> {
      Session open = session;
      if (open != null) {
        open.execute(command, reply);
      }
    });
  }

  /** Puts a task into the mailbox, waiting for room until the session ends. */
  void enqueue(Runnable task) {
    try {
      while (!closed && !mailbox.offer(task, 100, TimeUnit.MILLISECONDS)) {
        if (Thread.currentThread() == thread) {
          throw new IllegalStateException("The session's mailbox is full");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Puts a task into the mailbox unless it is full. */
  boolean offer(Runnable task) {
    return mailbox.offer(task);
  }

  /**
   * Ends the session: no more reports, and its thread stops after what it is doing now.
   *
   * @param forget true to forget what was read of its devices
   * @return completes once the river knows that it has ended
   */
  CompletableFuture<Void> close(boolean forget) {
    CompletableFuture<Void> known = new CompletableFuture<>();
    closed = true;
    host.close();
    inbox.close(new Inbox.Report.Ended(forget, known), !forget);
    mailbox.offer(() -> {});
    opening.complete(null);
    return known;
  }

  /** Stops waiting for it. */
  void interrupt() {
    group.interrupt();
  }

  /** The threads that it has left behind, its own included; waits a while for them to end. */
  List<String> threadsLeft(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Thread[] found = new Thread[64];
      int count = group.enumerate(found, true);
      if (count == 0) {
        return List.of();
      }
      Thread first = found[0];
      long left = end - System.nanoTime();
      if (left <= 0 || first == null) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          Thread still = found[i];
          if (still != null) {
            names.add(Sanitizer.name(still.getName()));
          }
        }
        return names;
      }
      Threads.join(first, Duration.ofNanos(Math.min(left, 50_000_000L)));
    }
  }

  /** How often its reports had to wait for the river. */
  long waits() {
    return inbox.waits();
  }
}
