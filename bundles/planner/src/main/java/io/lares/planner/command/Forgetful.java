package io.lares.planner.command;

import io.lares.home.Area;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.Person;
import io.lares.kernel.HomeRepository;
import java.util.List;

/** Keeps nothing: for homes that live as long as a command runs. */
public final class Forgetful implements HomeRepository {
  @Override
  public Memory load() {
    return Memory.EMPTY;
  }

  @Override
  public void saveHome(
      HomeHeader header, List<Floor> floors, List<Area> areas, List<Person> people) {}

  @Override
  public void saveDevices(List<KnownDevice> devices) {}

  @Override
  public void removeDevices(List<DeviceId> devices) {}

  @Override
  public void saveDriver(DriverInstance instance) {}

  @Override
  public void removeDriver(String instance) {}
}
