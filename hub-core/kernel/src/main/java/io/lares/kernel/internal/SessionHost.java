package io.lares.kernel.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.DeviceDescription;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest.Permission;
import io.lares.driver.MqttChannel;
import io.lares.driver.Secrets;
import io.lares.home.AttributeId;
import io.lares.home.Place;
import io.lares.home.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hub as one session sees it. */
final class SessionHost implements DriverHost {
  /** The most capabilities and attributes of one device. */
  private static final int MAX_ATTRIBUTES = 500;

  private static final int MAX_THREADS = 32;

  private final SessionRun run;
  private final Inbox inbox;
  private final Supplier<@Nullable Place> place;
  private final Set<Cancellable> open = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledExecutorService timer;
  private volatile Shared shared = Shared.NOTHING;
  private volatile boolean closed;
  private int threads;

  SessionHost(SessionRun run, Inbox inbox, Supplier<@Nullable Place> place) {
    this.run = run;
    this.inbox = inbox;
    this.place = place;
  }

  void shared(Shared parts) {
    shared = parts;
  }

  @Override
  public void announce(DeviceDescription device) {
    checkId(device.nativeId());
    int count = device.capabilities().stream().mapToInt(c -> c.attributes().size()).sum();
    if (count == 0 || count > MAX_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "A device has 1 to " + MAX_ATTRIBUTES + " attributes, this one has " + count);
    }
    inbox.put(new Inbox.Report.Announced(device));
  }

  @Override
  public void withdraw(String nativeId) {
    checkId(nativeId);
    inbox.put(new Inbox.Report.Withdrawn(nativeId));
  }

  @Override
  public void observe(String nativeId, AttributeId attribute, Value value, Instant time) {
    inbox.put(new Inbox.Report.Observed(nativeId, attribute, value, time));
  }

  @Override
  public void available(String nativeId, boolean available) {
    inbox.put(new Inbox.Report.Available(nativeId, available));
  }

  private static void checkId(String nativeId) {
    if (nativeId.isBlank() || nativeId.length() > MAX_NATIVE_ID) {
      throw new IllegalArgumentException(
          "A native identifier has 1 to " + MAX_NATIVE_ID + " characters");
    }
  }

  @Override
  public void health(String problem) {
    if (!closed) {
      run.health(problem);
    }
  }

  @Override
  public void execute(Runnable task) {
    run.enqueue(task);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    ScheduledExecutorService clock = timer();
    ScheduledFuture<?> future =
        clock.schedule(() -> fire(clock, task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /** Hands a task over; a session that has its hands full gets it a little later. */
  private void fire(ScheduledExecutorService clock, Runnable task) {
    if (!run.offer(task) && !closed) {
      clock.schedule(() -> fire(clock, task), 100, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public Cancellable repeat(Duration interval, Runnable task) {
    Repetition repetition = new Repetition(interval, task);
    repetition.next();
    return repetition;
  }

  private final class Repetition implements Cancellable {
    private final Duration interval;
    private final Runnable task;
    private volatile boolean cancelled;

    Repetition(Duration interval, Runnable task) {
      this.interval = interval;
      this.task = task;
    }

    void next() {
      if (!cancelled && !closed) {
        schedule(interval, this::turn);
      }
    }

    private void turn() {
      if (!cancelled) {
        try {
          task.run();
        } finally {
          next();
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private synchronized ScheduledExecutorService timer() {
    if (closed) {
      throw new IllegalStateException("The session has ended");
    }
    ScheduledExecutorService present = timer;
    if (present == null) {
      present =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofVirtual().name("timer-" + run.instance()).factory());
      timer = present;
    }
    return present;
  }

  @Override
  public synchronized void startThread(String name, Runnable body) {
    if (closed || ++threads > MAX_THREADS) {
      throw new IllegalStateException(
          closed ? "The session has ended" : "A session has at most " + MAX_THREADS + " threads");
    }
    Thread thread = new Thread(run.group(), body, run.instance() + "-" + Sanitizer.name(name));
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public MqttChannel mqtt() {
    allowed(Permission.MQTT);
    SharedMqtt mqtt = shared.mqtt();
    if (mqtt == null) {
      throw new IllegalStateException("There is no MQTT connection");
    }
    return mqtt.forSession(run, open);
  }

  @Override
  public Secrets secrets() {
    allowed(Permission.SECRETS);
    SharedSecrets secrets = shared.secrets();
    if (secrets == null) {
      throw new IllegalStateException("There is no store of secrets");
    }
    return secrets.of(run.instance());
  }

  private void allowed(Permission permission) {
    if (!run.driver().manifest().permissions().contains(permission)) {
      throw new SecurityException("The driver's manifest does not ask for " + permission);
    }
  }

  @Override
  public Optional<Place> place() {
    return Optional.ofNullable(place.get());
  }

  @Override
  public System.Logger log() {
    return System.getLogger("io.lares.driver." + run.instance());
  }

  void close() {
    @Nullable ScheduledExecutorService present;
    synchronized (this) {
      closed = true;
      present = timer;
    }
    if (present != null) {
      present.shutdownNow();
    }
    open.forEach(Cancellable::cancel);
    open.clear();
  }
}
