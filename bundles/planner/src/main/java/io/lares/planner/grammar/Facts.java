package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether a device is in a state that people ask about, and how that is looked up. */
final class Facts {
  private static final String[] RAINY = {
    "rainy",
    "rain",
    "pouring",
    "lightning-rainy",
    "snowy-rainy",
    "drizzle",
    "showers",
    "thunderstorm",
    "雨",
    "小雨",
    "中雨",
    "大雨",
    "暴雨",
    "阵雨",
    "雷阵雨",
    "雷雨",
    "雨夹雪"
  };
  private static final String[] SNOWY = {
    "snowy", "snow", "snowy-rainy", "sleet", "雪", "小雪", "中雪", "大雪", "暴雪", "雨夹雪"
  };

  private final StateView state;

  Facts(StateView state) {
    this.state = state;
  }

  /** Whether it is as a clause says, or null where nothing such is known of the device. */
  @Nullable Boolean is(Device device, Clause clause) {
    return known(check(device, clause));
  }

  /**
   * What a clause says of a device, as something to look up, or null where it has no such state.
   */
  @Nullable Condition check(Device device, Clause clause) {
    Condition own = described(device, clause);
    boolean elsewhere = clause.targets.isEmpty() && !clause.described.isEmpty();
    if (own != null || elsewhere) {
      return own;
    }
    Verb verb = clause.settled() ? clause.verbs.getFirst() : null;
    Condition check = verb == null ? null : check(device, verb);
    return check == null && clause.state != null ? check(device, clause.state) : check;
  }

  /** True where a clause says in which of its own states a device is. */
  static boolean tells(Clause clause) {
    return clause.choice != null || clause.mode != null || !clause.described.isEmpty();
  }

