package io.lares.kernel.internal;

import io.lares.driver.Driver;
import io.lares.driver.DriverManifest;
import io.lares.driver.MqttChannel;
import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import io.lares.home.DeviceId;
import io.lares.home.Place;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.DriverSupervisor;
import io.lares.kernel.HomeRepository.DriverInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the drivers and the sessions that the home wants of them, and brings the two together. */
final class Supervisor implements DriverSupervisor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final int MAX_SESSIONS = 200;
  private static final int MAX_SETTING = 1 << 20;

  private final Registry registry;
  private final HomeKeeper keeper;
  private final SessionWatch watch;
  private final Map<String, KnownDriver> drivers = new LinkedHashMap<>();
  private final Map<String, ManagedSession> sessions = new LinkedHashMap<>();
  private Shared shared = Shared.NOTHING;
  private boolean closed;

  private record KnownDriver(Driver driver, DriverManifest manifest) {}

  Supervisor(
      Registry registry, HomeKeeper keeper, SessionWatch watch, List<DriverInstance> remembered) {
    this.registry = registry;
    this.keeper = keeper;
    this.watch = watch;
    for (DriverInstance instance : remembered) {
      sessions.put(instance.instance(), new ManagedSession(instance, watch));
    }
    watch.watch(this::current);
  }

  private synchronized List<ManagedSession> current() {
    return List.copyOf(sessions.values());
  }

  /** A driver's bundle has started. */
  void driverAdded(Driver driver) {
    DriverManifest manifest = manifestOf(driver);
    if (manifest == null) {
      return;
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      KnownDriver other = drivers.get(manifest.id());
      if (other != null) {
        LOG.warn("Two bundles offer the driver {}; the one that came first stays", manifest.id());
        return;
      }
      drivers.put(manifest.id(), new KnownDriver(driver, manifest));
      if (manifest.automatic() && !sessions.containsKey(manifest.id())) {
        DriverInstance instance = new DriverInstance(manifest.id(), manifest.id(), Map.of(), true);
        keeper.driver(instance);
        sessions.put(instance.instance(), new ManagedSession(instance, watch));
      }
      for (ManagedSession session : sessions.values()) {
        if (session.wants(manifest.id())) {
          session.run(driver, manifest, shared, false);
        }
      }
    }
  }

  /** A driver's bundle stops. */
  synchronized void driverRemoved(Driver driver) {
    drivers.values().removeIf(known -> known.driver() == driver);
    for (ManagedSession session : sessions.values()) {
      session.driverGone(driver);
    }
  }

  /** The MQTT connection's bundle has started or stopped. */
  synchronized void mqtt(@Nullable MqttChannel channel) {
    SharedMqtt mqtt = channel == null ? null : new SharedMqtt(channel);
    share(new Shared(mqtt, shared.secrets()), DriverManifest.Permission.MQTT);
  }

  /** The store of secrets has come or gone. */
  synchronized void secrets(@Nullable Secrets store) {
    SharedSecrets secrets = store == null ? null : new SharedSecrets(store);
    share(new Shared(shared.mqtt(), secrets), DriverManifest.Permission.SECRETS);
  }

  /** Opens the sessions anew that use what has changed. */
  private void share(Shared now, DriverManifest.Permission changed) {
    shared = now;
    for (KnownDriver known : drivers.values()) {
      if (known.manifest().permissions().contains(changed)) {
        for (ManagedSession session : sessions.values()) {
          if (session.wants(known.manifest().id())) {
            session.run(known.driver(), known.manifest(), shared, false);
          }
        }
      }
    }
  }

  /** Asks a driver who it is, without waiting for it for ever. */
  private static @Nullable DriverManifest manifestOf(Driver driver) {
    AtomicReference<@Nullable DriverManifest> answer = new AtomicReference<>();
    Thread asking =
        Thread.ofPlatform()
            .daemon()
            .name("driver-manifest")
            .start(() -> {
              try {
                answer.set(driver.manifest());
              } catch (RuntimeException | LinkageError e) {
                LOG.warn("A driver does not say who it is: {}", e.toString());
              }
            });
    if (!Threads.join(asking, Duration.ofSeconds(2))) {
      LOG.warn("{} hangs when asked who it is; it is left out", driver.getClass().getName());
      asking.interrupt();
    }
    return answer.get();
  }

  @Override
  public synchronized List<DriverManifest> drivers() {
    return drivers.values().stream().map(KnownDriver::manifest).toList();
  }

  @Override
  public synchronized Map<String, String> settings(String instance) {
    return require(instance).settings();
  }

  @Override
  public synchronized List<DriverStatus> sessions() {
    return sessions.values().stream().map(ManagedSession::status).toList();
  }

  @Override
  public CompletionStage<DriverStatus> open(
      String instance, String driver, Map<String, String> settings) {
    if (!instance.matches("[a-z][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException(
          "A session's name is [a-z][a-z0-9-]*, this is not: " + Sanitizer.word(instance));
    }
    settings.forEach((key, value) -> {
      if (value.length() > MAX_SETTING) {
        throw new IllegalArgumentException("The setting " + key + " is longer than 1 MiB");
      }
    });
    synchronized (this) {
      KnownDriver known = drivers.get(driver);
      if (known != null) {
        for (DriverManifest.Setting setting : known.manifest().settings()) {
          if (setting.required()
              && settings.getOrDefault(setting.key(), setting.defaultValue()).isBlank()) {
            throw new IllegalArgumentException(
                known.manifest().name() + " needs the setting \"" + setting.label() + "\"");
          }
        }
      }
      DriverInstance wanted = new DriverInstance(instance, driver, settings, true);
      ManagedSession session = sessions.get(instance);
      if (session == null) {
        if (sessions.size() >= MAX_SESSIONS) {
          throw new IllegalArgumentException("There are " + MAX_SESSIONS + " sessions already");
        }
        session = new ManagedSession(wanted, watch);
        sessions.put(instance, session);
      } else {
        session.configure(wanted);
      }
      keeper.driver(wanted);
      if (known == null) {
        return CompletableFuture.completedFuture(session.status());
      }
      return session.run(known.driver(), known.manifest(), shared, true);
    }
  }

  @Override
  public void stop(String instance) {
    synchronized (this) {
      ManagedSession session = require(instance);
      keeper.driver(session.enable(false));
      session.stop();
    }
    keeper.awaitKept();
  }

  @Override
  public void start(String instance) {
    synchronized (this) {
      ManagedSession session = require(instance);
      DriverInstance wanted = session.enable(true);
      keeper.driver(wanted);
      KnownDriver known = drivers.get(wanted.driver());
      if (known != null) {
        session.run(known.driver(), known.manifest(), shared, false);
      }
    }
    keeper.awaitKept();
  }

  @Override
  public void remove(String instance) {
    ManagedSession session;
    synchronized (this) {
      session = require(instance);
      sessions.remove(instance);
      keeper.forgetDriver(instance);
    }
    session.stop().join();
    forgetSecrets(instance);
    List<DeviceId> devices = registry.devicesOf(instance);
    registry.removeAll(devices);
    devices.forEach(watch::forget);
  }

  @Override
  public void live(Place place) {
    watch.place = place;
  }

  private void forgetSecrets(String instance) {
    SharedSecrets secrets;
    synchronized (this) {
      secrets = shared.secrets();
    }
    if (secrets == null) {
      return;
    }
    try {
      secrets.of(instance).forgetAll();
    } catch (SecretsException e) {
      LOG.warn("The secrets of {} are still there: {}", instance, e.getMessage());
    }
  }

  private ManagedSession require(String instance) {
    ManagedSession session = sessions.get(instance);
    if (session == null) {
      throw new IllegalArgumentException("There is no driver session " + Sanitizer.word(instance));
    }
    return session;
  }

  /** Closes all sessions, side by side, and waits for them within their patience. */
  @Override
  public void close() {
    List<ManagedSession> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(sessions.values());
    }
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    open.forEach(session -> ends.add(session.stop()));
    ends.forEach(CompletableFuture::join);
    open.forEach(ManagedSession::awaitEnd);
    watch.close();
  }
}
