package io.lares.homefile.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.driver.virtual.VirtualDriver;
import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Outcome;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo home in a real kernel, played by the real virtual driver. */
class LoadedHomeTest {
  private final HomeFileReader files = new HomeFileReader();
  private final Kernel kernel =
      new KernelFactoryComponent().create(new Forgetful(), List.of(new VirtualDriver()));

  @AfterEach
  void close() {
    kernel.close();
  }

  private DriverStatus load(String json, Map<String, String> settings) {
    return files.load(json, kernel, settings).toCompletableFuture().join();
  }

  private Device device(String name) {
    return kernel.registry().home().devices().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private @Nullable Value shown(Device device, AttributeId attribute) {
    Reading reading = kernel.state().reading(device.id(), attribute);
    return reading == null ? null : reading.value();
  }

  private Outcome command(Device device, AttributeId attribute, Value value) {
    Intent intent = new Intent("test", Actor.system("test"), "", true);
    return kernel
        .commands()
        .submit(new Command(device.id(), attribute, value), intent)
        .outcome()
        .toCompletableFuture()
        .join();
  }

  @Test
  void theDemoHomeIsThereWithFloorsAreasDevicesAndStates() {
    DriverStatus status = load(files.demoHome(), Map.of("pace", "instant"));
    assertThat(status.problem()).isEmpty();
    assertThat(status.state()).isEqualTo(DriverStatus.State.RUNNING);
    Home home = kernel.registry().home();
    HomeFile file = HomeFile.parse(files.demoHome());
    assertThat(home.name()).isEqualTo("Maple House");
    assertThat(home.floors()).hasSameSizeAs(file.floors());
    assertThat(home.areas()).hasSameSizeAs(file.areas());
    assertThat(home.devices()).hasSize(file.devices().size());
    Device lamp = device("Ceiling Light");
    assertThat(lamp.area()).isEqualTo(new AreaId("living"));
    assertThat(shown(lamp, Vocabulary.LEVEL)).isEqualTo(Value.of(70));
  }

  @Test
  void aLampOfTheDemoHomeCanBeControlled() {
    load(files.demoHome(), Map.of("pace", "instant"));
    Device lamp = device("Ceiling Light");
    assertThat(command(lamp, Vocabulary.LEVEL, Value.of(25))).isInstanceOf(Outcome.Confirmed.class);
    assertThat(shown(lamp, Vocabulary.LEVEL)).isEqualTo(Value.of(25));
  }

  @Test
  void atRealPaceABlindIsSeenToMoveBeforeItIsThere() {
    load(files.demoHome(), Map.of());
    Device blind =
        kernel.registry().home().devices().stream()
            .filter(one -> Value.of(60).equals(shown(one, Vocabulary.COVERING_POSITION)))
            .findFirst()
            .orElseThrow();
    List<Value> motions = new CopyOnWriteArrayList<>();
    EventFeed.Subscription watching =
        kernel
            .events()
            .subscribe(
                "test",
                1000,
                EventFeed.Overflow.WAIT,
                events -> keepMotions(blind, events, motions));
    try (watching) {
      Outcome outcome = command(blind, Vocabulary.COVERING_POSITION, Value.of(40));
      assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(motions).containsExactly(Value.of("closing"), Value.of("stopped")));
    }
    assertThat(shown(blind, Vocabulary.COVERING_POSITION)).isEqualTo(Value.of(40));
  }

  private static void keepMotions(Device blind, List<HubEvent> events, List<Value> motions) {
    for (HubEvent event : events) {
      if (event instanceof Change change
          && change.device().equals(blind.id())
          && change.attribute().equals(Vocabulary.COVERING_MOTION)) {
        motions.add(change.after());
      }
    }
  }

  @Test
  void anotherFileReplacesTheDevices() {
    load(files.demoHome(), Map.of("pace", "instant"));
    load(
        """
        {"format": "lares-home/1", "name": "Hut", "devices": [{"id": "lamp", "name": "Lantern",
         "type": "OnOffLight", "state": {"OnOff.onOff": true}}]}
        """,
        Map.of("pace", "instant"));
    assertThat(kernel.registry().home().devices()).extracting(Device::name).contains("Lantern");
    assertThat(shown(device("Lantern"), Vocabulary.ON_OFF)).isEqualTo(Value.of(true));
    assertThat(kernel.registry().home().devices()).hasSize(1);
  }
}
