package io.lares.kernel;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change that a person makes to the home. "Put" adds or replaces. */
public sealed interface HomeEdit {
  record Describe(String name, Locale language) implements HomeEdit {}

  record PutFloor(Floor floor) implements HomeEdit {}

  /** Areas on it stay, without a floor. */
  record RemoveFloor(FloorId floor) implements HomeEdit {}

  record PutArea(Area area) implements HomeEdit {}

  /** Devices in it stay, without an area. */
  record RemoveArea(AreaId area) implements HomeEdit {}

  record PutPerson(Person person) implements HomeEdit {}

  record RemovePerson(PersonId person) implements HomeEdit {}

  /** What people call a device and where it is; stronger than what its driver says. */
  record PlaceDevice(DeviceId device, String name, List<String> aliases, @Nullable AreaId area)
      implements HomeEdit {}

  /** Forgets a device; it comes back if its driver announces it again. */
  record RemoveDevice(DeviceId device) implements HomeEdit {}
}
