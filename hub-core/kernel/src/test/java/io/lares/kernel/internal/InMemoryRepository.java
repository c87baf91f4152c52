package io.lares.kernel.internal;

import io.lares.home.Area;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.Person;
import io.lares.kernel.HomeRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a kernel remembers, for the next kernel of a test; can be told to be full. */
final class InMemoryRepository implements HomeRepository {
  private HomeHeader header = Memory.EMPTY.header();
  private List<Floor> floors = List.of();
  private List<Area> areas = List.of();
  private List<Person> people = List.of();
  private final Map<DeviceId, KnownDevice> devices = new LinkedHashMap<>();
  private final Map<String, DriverInstance> drivers = new LinkedHashMap<>();
  private boolean full;

  synchronized void full(boolean nowFull) {
    full = nowFull;
  }

  private void check() {
    if (full) {
      throw new UncheckedIOException(new IOException("the disk is full"));
    }
  }

  synchronized List<Device> savedDevices() {
    return devices.values().stream().map(KnownDevice::device).toList();
  }

  @Override
  public synchronized Memory load() {
    return new Memory(
        header,
        floors,
        areas,
        people,
        List.copyOf(devices.values()),
        List.copyOf(drivers.values()));
  }

  @Override
  public synchronized void saveHome(
      HomeHeader newHeader, List<Floor> newFloors, List<Area> newAreas, List<Person> newPeople) {
    check();
    header = newHeader;
    floors = newFloors;
    areas = newAreas;
    people = newPeople;
  }

  @Override
  public synchronized void saveDevices(List<KnownDevice> saved) {
    check();
    saved.forEach(device -> devices.put(device.device().id(), device));
  }

  @Override
  public synchronized void removeDevices(List<DeviceId> removed) {
    check();
    removed.forEach(devices::remove);
  }

  @Override
  public synchronized void saveDriver(DriverInstance instance) {
    check();
    drivers.put(instance.instance(), instance);
  }

  @Override
  public synchronized void removeDriver(String instance) {
    check();
    drivers.remove(instance);
  }
}
