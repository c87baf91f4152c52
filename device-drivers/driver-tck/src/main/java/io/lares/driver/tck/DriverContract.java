package io.lares.driver.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest.Setting;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The questions that every driver answers. A driver's test implements this with a small fixture: a
 * configuration, how its devices come up, and one command. Each question stands alone.
 */
public interface DriverContract {
  /** A fresh driver. */
  Driver driver();

  /** Settings that work. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** Makes at least one device come up after the session was opened: sends discovery messages. */
  default void bringUp(TestHost host) {}

  /** A command that the device takes. */
  DeviceCommand command();

  /** What the device does once it has the command: looks at the wire and shows the new state. */
  default void react(TestHost host) {}

  /**
   * Feeds one piece of junk, by number, to whatever the driver listens to. Unless overridden: junk
   * on all topics that it subscribed to, and senseless commands.
   */
  default void garbage(TestHost host, int number) {
    Hostile.garbage(host, command(), number);
  }

  /**
   * Has a device tell its state this many times. Unless overridden: messages on all topics that it
   * subscribed to, or commands where there are none.
   */
  default void flood(TestHost host, int times) {
    Hostile.flood(host, command(), times);
  }

  /**
   * Makes a device come up whose name is hostile: markup, control characters, very long. Unless
   * overridden: a stranger of that name speaks on all topics that the driver subscribed to.
   */
  default void hostileName(TestHost host, String name) {
    Hostile.name(host, name);
  }

  /** Settings that work and hold a hostile name, for a driver whose devices are configured. */
  default Map<String, String> settingsNaming(String name) {
    return settings();
  }

  /** How long a call may take, and what is awaited. */
  default Duration patience() {
    return TestHost.PATIENCE;
  }

  /** A session that is up, with its devices. The caller closes it. */
  default TestHost opened() {
    return opened(settings());
  }

  private TestHost opened(Map<String, String> settings) {
    Driver driver = driver();
    TestHost host = new TestHost(driver.manifest(), patience());
    try {
      host.open(driver, settings);
      bringUp(host);
      await("a device").atMost(patience()).until(() -> !host.devices().isEmpty());
      host.settle();
      return host;
    } catch (DriverException e) {
      host.close();
      throw new AssertionError("It does not open with good settings: " + e.getMessage(), e);
    } catch (RuntimeException | AssertionError e) {
      host.close();
      throw e;
    }
  }

  private void assertNothingIsLeft(TestHost host) {
    await("its threads to end")
        .atMost(patience())
        .untilAsserted(() -> assertThat(host.runningThreads()).isEmpty());
    assertThat(host.violations()).isEmpty();
  }

