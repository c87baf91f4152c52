package io.lares.driver.tck;

import io.lares.driver.CommandReply;
import io.lares.driver.CommandReply.Failure;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverException.Remedy;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.DriverManifest.Permission;
import io.lares.driver.DriverManifest.Setting;
import io.lares.driver.MqttChannel.Listener;
import io.lares.driver.MqttMessage;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * A lamp with a thermometer behind MQTT, which breaks the contract in one chosen way.
 *
 * @param released what its bad threads wait for, so that none outlives its test
 */
record ToyDriver(Fault fault, CountDownLatch released) implements Driver {
  static final AttributeId ON = Vocabulary.ON_OFF;

  @Override
  public DriverManifest manifest() {
    String suffix = is(Fault.CHANGES_ITS_MANIFEST) ? "-" + UUID.randomUUID() : "";
    return new DriverManifest(
        "toy",
        "Toy",
        "1.0.0" + suffix,
        Set.of(Permission.MQTT),
        List.of(new Setting("limit", "Limit", "10", false, false)),
        true);
  }

  boolean is(Fault other) {
    return fault == other;
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    try {
      Integer.parseInt(config.get("limit"));
    } catch (NumberFormatException e) {
      if (is(Fault.FALLS_OVER_SETTINGS)) {
        throw e;
      }
      throw new DriverException(Remedy.RECONFIGURE, "The limit must be a whole number", e);
    }
    return new Toy(this, host);
  }

  /** Waits for the end of the test, deaf to interrupts. */
  void sulk() {
    boolean there = false;
    while (!there) {
      try {
        released.await();
        there = true;
      } catch (InterruptedException e) {
        // This is the fault.
      }
    }
  }

  private static final class Toy implements Session, Listener {
    private final ToyDriver driver;
    private final DriverHost host;
    private final String lamp;
    private int served;
    private boolean closed;

    Toy(ToyDriver driver, DriverHost host) {
      this.driver = driver;
      this.host = host;
      lamp = driver.is(Fault.IS_ANOTHER_EACH_TIME) ? UUID.randomUUID().toString() : "lamp";
      announce(lamp, "Lamp");
      host.observe(lamp, Vocabulary.TEMPERATURE, Value.of(21));
      host.mqtt().subscribe("toy/+/state", 0, this);
      host.mqtt().subscribe("toy/+/name", 0, this);
      if (driver.is(Fault.LEAVES_A_THREAD)) {
        host.startThread("deaf", driver::sulk);
      }
      if (driver.is(Fault.STARTS_A_THREAD_OF_ITS_OWN)) {
        Thread.ofPlatform().daemon().name("own").start(driver::sulk);
      }
    }

    private void announce(String id, String name) {
      host.announce(
          new DeviceDescription(
              id,
              name,
              List.of(),
              "",
              DeviceType.ON_OFF_LIGHT,
              Vocabulary.group(List.of(known(ON), known(Vocabulary.TEMPERATURE))),
              "",
              ""));
    }

    private static Attribute known(AttributeId id) {
      return Objects.requireNonNull(Vocabulary.attribute(id));
    }

    @Override
    public void message(MqttMessage message) {
      served++;
      if (driver.is(Fault.HOARDS_TIMERS)) {
        host.schedule(Duration.ofHours(1), () -> served++);
      }
      String text = message.text();
      if (message.topic().endsWith("/name")) {
        boolean trusting = driver.is(Fault.TRUSTS_NAMES);
        announce(trusting ? text : "stranger", text);
      } else if (driver.is(Fault.FALLS_OVER_GARBAGE)) {
        host.observe(lamp, ON, Value.of(Integer.parseInt(text) > 0));
      } else if (text.equals("on") || text.equals("off")) {
        host.observe(lamp, ON, Value.of(text.equals("on")));
      }
    }

    @Override
    public void execute(DeviceCommand command, CommandReply reply) {
      served++;
      if (closed && !driver.is(Fault.ACCEPTS_AFTER_CLOSE)) {
        if (driver.is(Fault.REPORTS_AFTER_CLOSE)) {
          host.observe(lamp, ON, Value.of(true));
        }
        reply.failed(Failure.OFFLINE, "The session has ended");
        return;
      }
      if (driver.is(Fault.SWALLOWS_INTERRUPTS) && Thread.currentThread().isInterrupted()) {
        driver.sulk();
      }
      if (driver.is(Fault.NEVER_ANSWERS)) {
        return;
      }
      if (!takes(command)) {
        String words = driver.is(Fault.REFUSES_WITHOUT_A_WORD) ? "" : "The lamp doesn't do that";
        reply.failed(Failure.UNSUPPORTED, words);
        return;
      }
      reply.accepted();
      if (driver.is(Fault.SHOWS_WHAT_IT_NEVER_ANNOUNCED)) {
        host.observe(lamp, Vocabulary.LEVEL, Value.of(1));
      }
      if (!driver.is(Fault.NEVER_SHOWS) && command.value() instanceof Value.Bool) {
        host.observe(lamp, ON, command.value());
      }
    }

    private boolean takes(DeviceCommand command) {
      boolean reads = command.attribute().equals(Vocabulary.TEMPERATURE);
      boolean attribute =
          command.attribute().equals(ON)
              || driver.is(Fault.ACCEPTS_ANY_ATTRIBUTE)
              || reads && driver.is(Fault.ACCEPTS_WRITES_TO_SENSORS);
      boolean value =
          command.value() instanceof Value.Bool
              || driver.is(Fault.ACCEPTS_ANY_VALUE)
              || reads && driver.is(Fault.ACCEPTS_WRITES_TO_SENSORS);
      return attribute
          && value
          && (command.device().equals(lamp)
              || driver.is(Fault.IS_ANOTHER_EACH_TIME)
              || driver.is(Fault.ACCEPTS_ANY_DEVICE));
    }

    @Override
    public void close() {
      if (closed && driver.is(Fault.CANNOT_CLOSE_TWICE)
          || served > 100 && driver.is(Fault.CANNOT_CLOSE_WHILE_BUSY)) {
        throw new IllegalStateException("It is not a good time");
      }
      closed = true;
    }
  }
}