  /** "Is the alarm armed", "if the inverter is in eco mode": by names that only this home knows. */
  private static @Nullable Condition described(Device device, Clause clause) {
    for (AttributeId id : clause.described) {
      Condition flag = flag(device, id);
      if (flag != null) {
        Verb verb = clause.settled() ? clause.verbs.getFirst() : Verb.ON;
        boolean off = verb == Verb.OFF || verb == Verb.CLOSEOFF || verb == Verb.CLOSE;
        return off ? not(flag) : flag;
      }
    }
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
          String value =
              clause.choice != null && values.contains(clause.choice)
                  ? clause.choice
                  : clause.mode != null && values.contains(clause.mode) ? clause.mode : null;
          if (value != null) {
            return text(device, attribute.id(), value);
          }
        }
      }
    }
    return null;
  }

  /** The attributes that show whether it is as a clause says, where they are the device's own. */
  List<AttributeId> looksAt(Device device, Clause clause) {
    return described(device, clause) instanceof Condition.Is is
        ? List.of(is.attribute())
        : List.of();
  }

  private @Nullable Boolean known(@Nullable Condition check) {
    return check == null || !seen(check) ? null : (Boolean) check.holds(state);
  }

  /** True where something was observed of what a check looks at. */
  private boolean seen(Condition check) {
    return switch (check) {
      case Condition.Is is -> state.reading(is.device(), is.attribute()) != null;
      case Condition.All(List<Condition> all) -> all.stream().allMatch(this::seen);
      case Condition.Any(List<Condition> any) -> any.stream().allMatch(this::seen);
      case Condition.Not(Condition inner) -> seen(inner);
    };
  }

  private @Nullable Condition check(Device device, Verb verb) {
    return switch (verb) {
      case ON -> firstOf(on(device), open(device));
      case OFF -> not(firstOf(on(device), open(device)));
      case OPEN, OPENON -> firstOf(open(device), on(device));
      case CLOSE, CLOSEOFF -> not(firstOf(open(device), on(device)));
      case INCREASE -> up(device);
      case DECREASE -> not(up(device));
      case LOCK -> text(device, Vocabulary.LOCK_STATE, "locked");
      case UNLOCK -> text(device, Vocabulary.LOCK_STATE, "unlocked");
      case CLEAN, START ->
          firstOf(
              text(device, Vocabulary.VACUUM_OPERATION, "cleaning"),
              text(device, Vocabulary.MOWER_OPERATION, "mowing"),
              on(device));
      case MOW -> text(device, Vocabulary.MOWER_OPERATION, "mowing");
      case DOCK ->
          firstOf(
              text(device, Vocabulary.VACUUM_OPERATION, "docked"),
              text(device, Vocabulary.MOWER_OPERATION, "docked"));
      case RESUME -> text(device, Vocabulary.PLAYBACK, "playing");
      case PAUSE, STOP -> text(device, Vocabulary.PLAYBACK, "paused", "stopped");
      case MUTE -> flag(device, Vocabulary.MUTED);
      case UNMUTE -> not(flag(device, Vocabulary.MUTED));
      default -> null;
    };
  }

  private @Nullable Condition check(Device device, String name) {
    return switch (name) {
      case "occupied" -> flag(device, Vocabulary.OCCUPIED);
      case "clear" -> not(flag(device, Vocabulary.OCCUPIED));
      case "home" -> text(device, Ids.LOCATION, "home");
      case "away" -> not(text(device, Ids.LOCATION, "home"));
      case "rain" ->
          firstOf(
              flag(device, Ids.RAIN),
              above(device, Ids.PRECIPITATION_INTENSITY),
              text(device, Ids.WEATHER, RAINY));
      case "snow" -> text(device, Ids.WEATHER, SNOWY);
      case "wet" ->
          firstOf(
              flag(device, AttributeId.parse("Sensor.leak")),
              flag(device, AttributeId.parse("Sensor.moisture")),
              flag(device, AttributeId.parse("Sensor.water")));
      case "smoke" -> flag(device, AttributeId.parse("Sensor.smoke"));
      case "gas" -> flag(device, AttributeId.parse("Sensor.gas"));
      case "frost" ->
          firstOf(
              flag(device, AttributeId.parse("Sensor.cold")),
              freezing(device, Vocabulary.TEMPERATURE),
              freezing(device, Ids.OUTSIDE));
      case "play" -> text(device, Vocabulary.PLAYBACK, "playing");
      case "pause" -> text(device, Vocabulary.PLAYBACK, "paused");
      default -> null;
    };
  }

  private static @Nullable Condition on(Device device) {
    Condition known =
        firstOf(
            flag(device, Vocabulary.ON_OFF),
            above(device, Vocabulary.FAN_PERCENT),
            not(text(device, Vocabulary.THERMOSTAT_MODE, "off")),
            text(device, Vocabulary.PLAYBACK, "playing"),
            text(device, Vocabulary.VACUUM_OPERATION, "cleaning"),
            flag(device, Vocabulary.OCCUPIED));
    if (known != null) {
      return known;
    }
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        boolean contact = attribute.id().equals(Vocabulary.CONTACT_OPEN);
        if (attribute.kind() instanceof ValueKind.Bool && !contact) {
          return flag(device, attribute.id());
        }
      }
    }
    return null;
  }

  /** "Are the shutters down?" */
  private static @Nullable Condition up(Device device) {
    return firstOf(
        above(device, Vocabulary.COVERING_POSITION), above(device, Vocabulary.GARAGE_POSITION));
  }

  private static @Nullable Condition open(Device device) {
    return firstOf(
        flag(device, Vocabulary.CONTACT_OPEN),
        above(device, Vocabulary.COVERING_POSITION),
        above(device, Vocabulary.GARAGE_POSITION),
        above(device, Vocabulary.VALVE_POSITION),
        text(device, Vocabulary.LOCK_STATE, "unlocked"));
  }

  private static @Nullable Condition flag(Device device, AttributeId id) {
    Attribute attribute = device.attribute(id);
    return attribute == null || !(attribute.kind() instanceof ValueKind.Bool)
        ? null
        : is(device, id, Condition.Test.EQUAL, Value.of(true));
  }

  private static @Nullable Condition freezing(Device device, AttributeId id) {
    Attribute attribute = device.attribute(id);
    double point = attribute != null && attribute.unit().equals("°F") ? 32 : 0;
    return is(device, id, Condition.Test.BELOW, Value.of(point));
  }

  private static @Nullable Condition above(Device device, AttributeId id) {
    return is(device, id, Condition.Test.ABOVE, Value.of(0.0));
  }

  private static @Nullable Condition text(Device device, AttributeId id, String... values) {
    if (device.attribute(id) == null) {
      return null;
    }
    List<Condition> any = new ArrayList<>();
    for (String value : values) {
      any.add(new Condition.Is(device.id(), id, Condition.Test.EQUAL, Value.of(value)));
    }
    return any.size() == 1 ? any.getFirst() : new Condition.Any(any);
  }

  private static @Nullable Condition is(
      Device device, AttributeId id, Condition.Test test, Value value) {
    return device.attribute(id) == null ? null : new Condition.Is(device.id(), id, test, value);
  }

  private static @Nullable Condition not(@Nullable Condition check) {
    return check == null ? null : new Condition.Not(check);
  }

  private static @Nullable Condition firstOf(@Nullable Condition... checks) {
    for (Condition check : checks) {
      if (check != null) {
        return check;
      }
    }
    return null;
  }
}
