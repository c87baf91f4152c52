package io.lares.automations.internal;

import io.lares.automations.sentence.RuleSentences;
import io.lares.home.Actor;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Person;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who and what travels, by the devices of the home. */
record HomeTravellers(Supplier<Home> home) implements RuleSentences.Travellers {
  @Override
  public List<DeviceId> vehicles(String name, boolean any) {
    List<Device> all = of(DeviceType.VEHICLE);
    String said = name.toLowerCase(Locale.ROOT);
    // An article or "my" may stand before the name.
    List<Device> named =
        all.stream().filter(device -> names(device).anyMatch(said::endsWith)).toList();
    return ids(named.isEmpty() && any ? all : named);
  }

  /** The presence devices that are called as the person is. */
  @Override
  public List<DeviceId> self(Actor speaker) {
    if (speaker.kind() != Actor.Kind.PERSON) {
      return List.of();
    }
    String id = speaker.id().toLowerCase(Locale.ROOT);
    List<String> called =
        Stream.concat(
                Stream.of(id),
                home.get().people().stream()
                    .filter(person -> person.id().value().equals(speaker.id()))
                    .map(Person::name)
                    .map(name -> name.toLowerCase(Locale.ROOT)))
            .toList();
    return ids(
        of(DeviceType.PERSON).stream()
            .filter(device -> names(device).anyMatch(called::contains))
            .toList());
  }

  private List<Device> of(DeviceType type) {
    return home.get().devices().stream().filter(device -> device.type() == type).toList();
  }

  private static Stream<String> names(Device device) {
    return Stream.concat(Stream.of(device.name()), device.aliases().stream())
        .map(name -> name.toLowerCase(Locale.ROOT));
  }

  private static List<DeviceId> ids(List<Device> devices) {
    return devices.stream().map(Device::id).toList();
  }
}
