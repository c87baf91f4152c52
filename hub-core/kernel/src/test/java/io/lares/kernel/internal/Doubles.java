package io.lares.kernel.internal;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Secrets;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Small drivers and a repository for the kernel's tests. */
final class Doubles {
  static final Patience SHORT =
      new Patience(
          Duration.ofMillis(500),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofSeconds(60),
          Duration.ofMillis(700),
          Duration.ofSeconds(2));

  private Doubles() {}

  /** Waits for a condition as long as a busy machine may need. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  /** What a driver under test does when it is opened. */
  interface Opening {
    Session open(DriverConfig config, DriverHost host) throws DriverException;
  }

  static final class ScriptedDriver implements Driver {
    private final DriverManifest manifest;
    private final Opening opening;
    final AtomicInteger opened = new AtomicInteger();

    ScriptedDriver(String id, Opening opening) {
      this(new DriverManifest(id, "The " + id, "1", Set.of(), List.of(), true), opening);
    }

    ScriptedDriver(DriverManifest manifest, Opening opening) {
      this.manifest = manifest;
      this.opening = opening;
    }

    @Override
    public DriverManifest manifest() {
      return manifest;
    }

    @Override
    public Session open(DriverConfig config, DriverHost host) throws DriverException {
      opened.incrementAndGet();
      return opening.open(config, host);
    }
  }

  /** Secrets as they are. */
  record MemorySecrets(Map<String, String> kept) implements Secrets {
    @Override
    public Optional<String> get(String name) {
      return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void put(String name, String secret) {
      kept.put(name, secret);
    }

    @Override
    public void remove(String name) {
      kept.remove(name);
    }

    @Override
    public Set<String> names() {
      return Set.copyOf(kept.keySet());
    }
  }

  /** A session whose devices do at once what they are told. */
  record Obedient(DriverHost host) implements Session {
    @Override
    public void execute(DeviceCommand command, CommandReply reply) {
      reply.accepted();
      host.observe(command.device(), command.attribute(), command.value());
    }

    @Override
    public void close() {}
  }

  /** A session that takes commands and never shows anything. */
  record Silent() implements Session {
    @Override
    public void execute(DeviceCommand command, CommandReply reply) {
      reply.accepted();
    }

    @Override
    public void close() {}
  }

  static DeviceDescription light(String nativeId, String name, String area) {
    return describe(
        nativeId, name, area, DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
  }

  static DeviceDescription describe(
      String nativeId, String name, String area, DeviceType type, AttributeId... attributes) {
    List<Attribute> known =
        List.of(attributes).stream()
            .map(id -> Objects.requireNonNull(Vocabulary.attribute(id)))
            .toList();
    return new DeviceDescription(
        nativeId, name, List.of(), area, type, Vocabulary.group(known), "Acme", "One");
  }

  static Map<String, String> none() {
    return Map.of();
  }
}
