package io.lares.bench;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A driver of sensors that change at a steady rate and of lamps that note when a command reaches
 * them. Sensor {@code s<i>} and lamp {@code l<i>} belong together as far as there are lamps.
 */
final class SensorsAndLamps implements Driver {
  private static final long LOST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int sensors;
  private final int lamps;
  private final boolean[] open;
  private final AtomicLongArray due;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<String, DeviceId> ids = new HashMap<>();
  private volatile Delays delays = new Delays(0, 1);
  private final CompletableFuture<DriverHost> host = new CompletableFuture<>();

  SensorsAndLamps(int sensors, int lamps) {
    this.sensors = sensors;
    this.lamps = lamps;
    this.open = new boolean[sensors];
    this.due = new AtomicLongArray(lamps);
  }

  @Override
  public DriverManifest manifest() {
    return new DriverManifest("load", "Load", "1.0.0", Set.of(), List.of(), false);
  }

  @Override
  public Session open(DriverConfig config, DriverHost opened) {
    for (int i = 0; i < sensors; i++) {
      announce(opened, "s" + i, "Sensor " + i, DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
      opened.observe("s" + i, Vocabulary.CONTACT_OPEN, Value.of(false));
    }
    for (int i = 0; i < lamps; i++) {
      announce(opened, "l" + i, "Lamp " + i, DeviceType.DIMMABLE_LIGHT, Vocabulary.LEVEL);
    }
    host.complete(opened);
    return new Session() {
      @Override
      public void execute(DeviceCommand command, CommandReply reply) {
        commanded(Integer.parseInt(command.device().substring(1)));
        reply.accepted();
        opened.observe(command.device(), command.attribute(), command.value());
      }

      @Override
      public void close() {}
    };
  }

  private static void announce(
      DriverHost host, String id, String name, DeviceType type, AttributeId attribute) {
    host.announce(
        new DeviceDescription(
            id,
            name,
            List.of(),
            "",
            type,
            Vocabulary.group(List.of(Objects.requireNonNull(Vocabulary.attribute(attribute)))),
            "",
            ""));
  }

  /** The home's identifier of a device. */
  DeviceId id(Kernel kernel, String device) {
    if (ids.isEmpty()) {
      for (Device each : kernel.registry().home().devices()) {
        ids.put(each.origin().nativeId(), each.id());
      }
    }
    return Objects.requireNonNull(ids.get(device), device);
  }

  private void commanded(int lamp) {
    long since = due.getAndSet(lamp, 0);
    if (since != 0) {
      underWay.decrementAndGet();
      delays.commanded(since, System.nanoTime());
    }
  }

  /** Lets the first so many sensors change in turn; tells of those that a lamp belongs to. */
  Delays send(int perSecond, int seconds, int active) {
    Delays measured = new Delays(perSecond * seconds, perSecond);
    delays = measured;
    underWay.set(0);
    DriverHost hub = host.join();
    measured.send(n -> {
      int sensor = n % active;
      if (sensor < lamps && due.getAndSet(sensor, measured.due(n)) == 0) {
        underWay.incrementAndGet();
      }
      open[sensor] = !open[sensor];
      hub.observe("s" + sensor, Vocabulary.CONTACT_OPEN, Value.of(open[sensor]));
    });
    long deadline = System.nanoTime() + LOST_AFTER_NANOS;
    while (underWay.get() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
    return measured;
  }

  /** Changes that no command came of. */
  int lost() {
    return underWay.get();
  }
}
