package io.lares.kernel.internal;

import static io.lares.home.Vocabulary.ON_OFF;
import static io.lares.kernel.internal.Doubles.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.driver.DriverHost;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Value;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.internal.Doubles.Obedient;
import io.lares.kernel.internal.Doubles.ScriptedDriver;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final DeviceId LAMP = new DeviceId("test.lamp");
  private final InMemoryRepository repository = new InMemoryRepository();
  private final AtomicReference<DriverHost> host = new AtomicReference<>();

  private RunningKernel start(String name) {
    RunningKernel kernel = new RunningKernel(repository, Doubles.SHORT);
    kernel.driverAdded(
        new ScriptedDriver(
            "test",
            (config, newHost) -> {
              host.set(newHost);
              newHost.announce(Doubles.light("lamp", name, "Kitchen"));
              return new Obedient(newHost);
            }));
    await().until(() -> kernel.state().available(LAMP));
    return kernel;
  }

  private static Device lamp(RunningKernel kernel) {
    return Objects.requireNonNull(kernel.registry().home().device(LAMP));
  }

  @Test
  void aSuggestedRoomComesIntoBeingOnce() {
    try (RunningKernel kernel = start("Lamp")) {
      assertThat(kernel.registry().home().areas())
          .extracting(Area::name)
          .containsExactly("Kitchen");
      host.get().announce(Doubles.light("lamp2", "Other lamp", "kitchen"));
      await().until(() -> kernel.registry().home().devices().size() == 2);
      assertThat(kernel.registry().home().areas()).hasSize(1);
    }
  }

  @Test
  void anEditThatReturnedIsInTheRepository() {
    try (RunningKernel kernel = start("Lamp")) {
      for (int i = 0; i < 200; i++) {
        AreaId room = new AreaId("room-" + i);
        kernel.registry().edit(new HomeEdit.PutArea(new Area(room, "Room " + i, List.of(), null)));
        assertThat(repository.load().areas()).extracting(Area::id).contains(room);
        kernel.registry().edit(new HomeEdit.PlaceDevice(LAMP, "Lamp " + i, List.of(), room));
        assertThat(repository.savedDevices()).extracting(Device::name).containsExactly("Lamp " + i);
      }
    }
  }

  @Test
  void whatAPersonSaidOutlivesRestartAndRediscovery() {
    try (RunningKernel kernel = start("Lamp")) {
      kernel
          .registry()
          .edit(new HomeEdit.PutFloor(new Floor(new FloorId("up"), "Up", List.of(), 1)));
      kernel
          .registry()
          .edit(
              new HomeEdit.PutArea(
                  new Area(new AreaId("study"), "Study", List.of(), new FloorId("up"))));
      kernel
          .registry()
          .edit(
              new HomeEdit.PlaceDevice(
                  LAMP, "Reading light", List.of("Lamp"), new AreaId("study")));
    }
    try (RunningKernel kernel = start("Lamp, renamed by its maker")) {
      assertThat(lamp(kernel).name()).isEqualTo("Reading light");
      assertThat(lamp(kernel).area()).isEqualTo(new AreaId("study"));
      assertThat(kernel.registry().home().floors()).hasSize(1);
    }
  }

  @Test
  void aRenameByTheDeviceCountsUntilAPersonHasSpoken() {
    try (RunningKernel kernel = start("Lamp")) {
      host.get().announce(Doubles.light("lamp", "Better lamp", "Kitchen"));
      await().until(() -> lamp(kernel).name().equals("Better lamp"));
    }
  }

  @Test
  void aDeviceThatLeavesAndComesBackKeepsItsPlace() {
    try (RunningKernel kernel = start("Lamp")) {
      kernel.registry().edit(new HomeEdit.PlaceDevice(LAMP, "Mine", List.of(), null));
      host.get().withdraw("lamp");
      await().until(() -> kernel.registry().home().device(LAMP) == null);
      host.get().announce(Doubles.light("lamp", "Lamp", "Kitchen"));
      await().until(() -> kernel.registry().home().device(LAMP) != null);
      assertThat(lamp(kernel).name()).isEqualTo("Mine");
    }
  }

  @Test
  void knownDevicesAreThereButUnreachableUntilTheirDriverSpeaks() {
    start("Lamp").close();
    try (RunningKernel kernel = new RunningKernel(repository, Doubles.SHORT)) {
      assertThat(kernel.registry().home().device(LAMP)).isNotNull();
      assertThat(kernel.state().available(LAMP)).isFalse();
    }
  }

  @Test
  void hostileNamesAreMadeReadable() {
    String hostile = "\u202eevil\u0000 <b>" + "x".repeat(10_000);
    try (RunningKernel kernel = start(hostile)) {
      assertThat(lamp(kernel).name()).startsWith("evil <b>xxx").hasSizeLessThanOrEqualTo(120);
    }
  }

  @Test
  void anEditOfSomethingThatIsNotThereSaysSo() {
    try (RunningKernel kernel = start("Lamp")) {
      assertThatThrownBy(() ->
              kernel
                  .registry()
                  .edit(new HomeEdit.PlaceDevice(LAMP, "Lamp", List.of(), new AreaId("nowhere"))))
          .hasMessageContaining("no area nowhere");
      assertThatThrownBy(
              () -> kernel.registry().edit(new HomeEdit.RemoveFloor(new FloorId("none"))))
          .hasMessageContaining("no floor none");
    }
  }

  @Test
  void aForgottenDeviceIsGoneAndItsReportsAreIgnored() {
    try (RunningKernel kernel = start("Lamp")) {
      kernel.registry().edit(new HomeEdit.RemoveDevice(LAMP));
      host.get().observe("lamp", ON_OFF, Value.of(true));
      host.get().announce(Doubles.light("other", "Other", ""));
      await().until(() -> kernel.registry().home().device(new DeviceId("test.other")) != null);
      assertThat(kernel.registry().home().device(LAMP)).isNull();
      assertThat(kernel.state().reading(LAMP, ON_OFF)).isNull();
    }
  }

  @Test
  void whatCannotBeSavedStaysAndIsSavedOnceThereIsRoom() {
    repository.full(true);
    try (RunningKernel kernel = start("Lamp")) {
      assertThat(lamp(kernel).name()).isEqualTo("Lamp");
      assertThat(repository.savedDevices()).isEmpty();
      repository.full(false);
      await().until(() -> repository.savedDevices().size() == 1);
    }
  }

  @Test
  void anEditAfterTheDiskHasRoomAgainIsKeptOnceItReturns() {
    try (RunningKernel kernel = start("Lamp")) {
      repository.full(true);
      kernel.registry().edit(attic("Attic"));
      assertThat(repository.load().areas()).extracting(Area::name).doesNotContain("Attic");
      repository.full(false);
      kernel.registry().edit(attic("Loft"));
      assertThat(repository.load().areas()).extracting(Area::name).contains("Loft");
    }
  }

  private static HomeEdit attic(String name) {
    return new HomeEdit.PutArea(new Area(new AreaId("attic"), name, List.of(), null));
  }
}
