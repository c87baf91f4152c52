package io.lares.kernel.internal;

import io.lares.driver.DeviceDescription;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.HomeRegistry;
import io.lares.kernel.HomeRepository;
import io.lares.kernel.HomeRepository.HomeHeader;
import io.lares.kernel.HomeRepository.KnownDevice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What there is in the home, and whose word on it counts. */
final class Registry implements HomeRegistry {
  /** Rooms that drivers may bring into being by suggesting them. */
  private static final int MAX_SUGGESTED_AREAS = 200;

  private record Origin(String driver, String nativeId) {}

  /** What a person said of a device that has gone; it counts again should the device come back. */
  private record Placement(String name, List<String> aliases, @Nullable AreaId area) {}

  private final HomeKeeper keeper;
  private final Runnable onEdit;
  private final Consumer<DeviceId> onForget;
  private HomeHeader header;
  private final Map<FloorId, Floor> floors = new LinkedHashMap<>();
  private final Map<AreaId, Area> areas = new LinkedHashMap<>();
  private final Map<PersonId, Person> people = new LinkedHashMap<>();
  private final Map<DeviceId, KnownDevice> devices = new LinkedHashMap<>();
  private final Map<Origin, DeviceId> byOrigin = new LinkedHashMap<>();
  private final Map<DeviceId, Placement> departed = new LinkedHashMap<>();
  private volatile long revision = 1;
  private volatile @Nullable Home snapshot;

  /**
   * Begins with what was kept.
   *
   * @param onEdit told after a person's change
   * @param onForget told of a device that a person removed
   */
  Registry(
      HomeRepository.Memory memory,
      HomeKeeper keeper,
      Runnable onEdit,
      Consumer<DeviceId> onForget) {
    this.keeper = keeper;
    this.onEdit = onEdit;
    this.onForget = onForget;
    this.header = memory.header();
    memory.floors().forEach(floor -> floors.put(floor.id(), floor));
    memory.areas().forEach(area -> areas.put(area.id(), area));
    memory.people().forEach(person -> people.put(person.id(), person));
    memory.devices().forEach(this::index);
  }

  @Override
  public Home home() {
    Home present = snapshot;
    return present != null ? present : build();
  }

  private synchronized Home build() {
    Home built =
        new Home(
            header.name(),
            header.language(),
            floors.values(),
            areas.values(),
            people.values(),
            devices.values().stream().map(KnownDevice::device).toList());
    snapshot = built;
    return built;
  }

  @Override
  public long revision() {
    return revision;
  }

  /** A session describes a device. Gives the device as it now is, or null where nothing changed. */
  synchronized @Nullable Device announce(String instance, DeviceDescription description) {
    Origin origin = new Origin(instance, description.nativeId());
    DeviceId id = byOrigin.get(origin);
    KnownDevice known = id == null ? null : devices.get(id);
    Device device;
    boolean byPerson = known != null && known.placedByPerson();
    if (id == null) {
      id = identify(origin);
    }
    Placement before = departed.remove(id);
    String name = Sanitizer.name(description.name());
    List<String> aliases = Sanitizer.aliases(description.aliases());
    AreaId area;
    if (byPerson && known != null) {
      name = known.device().name();
      aliases = known.device().aliases();
      area = known.device().area();
    } else if (before != null) {
      name = before.name();
      aliases = before.aliases();
      area = before.area();
      byPerson = true;
    } else {
      area = suggested(description.suggestedArea());
    }
    device =
        new Device(
            id,
            name.isEmpty() ? description.type().matterName() : name,
            aliases,
            area,
            description.type(),
            description.capabilities(),
            new Device.Origin(
                instance,
                description.nativeId(),
                Sanitizer.word(description.manufacturer()),
                Sanitizer.word(description.model())));
    if (known != null && known.device().equals(device)) {
      return null;
    }
    KnownDevice next = new KnownDevice(device, byPerson);
    index(next);
    keeper.device(next);
    touched();
    return device;
  }

  /** The identifier of a device by what its session calls it. */
  synchronized @Nullable DeviceId idOf(String instance, String nativeId) {
    return byOrigin.get(new Origin(instance, nativeId));
  }

  synchronized @Nullable DeviceId withdraw(String instance, String nativeId) {
    DeviceId id = byOrigin.get(new Origin(instance, nativeId));
    KnownDevice known = id == null ? null : devices.get(id);
    if (id == null || known == null) {
      return null;
    }
    if (known.placedByPerson()) {
      Device device = known.device();
      departed.put(id, new Placement(device.name(), device.aliases(), device.area()));
    }
    drop(id);
    touched();
    return id;
  }

  synchronized List<DeviceId> devicesOf(String instance) {
    List<DeviceId> result = new ArrayList<>();
    byOrigin.forEach((origin, id) -> {
      if (origin.driver().equals(instance)) {
        result.add(id);
      }
    });
    return result;
  }

