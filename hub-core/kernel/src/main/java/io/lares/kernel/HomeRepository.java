package io.lares.kernel;

import io.lares.home.Area;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the kernel keeps what must survive a restart. The kernel calls it from one thread at a time
 * and never from the river. Each method returns once the row is durable, or throws {@link
 * java.io.UncheckedIOException}; the kernel then warns, keeps it in memory and tries again.
 */
public interface HomeRepository {
  /** All that was kept; empty lists on a first start. */
  Memory load();

  void saveHome(HomeHeader header, List<Floor> floors, List<Area> areas, List<Person> people);

  /** Adds or replaces these devices, in one transaction. */
  void saveDevices(List<KnownDevice> devices);

  void removeDevices(List<DeviceId> devices);

  void saveDriver(DriverInstance instance);

  void removeDriver(String instance);

  /**
   * What was kept.
   *
   * @param header the home's name and language
   */
  record Memory(
      HomeHeader header,
      List<Floor> floors,
      List<Area> areas,
      List<Person> people,
      List<KnownDevice> devices,
      List<DriverInstance> drivers) {

    /** What a new home starts with. */
    public static final Memory EMPTY =
        new Memory(
            new HomeHeader("Home", Locale.ENGLISH),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
  }

  record HomeHeader(String name, Locale language) {}

  /**
   * A device and whose word on it counts.
   *
   * @param placedByPerson true where a person chose name, aliases and area, so that the driver's
   *     word on them no longer counts
   */
  record KnownDevice(Device device, boolean placedByPerson) {}

  /**
   * A configured driver.
   *
   * @param enabled false where a person stopped it
   */
  record DriverInstance(
      String instance, String driver, Map<String, String> settings, boolean enabled) {
    public DriverInstance {
      settings = Map.copyOf(settings);
    }
  }
}
