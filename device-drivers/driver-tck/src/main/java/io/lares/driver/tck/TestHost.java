package io.lares.driver.tck;

import io.lares.driver.Cancellable;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.MqttChannel;
import io.lares.driver.Secrets;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Place;
import io.lares.home.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The hub as a driver sees it, for tests: one serial thread for the session, the hub's patience,
 * and a record of all that the session says. What breaks the contract goes to {@link #violations}.
 */
public final class TestHost implements DriverHost, AutoCloseable {
  /** How long a call to a session may take, as in the hub. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The latest this many observations are kept. */
  public static final int KEPT = 100_000;

  /** How many tasks and timers of a session may wait at a time; the hub keeps about as many. */
  public static final int MAX_WAITING = 10_000;

  /** How many threads a session may start, as in the hub. */
  public static final int MAX_THREADS = 32;

  /** What a device was seen to show. */
  public record Seen(String device, AttributeId attribute, Value value, Instant time) {}

  private final DriverManifest manifest;
  private final Duration patience;
  private final SessionThread thread;
  private final MemoryMqtt mqtt;
  private final Secrets secrets = new MemorySecrets();
  private final Map<String, DeviceDescription> devices = new ConcurrentHashMap<>();
  private final Map<String, Boolean> available = new ConcurrentHashMap<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> late = new CopyOnWriteArrayList<>();
  private final ArrayDeque<Seen> seen = new ArrayDeque<>();
  private volatile @Nullable Session session;
  private volatile boolean closed;
  private volatile String health = "";
  private volatile @Nullable Place place;

  public TestHost(DriverManifest manifest) {
    this(manifest, PATIENCE);
  }

  /**
   * A host with another patience.
   *
   * @param patience how long a call to the session may take
   */
  public TestHost(DriverManifest manifest, Duration patience) {
    this.manifest = manifest;
    this.patience = patience;
    this.thread = new SessionThread(manifest.id(), patience, violations::add);
    this.mqtt = new MemoryMqtt(thread::deliver);
  }

  /** Where the home is; nowhere until this is called. */
  public void live(Place here) {
    place = here;
  }

  @Override
  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** Opens the driver on the session's thread; settings' defaults are filled in. */
  public void open(Driver driver, Map<String, String> settings) throws DriverException {
    Map<String, String> values = new HashMap<>();
    manifest.settings().forEach(setting -> values.put(setting.key(), setting.defaultValue()));
    values.putAll(settings);
    try {
      session = thread.call("open", () -> driver.open(new DriverConfig("tck", values), this));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DriverException refused) {
        throw refused;
      }
      throw new AssertionError("open threw " + e.getCause(), e);
    }
  }

  /** Sends a command as the hub does and gives the session's first answer. */
  public Answer.Given command(DeviceCommand command) {
    return command(command, false);
  }

  /** The same with the session's thread interrupted, as the hub does to a call that hangs. */
  public Answer.Given commandInterrupted(DeviceCommand command) {
    return command(command, true);
  }

  private Answer.Given command(DeviceCommand command, boolean interrupted) {
    Session present = session;
    if (present == null) {
      throw new IllegalStateException("Open the driver first");
    }
    Answer answer = new Answer();
    try {
      thread.call(
          "execute",
          () -> {
            if (interrupted) {
              Thread.currentThread().interrupt();
            }
            try {
              present.execute(command, answer);
            } finally {
              Thread.interrupted();
            }
            return command;
          });
      return answer.given().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("execute threw " + e.getCause() + " for " + command, e);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer to " + command + " within " + patience, e);
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    }
  }

  /**
   * Closes the session and sends it one more command, as a hub might that closes and commands at
   * the same time.
   *
   * @return what it answered at once, if anything
   */
  public Optional<Answer.Given> closeAndCommand(DeviceCommand command) {
    Session present = Objects.requireNonNull(session, "Open the driver first");
    closeSession();
    Answer answer = new Answer();
    try {
      thread.call(
          "execute",
          () -> {
            present.execute(command, answer);
            return command;
          });
    } catch (ExecutionException e) {
      throw new AssertionError("After its close, execute threw " + e.getCause(), e);
    } finally {
      close();
    }
    return Optional.ofNullable(answer.given().getNow(null));
  }

  /** Closes the session on its thread, twice, and then the host. */
  @Override
  public void close() {
    try {
      closeSession();
    } finally {
      thread.close();
    }
  }

  private void closeSession() {
    Session present = session;
    try {
      if (present != null && !closed) {
        thread.call(
            "close",
            () -> {
              present.close();
              present.close();
              return present;
            });
      }
    } catch (ExecutionException e) {
      violations.add("close threw " + e.getCause());
    } finally {
      closed = true;
      thread.end();
      mqtt.close();
    }
  }

  /** Waits until the session has nothing left to do right now. */
  public void settle() {
    try {
      thread.call("its tasks", () -> manifest);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  public Map<String, DeviceDescription> devices() {
    return Map.copyOf(devices);
  }

  /** What broke the contract so far, in words. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** What was observed, oldest first. */
  public List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** The last observed value, or null. */
  public @Nullable Value shown(String device, AttributeId attribute) {
    return seen().reversed().stream()
        .filter(one -> one.device.equals(device) && one.attribute.equals(attribute))
        .map(Seen::value)
        .findFirst()
        .orElse(null);
  }

  public boolean isAvailable(String device) {
    return available.getOrDefault(device, false);
  }

  public String healthProblem() {
    return health;
  }

  /** What the session still reported after its end. */
  public List<String> lateReports() {
    return List.copyOf(late);
  }

  /** How many calls, tasks and messages the session's thread was given so far. */
  public long turns() {
    return thread.turns();
  }

  /** Threads of the session that still run, however they were started; not its own. */
  public List<String> runningThreads() {
    return thread.running();
  }

  /** Threads that the session started behind the host's back. */
  public List<String> strayThreads() {
    return thread.strays();
  }

  /** The broker, for the test's side of it. */
  public MemoryMqtt broker() {
    return mqtt;
  }

  @Override
  public void announce(DeviceDescription device) {
    if (closed) {
      late.add("announce");
      return;
    }
    String id = device.nativeId();
    if (id.isBlank() || id.length() > MAX_NATIVE_ID) {
      violations.add("A native identifier has 1 to " + MAX_NATIVE_ID + " characters");
      throw new IllegalArgumentException("A native identifier has 1 to 512 characters");
    }
    if (device.capabilities().stream().allMatch(c -> c.attributes().isEmpty())) {
      violations.add(id + " was announced without any attribute");
    }
    devices.put(id, device);
    available.putIfAbsent(id, true);
  }

  @Override
  public void withdraw(String nativeId) {
    if (closed) {
      late.add("withdraw");
      return;
    }
    devices.remove(nativeId);
    available.remove(nativeId);
  }

  @Override
  public void observe(String nativeId, AttributeId id, Value value, Instant time) {
    if (closed) {
      late.add("observe");
      return;
    }
    DeviceDescription device = devices.get(nativeId);
    Attribute attribute = device == null ? null : attribute(device, id);
    if (attribute == null) {
      violations.add(id + " of " + nativeId + " was observed but never announced");
      return;
    }
    String misfit = attribute.kind().misfit(value);
    if (misfit != null) {
      violations.add(id + " of " + nativeId + " showed " + value + ", which " + misfit);
      return;
    }
    synchronized (seen) {
      if (seen.size() == KEPT) {
        seen.removeFirst();
      }
      seen.addLast(new Seen(nativeId, id, value, time));
    }
  }

  /** An attribute of a description, or null. */
  static @Nullable Attribute attribute(DeviceDescription device, AttributeId id) {
    for (Capability capability : device.capabilities()) {
      if (capability.name().equals(id.capability())) {
        return capability.attribute(id.name());
      }
    }
    return null;
  }

  @Override
  public void available(String nativeId, boolean reachable) {
    if (closed) {
      late.add("available");
      return;
    }
    if (!devices.containsKey(nativeId)) {
      violations.add("The availability of " + nativeId + " came before its announcement");
    }
    available.put(nativeId, reachable);
  }

  @Override
  public void health(String problem) {
    health = problem;
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    return thread.schedule(delay, task);
  }

  @Override
  public Cancellable repeat(Duration interval, Runnable task) {
    return thread.repeat(interval, task);
  }

  @Override
  public void startThread(String name, Runnable body) {
    thread.startThread(name, body);
  }

  @Override
  public MqttChannel mqtt() {
    allowed(DriverManifest.Permission.MQTT);
    return mqtt;
  }

  @Override
  public Secrets secrets() {
    allowed(DriverManifest.Permission.SECRETS);
    return secrets;
  }

  private void allowed(DriverManifest.Permission permission) {
    if (!manifest.permissions().contains(permission)) {
      throw new SecurityException("The driver's manifest does not ask for " + permission);
    }
  }

  @Override
  public System.Logger log() {
    return System.getLogger("io.lares.driver.tck");
  }
}
