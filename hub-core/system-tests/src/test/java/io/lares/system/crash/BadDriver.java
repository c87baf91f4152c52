package io.lares.system.crash;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Goes into the bundles that the tests drop: a driver that misbehaves as its manifest says. */
public final class BadDriver implements BundleActivator, Driver, Session {
  private String behaviour = "";

  @Override
  public void start(BundleContext context) {
    behaviour = context.getBundle().getHeaders("").get("Behaviour");
    context.registerService(Driver.class, this, null);
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public DriverManifest manifest() {
    return new DriverManifest(
        "bad-" + behaviour, "Bad at " + behaviour, "1.0", Set.of(), List.of(), true);
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) {
    switch (behaviour) {
      case "throw" -> throw new IllegalStateException("no antenna");
      case "hang" -> hang();
      case "spin" -> host.execute(BadDriver::spin);
      case "flood" -> host.startThread("flood", () -> flood(host));
      case "leak" -> host.startThread("leak", BadDriver::hang);
      default -> throw new IllegalArgumentException(behaviour);
    }
    return this;
  }

  @Override
  public void execute(DeviceCommand command, CommandReply reply) {}

  @Override
  public void close() {}

  /** Waits for ever, and does not let itself be interrupted. */
  private static void hang() {
    CountDownLatch never = new CountDownLatch(1);
    while (never.getCount() > 0) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // That is what makes it bad.
      }
    }
  }

  /** Burns a core until it is interrupted. */
  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static void flood(DriverHost host) {
    host.announce(
        new DeviceDescription(
            "flood",
            "Flood",
            List.of(),
            "",
            DeviceType.GENERIC,
            List.of(Objects.requireNonNull(Vocabulary.capability("Sensor"))),
            "",
            ""));
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      host.observe("flood", Vocabulary.TEMPERATURE, Value.of(i % 100));
    }
  }
}
