package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.planner.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows the rules that look at what endangers people: smoke, gas, water, burglars. */
final class Dangers {
  private static final Set<DeviceType> TYPES =
      Set.of(DeviceType.SMOKE_CO_ALARM, DeviceType.WATER_LEAK_DETECTOR);

  private static final Set<AttributeId> SENSED =
      Stream.of("smoke", "carbonMonoxide", "gas", "leak", "tamper")
          .map(name -> AttributeId.parse("Sensor." + name))
          .collect(Collectors.toSet());

  /** Words in the names of what its driver knows no type for, such as a plain contact. */
  private final Pattern words;

  Dangers() {
    try (InputStream in = Dangers.class.getResourceAsStream("dangers.txt")) {
      words =
          Pattern.compile(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                  .lines()
                  .filter(line -> !line.startsWith("#") && !line.isBlank())
                  .collect(Collectors.joining("|")),
              Pattern.CASE_INSENSITIVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether one of a rule's triggers or conditions looks at a danger. */
  boolean looksAtOne(Automation rule, Home home) {
    return rule.triggers().stream()
            .anyMatch(trigger ->
                trigger instanceof Trigger.OfDevice of && tells(home, of.device(), of.attribute()))
        || read(rule.condition()).stream().anyMatch(is -> tells(home, is.device(), is.attribute()));
  }

  private boolean tells(Home home, DeviceId id, AttributeId attribute) {
    Device device = home.device(id);
    if (SENSED.contains(attribute) || words.matcher(attribute.toString()).find()) {
      return true;
    }
    return device != null
        && (TYPES.contains(device.type())
            || Stream.concat(Stream.of(device.name()), device.aliases().stream())
                .anyMatch(name -> words.matcher(name).find()));
  }

  private static List<Condition.Is> read(Condition condition) {
    return switch (condition) {
      case Condition.Is is -> List.of(is);
      case Condition.All all -> read(all.conditions());
      case Condition.Any any -> read(any.conditions());
      case Condition.Not not -> read(not.condition());
    };
  }

  private static List<Condition.Is> read(List<Condition> conditions) {
    List<Condition.Is> read = new ArrayList<>();
    conditions.forEach(each -> read.addAll(read(each)));
    return read;
  }
}
