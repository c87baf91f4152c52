package io.lares.automations.internal;

import io.lares.automations.Trigger;
import io.lares.automations.sentence.Things;
import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The things that rules speak of by their names, by the devices of the home. */
record HomeThings(Supplier<Home> home) implements Things {
  /** What devices call the option in which they have done their work, the surest first. */
  private static final List<String> DONE =
      List.of(
          "done",
          "finished",
          "finish",
          "complete",
          "completed",
          "ended",
          "end",
          "docked",
          "parked",
          "idle",
          "standby",
          "stopped",
          "完成",
          "已完成",
          "结束",
          "已结束",
          "空闲",
          "待机",
          "停止");

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

  /** The longest of the names that stand in what was said, or else the one that holds all of it. */
  @Override
  public List<DeviceId> called(String name, AttributeId attribute, UnaryOperator<String> plain) {
    return ids(called(name, device -> device.attribute(attribute) != null, plain));
  }

  @Override
  public List<Trigger> done(String name, UnaryOperator<String> plain) {
    return called(name, device -> done(device).isPresent(), plain).stream()
        .flatMap(device -> done(device).stream())
        .toList();
  }

  /** An option that says so, or else that it is off, as what has no options mostly is then. */
  private static Optional<Trigger> done(Device device) {
    for (String option : DONE) {
      for (Attribute attribute : attributes(device)) {
        if (attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
          for (String value : values) {
            if (value.equalsIgnoreCase(option)) {
              return Optional.of(becomes(device, attribute.id(), Value.of(value)));
            }
          }
        }
      }
    }
    return device.attribute(Vocabulary.ON_OFF) == null || device.type().isLight()
        ? Optional.empty()
        : Optional.of(becomes(device, Vocabulary.ON_OFF, Value.of(false)));
  }

  private static List<Attribute> attributes(Device device) {
    return device.capabilities().stream()
        .flatMap(capability -> capability.attributes().stream())
        .toList();
  }

  private static Trigger becomes(Device device, AttributeId attribute, Value value) {
    return new Trigger.Becomes(device.id(), attribute, null, value, Duration.ZERO);
  }

  private List<Device> called(String name, Predicate<Device> which, UnaryOperator<String> plain) {
    String said = plain.apply(name.strip().toLowerCase(Locale.ROOT));
    List<Device> able = home.get().devices().stream().filter(which).toList();
    int longest =
        able.stream()
            .flatMap(HomeThings::names)
            .map(plain)
            .filter(each -> holds(said, each))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return able.stream()
        .filter(device ->
            names(device)
                .map(plain)
                .anyMatch(each ->
                    longest == 0
                        ? !said.isEmpty() && holds(each, said)
                        : each.length() == longest && holds(said, each)))
        .toList();
  }

  /** Whether a text holds a name as whole words. */
  private static boolean holds(String text, String name) {
    int at = text.indexOf(name);
    if (at < 0) {
      return false;
    }
    int end = at + name.length();
    boolean begins = at == 0 || parted(text.charAt(at - 1), text.charAt(at));
    return begins && (end == text.length() || parted(text.charAt(end - 1), text.charAt(end)));
  }

  private static boolean parted(char one, char other) {
    return !Character.isLetterOrDigit(one)
        || !Character.isLetterOrDigit(other)
        || Character.isIdeographic(other);
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