  synchronized void removeAll(Collection<DeviceId> ids) {
    ids.forEach(this::drop);
    touched();
  }

  @Override
  public void edit(HomeEdit edit) {
    synchronized (this) {
      switch (edit) {
        case HomeEdit.Describe(String name, Locale language) ->
            header = new HomeHeader(name, language);
        case HomeEdit.PutFloor(Floor floor) -> floors.put(floor.id(), floor);
        case HomeEdit.RemoveFloor(FloorId floor) -> {
          require(floors.remove(floor), "floor", floor);
          areas.replaceAll((id, area) ->
              floor.equals(area.floor()) ? new Area(id, area.name(), area.aliases(), null) : area);
        }
        case HomeEdit.PutArea(Area area) -> {
          FloorId floor = area.floor();
          if (floor != null) {
            require(floors.get(floor), "floor", floor);
          }
          areas.put(area.id(), area);
        }
        case HomeEdit.RemoveArea(AreaId area) -> {
          require(areas.remove(area), "area", area);
          for (KnownDevice known : List.copyOf(devices.values())) {
            if (area.equals(known.device().area())) {
              replace(new KnownDevice(known.device().in(null), known.placedByPerson()));
            }
          }
        }
        case HomeEdit.PutPerson(Person person) -> people.put(person.id(), person);
        case HomeEdit.RemovePerson(PersonId person) ->
            require(people.remove(person), "person", person);
        case HomeEdit.PlaceDevice place -> {
          KnownDevice known = require(devices.get(place.device()), "device", place.device());
          if (place.area() != null) {
            require(areas.get(place.area()), "area", place.area());
          }
          replace(
              new KnownDevice(
                  known.device().called(place.name(), place.aliases()).in(place.area()), true));
        }
        case HomeEdit.RemoveDevice(DeviceId device) -> {
          require(devices.get(device), "device", device);
          drop(device);
        }
      }
      if (!(edit instanceof HomeEdit.PlaceDevice) && !(edit instanceof HomeEdit.RemoveDevice)) {
        keeper.home(
            header,
            List.copyOf(floors.values()),
            List.copyOf(areas.values()),
            List.copyOf(people.values()));
      }
      touched();
    }
    if (edit instanceof HomeEdit.RemoveDevice(DeviceId device)) {
      onForget.accept(device);
    }
    onEdit.run();
    keeper.awaitKept();
  }

  private static <T> T require(@Nullable T found, String what, Object id) {
    if (found == null) {
      throw new IllegalArgumentException("There is no " + what + " " + id + " in this home");
    }
    return found;
  }

  private void replace(KnownDevice known) {
    index(known);
    keeper.device(known);
  }

  private void index(KnownDevice known) {
    Device device = known.device();
    devices.put(device.id(), known);
    byOrigin.put(new Origin(device.origin().driver(), device.origin().nativeId()), device.id());
  }

  private void drop(DeviceId id) {
    KnownDevice known = devices.remove(id);
    if (known != null) {
      Device.Origin origin = known.device().origin();
      byOrigin.remove(new Origin(origin.driver(), origin.nativeId()));
      keeper.forget(id);
    }
  }

  private void touched() {
    snapshot = null;
    revision++;
  }

  /**
   * Makes an identifier out of what the session calls the device, so that it is the same even after
   * the store was lost.
   */
  private static DeviceId identify(Origin origin) {
    String nativeId = origin.nativeId();
    if (nativeId.matches("[A-Za-z0-9_.-]{1,100}")) {
      return new DeviceId(origin.driver() + "." + nativeId);
    }
    long hash = 1125899906842597L;
    for (int i = 0; i < nativeId.length(); i++) {
      hash = 31 * hash + nativeId.charAt(i);
    }
    String slug = Sanitizer.slug(nativeId);
    return new DeviceId(
        origin.driver() + "." + (slug.isEmpty() ? "" : slug + "-") + Long.toHexString(hash));
  }

  private @Nullable AreaId suggested(String suggestion) {
    String name = Sanitizer.name(suggestion);
    if (name.isEmpty()) {
      return null;
    }
    for (Area area : areas.values()) {
      if (area.id().value().equals(suggestion)
          || area.name().equalsIgnoreCase(name)
          || area.aliases().stream().anyMatch(name::equalsIgnoreCase)) {
        return area.id();
      }
    }
    if (areas.size() >= MAX_SUGGESTED_AREAS) {
      return null;
    }
    String slug = Sanitizer.slug(name);
    String base = slug.isEmpty() ? "area-" + Integer.toHexString(name.hashCode()) : slug;
    AreaId id = new AreaId(base);
    for (int i = 2; areas.containsKey(id); i++) {
      id = new AreaId(base + "-" + i);
    }
    areas.put(id, new Area(id, name, List.of(), null));
    keeper.home(
        header,
        List.copyOf(floors.values()),
        List.copyOf(areas.values()),
        List.copyOf(people.values()));
    return id;
  }
}