  @Test
  default void itsManifestIsWellFormedAndConstant() {
    Driver driver = driver();
    var manifest = driver.manifest();
    assertThat(manifest).isEqualTo(driver.manifest());
    assertThat(manifest.name()).isNotBlank().hasSizeLessThan(200);
    assertThat(manifest.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(manifest.settings()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(manifest.settings()).allSatisfy(s -> assertThat(s.label()).isNotBlank());
    if (manifest.automatic()) {
      assertThat(manifest.settings())
          .noneMatch(setting -> setting.required() && setting.defaultValue().isEmpty());
    }
  }

  @Test
  default void itClosesTwiceAndLeavesNothingBehind() {
    TestHost host = opened();
    host.close();
    assertNothingIsLeft(host);
  }

  @Test
  default void itClosesWhileItIsBusy() throws InterruptedException {
    TestHost host = opened();
    long before = host.turns();
    Thread stranger =
        Thread.startVirtualThread(() -> {
          try {
            flood(host, 20_000);
          } catch (RuntimeException | AssertionError closedUnderIt) {
            // What is sent to a session that closes may get lost.
          }
        });
    await("some of the flood").atMost(patience()).until(() -> host.turns() > before + 100);
    host.close();
    stranger.join();
    assertNothingIsLeft(host);
  }

  @Test
  default void aCommandAfterItsCloseDoesNothing() {
    TestHost host = opened();
    assertThat(host.closeAndCommand(command()).stream())
        .as("the answer to a command after the close")
        .noneMatch(Answer.Given::wasAccepted);
    assertThat(host.lateReports()).as("reports after the close").isEmpty();
    assertNothingIsLeft(host);
  }

  @Test
  default void anInterruptIsHonoured() {
    TestHost host = opened();
    try {
      host.commandInterrupted(command());
    } finally {
      host.close();
    }
    assertNothingIsLeft(host);
  }

  @Test
  default void itStartsThreadsOnlyThroughItsHost() {
    try (TestHost host = opened()) {
      host.command(command());
      react(host);
      host.settle();
      assertThat(host.strayThreads()).isEmpty();
    }
  }

  @Test
  default void itsDevicesHaveTheSameIdentifiersAfterOpeningAgain() {
    Set<String> first;
    try (TestHost host = opened()) {
      first = host.devices().keySet();
    }
    try (TestHost host = opened()) {
      await("the same devices")
          .atMost(patience())
          .untilAsserted(() -> assertThat(host.devices().keySet()).isEqualTo(first));
    }
  }

  @Test
  default void aCommandIsAcceptedAndThenObserved() {
    try (TestHost host = opened()) {
      DeviceCommand command = command();
      int before = host.seen().size();
      assertThat(host.command(command).wasAccepted()).as("accepted").isTrue();
      react(host);
      await("the observation that confirms it")
          .atMost(patience())
          .untilAsserted(() ->
              assertThat(host.seen().subList(before, host.seen().size()))
                  .anyMatch(seen ->
                      seen.device().equals(command.device())
                          && seen.attribute().equals(command.attribute())
                          && seen.value().equals(command.value())));
      assertThat(host.violations()).isEmpty();
    }
  }

  @Test
  default void aCommandToAnUnknownDeviceFails() {
    DeviceCommand good = command();
    assertRefused(
        new DeviceCommand("no such device", good.attribute(), good.value(), good.transition()));
  }

  @Test
  default void aCommandToAnUnknownAttributeFails() {
    DeviceCommand good = command();
    AttributeId unknown = AttributeId.parse("NoSuch.attribute");
    assertRefused(new DeviceCommand(good.device(), unknown, good.value(), null));
  }

  @Test
  default void aCommandWithAValueOfTheWrongKindFails() {
    DeviceCommand good = command();
    Value wrong =
        switch (good.value()) {
          case Value.Text ignored -> Value.of(12345.6);
          default -> Value.of("neither here nor there");
        };
    assertRefused(new DeviceCommand(good.device(), good.attribute(), wrong, null));
  }

  @Test
  default void aCommandToWhatCanOnlyBeReadFails() {
    try (TestHost host = opened()) {
      host.devices()
          .forEach((id, device) ->
              device.capabilities().stream()
                  .flatMap(capability -> capability.attributes().stream())
                  .filter(attribute -> attribute.access() == Attribute.Access.READ)
                  .limit(3)
                  .forEach(attribute -> {
                    Value value = Hostile.fitting(attribute.kind());
                    var given = host.command(new DeviceCommand(id, attribute.id(), value, null));
                    assertThat(given.wasAccepted()).as("%s", attribute.id()).isFalse();
                  }));
    }
  }

  private void assertRefused(DeviceCommand command) {
    try (TestHost host = opened()) {
      var given = host.command(command);
      assertThat(given.wasAccepted()).as("accepted").isFalse();
      assertThat(given.message()).as("its words for people").isNotBlank();
      assertThat(host.violations()).isEmpty();
    }
  }

  @Test
  default void settingsThatMakeNoSenseAreRefusedInWordsOrIgnored() {
    Driver driver = driver();
    for (Setting setting : driver.manifest().settings()) {
      try (TestHost host = new TestHost(driver.manifest(), patience())) {
        host.open(driver, Map.of(setting.key(), "}{ no \u0000 sense \ud800"));
      } catch (DriverException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  default void garbageDoesNotEndTheSession() {
    try (TestHost host = opened()) {
      for (int i = 0; i < 200; i++) {
        garbage(host, i);
      }
      host.settle();
      assertThat(host.violations()).isEmpty();
      assertThat(host.command(command()).wasAccepted()).as("still works").isTrue();
    }
  }

  @Test
  default void aFloodLeavesTheSessionWorking() {
    try (TestHost host = opened()) {
      flood(host, 20_000);
      host.settle();
      assertThat(host.violations()).isEmpty();
      assertThat(host.command(command()).wasAccepted()).as("still works").isTrue();
    }
  }

  @Test
  default void hostileNamesDoNoHarm() {
    for (String name : Hostile.NAMES) {
      try (TestHost host = opened(settingsNaming(name))) {
        hostileName(host, name);
        host.settle();
        assertThat(host.violations()).isEmpty();
        assertThat(host.devices().keySet())
            .allSatisfy(id -> assertThat(id).hasSizeLessThanOrEqualTo(DriverHost.MAX_NATIVE_ID));
        assertThat(host.command(command()).wasAccepted()).as("still works").isTrue();
      }
    }
  }
}
