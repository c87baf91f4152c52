package io.lares.home;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The home as it stands at one moment: what there is, not what state it is in. Immutable. */
public final class Home {
  private final String name;
  private final Locale language;
  private final SequencedMap<FloorId, Floor> floors;
  private final SequencedMap<AreaId, Area> areas;
  private final SequencedMap<PersonId, Person> people;
  private final SequencedMap<DeviceId, Device> devices;

  public Home(
      String name,
      Locale language,
      Collection<Floor> floors,
      Collection<Area> areas,
      Collection<Person> people,
      Collection<Device> devices) {
    this.name = Names.name(name, "The home's name");
    this.language = language;
    this.floors = index(floors, Floor::id);
    this.areas = index(areas, Area::id);
    this.people = index(people, Person::id);
    this.devices = index(devices, Device::id);
  }

  private static <K, V> SequencedMap<K, V> index(Collection<V> items, Function<V, K> key) {
    Map<K, V> map = LinkedHashMap.newLinkedHashMap(items.size());
    items.forEach(item -> map.put(key.apply(item), item));
    return Collections.unmodifiableSequencedMap((LinkedHashMap<K, V>) map);
  }

  public String name() {
    return name;
  }

  /** The language that the hub speaks where a request names none. */
  public Locale language() {
    return language;
  }

  public Collection<Floor> floors() {
    return floors.values();
  }

  public Collection<Area> areas() {
    return areas.values();
  }

  public Collection<Person> people() {
    return people.values();
  }

  public Collection<Device> devices() {
    return devices.values();
  }

  public @Nullable Floor floor(FloorId id) {
    return floors.get(id);
  }

  public @Nullable Area area(AreaId id) {
    return areas.get(id);
  }

  public @Nullable Person person(PersonId id) {
    return people.get(id);
  }

  public @Nullable Device device(DeviceId id) {
    return devices.get(id);
  }

  /** The devices in one area, in the order in which they joined. */
  public List<Device> devicesIn(AreaId area) {
    return devices.values().stream().filter(device -> area.equals(device.area())).toList();
  }
}
