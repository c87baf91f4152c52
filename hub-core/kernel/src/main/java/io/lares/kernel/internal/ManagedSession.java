package io.lares.kernel.internal;

import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverManifest;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.DriverStatus.State;
import io.lares.kernel.HomeRepository.DriverInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that the home wants: opened, watched, and opened again after growing pauses. */
final class ManagedSession implements SessionRun.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedSession.class);

  /**
   * So often a session may be cut off with its thread still running, before a person has to help.
   */
  private static final int MAX_LOST_THREADS = 5;

  /** So many looks in a row must find it flooding before it is said to; bursts are normal. */
  private static final int FLOOD_LOOKS = 10;

  private record Source(Driver driver, DriverManifest manifest, Shared shared) {}

  private final SessionWatch watch;
  private DriverInstance wanted;
  private @Nullable Source source;
  private @Nullable SessionRun run;

  /** Counts what was wished of it: an opening that is late for its wish must not happen. */
  private long wish;

  private State state;
  private String problem = "";
  private String leftBehind = "";
  private int restarts;
  private int failuresInARow;
  private int lostThreads;
  private long openedAt;
  private long waitsSeen;
  private int floodedLooks;
  private @Nullable Instant nextTry;
  private final List<Leaving> leaving = new ArrayList<>();
  private @Nullable DriverStatus told;

  /** A run that was closed and whose threads are still to end. */
  private record Leaving(SessionRun run, long since) {}

  ManagedSession(DriverInstance wanted, SessionWatch watch) {
    this.wanted = wanted;
    this.watch = watch;
    this.state = wanted.enabled() ? State.MISSING : State.STOPPED;
  }

  synchronized boolean wants(String driver) {
    return wanted.enabled() && wanted.driver().equals(driver);
  }

  synchronized Map<String, String> settings() {
    return wanted.settings();
  }

  synchronized void configure(DriverInstance instance) {
    wanted = instance;
  }

  synchronized DriverInstance enable(boolean enabled) {
    wanted = new DriverInstance(wanted.instance(), wanted.driver(), wanted.settings(), enabled);
    return wanted;
  }

  synchronized DriverStatus status() {
    SessionRun present = run;
    String own = present == null ? "" : present.problem();
    String words = !problem.isEmpty() ? problem : !own.isEmpty() ? own : leftBehind;
    return new DriverStatus(
        wanted.instance(),
        wanted.driver(),
        source == null ? wanted.driver() : source.manifest().name(),
        state,
        words,
        restarts,
        present == null ? 0 : present.deviceCount(),
        nextTry);
  }

  /** Opens the session anew with this driver. */
  CompletionStage<DriverStatus> run(
      Driver driver, DriverManifest manifest, Shared shared, boolean forget) {
    CompletableFuture<Void> ended;
    long mine;
    synchronized (this) {
      ended = end(forget);
      mine = wish;
      source = new Source(driver, manifest, shared);
      failuresInARow = 0;
      lostThreads = 0;
      problem = "";
    }
    return ended
        .thenComposeAsync(ignored -> open(mine), watch.aside)
        .thenApplyAsync(ignored -> status(), watch.aside);
  }

  /**
   * Opens it, unless it is open or somebody has wished something else meanwhile.
   *
   * @param mine the number of the wish that this is for
   */
  private CompletableFuture<Void> open(long mine) {
    SessionRun next;
    synchronized (this) {
      Source from = source;
      if (mine != wish || run != null || from == null || !wanted.enabled()) {
        return CompletableFuture.completedFuture(null);
      }
      nextTry = null;
      String missing = from.shared().missing(from.manifest().permissions());
      if (missing != null) {
        state = State.OPENING;
        problem = "It waits for " + missing;
        changed();
        return CompletableFuture.completedFuture(null);
      }
      Map<String, String> values = new HashMap<>();
      from.manifest().settings().forEach(s -> values.put(s.key(), s.defaultValue()));
      values.putAll(wanted.settings());
      next =
          new SessionRun(
              new DriverConfig(wanted.instance(), values),
              from.driver(),
              watch.river::join,
              watch.river::wake,
              () -> watch.place,
              this);
      run = next;
      state = State.OPENING;
      problem = "";
      waitsSeen = 0;
      floodedLooks = 0;
      next.start(from.shared());
    }
    changed();
    return next.opening().thenCompose(ignored -> next.settled());
  }

  @Override
  public void opened(SessionRun which) {
    synchronized (this) {
      if (which != run) {
        return;
      }
      state = State.RUNNING;
      openedAt = System.nanoTime();
    }
    changed();
  }

  @Override
  public void failed(SessionRun which, DriverException why) {
    String message = Sanitizer.sentence(String.valueOf(why.getMessage()));
    synchronized (this) {
      if (which != run) {
        return;
      }
      fail(which, message, why.remedy() == DriverException.Remedy.RECONFIGURE);
    }
    changed();
  }

  private void fail(SessionRun which, String message, boolean needsPerson) {
    which.close(false);
    run = null;
    leaving.add(new Leaving(which, System.nanoTime()));
    problem = message;
    LOG.warn("{}: {}", wanted.instance(), message);
    if (needsPerson) {
      state = State.NEEDS_PERSON;
      nextTry = null;
      return;
    }
    Patience patience = watch.patience;
    if (System.nanoTime() - openedAt > patience.settled().toNanos()) {
      failuresInARow = 0;
    }
    long base = patience.firstPause().toMillis() << Math.min(failuresInARow, 20);
    long pause = Math.min(patience.longestPause().toMillis(), base);
    failuresInARow++;
    state = State.BACKING_OFF;
    nextTry =
        Instant.now().plusMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
  }

  /** Looks after it, some times a second. */
  void look() {
    boolean reopen = false;
    long mine;
    synchronized (this) {
      mine = wish;
      lookForLeftovers();
      SessionRun present = run;
      if (present != null) {
        if (present.busyFor().compareTo(watch.patience.hang()) > 0) {
          cutOff(present);
        } else {
          noticeFlood(present);
        }
      }
      Instant due = nextTry;
      if (state == State.BACKING_OFF && due != null && !Instant.now().isBefore(due)) {
        restarts++;
        reopen = true;
        nextTry = null;
      }
    }
    if (reopen) {
      open(mine);
    }
    if (!status().equals(told)) {
      changed();
    }
  }

  private void cutOff(SessionRun hanging) {
    hanging.interrupt();
    lostThreads++;
    String seconds = String.valueOf(watch.patience.hang().toMillis() / 1000.0);
    fail(
        hanging,
        lostThreads >= MAX_LOST_THREADS
            ? "It hung for " + seconds + " s again and again and was switched off"
            : "It hung: a call did not return for " + seconds + " s. It was cut off",
        lostThreads >= MAX_LOST_THREADS);
    changed();
  }

  private void noticeFlood(SessionRun present) {
    long waits = present.waits();
    int most = 2 * FLOOD_LOOKS;
    floodedLooks = Math.clamp(floodedLooks + (waits > waitsSeen ? 1 : -1), 0, most);
    waitsSeen = waits;
    if (floodedLooks >= FLOOD_LOOKS) {
      present.flooding(true);
    } else if (floodedLooks == 0) {
      present.flooding(false);
    }
  }

  /** Interrupts threads that did not end within the kernel's patience, then names them. */
  private void lookForLeftovers() {
    List<String> names = new ArrayList<>();
    leaving.removeIf(left -> left.run().threadsLeft(Duration.ZERO).isEmpty());
    for (Leaving left : leaving) {
      long age = System.nanoTime() - left.since();
      long patience = watch.patience.hang().toNanos();
      if (age > patience) {
        left.run().interrupt();
      }
      if (age > patience + patience / 2) {
        names.addAll(left.run().threadsLeft(Duration.ZERO));
      }
    }
    String words =
        names.isEmpty()
            ? ""
            : Sanitizer.sentence(
                "It left " + names.size() + " thread(s) running: " + String.join(", ", names));
    if (!words.isEmpty() && !words.equals(leftBehind)) {
      LOG.warn("{}: {}", wanted.instance(), words);
    }
    leftBehind = words;
  }

  /** Its driver's bundle has gone. */
  synchronized void driverGone(Driver driver) {
    if (source != null && source.driver() == driver) {
      end(false);
      source = null;
      if (state != State.STOPPED) {
        state = State.MISSING;
        problem = "Its bundle is not running";
      }
      changed();
    }
  }

  /** Closes it until it is run again. */
  CompletableFuture<Void> stop() {
    CompletableFuture<Void> ended = end(false);
    synchronized (this) {
      state = State.STOPPED;
      problem = "";
    }
    changed();
    return ended;
  }

  private synchronized CompletableFuture<Void> end(boolean forget) {
    wish++;
    nextTry = null;
    SessionRun present = run;
    run = null;
    if (present == null) {
      return CompletableFuture.completedFuture(null);
    }
    leaving.add(new Leaving(present, System.nanoTime()));
    return present.close(forget);
  }

  /** Waits for the threads of a session that was stopped, no longer than it may hang. */
  void awaitEnd() {
    List<Leaving> left;
    synchronized (this) {
      left = List.copyOf(leaving);
    }
    for (Leaving one : left) {
      if (!one.run().threadsLeft(watch.patience.hang()).isEmpty()) {
        one.run().interrupt();
      }
    }
  }

  private void changed() {
    DriverStatus status;
    synchronized (this) {
      status = status();
      told = status;
    }
    watch.feed.publish(status);
  }
}
