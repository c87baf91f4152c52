package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether a device is in a state that people ask about. */
final class Facts {
  private final StateView state;

  Facts(StateView state) {
    this.state = state;
  }

  /** Whether it is so, or null where the device has no such state or it is not known. */
  @Nullable Boolean is(Device device, Verb verb) {
    return switch (verb) {
      case ON -> firstOf(on(device), open(device));
      case OFF -> not(firstOf(on(device), open(device)));
      case OPEN, OPENON -> firstOf(open(device), on(device));
      case CLOSE, CLOSEOFF -> not(firstOf(open(device), on(device)));
      case LOCK -> text(device, Vocabulary.LOCK_STATE, Set.of("locked"));
      case UNLOCK -> text(device, Vocabulary.LOCK_STATE, Set.of("unlocked"));
      case CLEAN, START ->
          firstOf(
              text(device, Vocabulary.VACUUM_OPERATION, Set.of("cleaning")),
              text(device, Vocabulary.MOWER_OPERATION, Set.of("mowing")),
              on(device));
      case MOW -> text(device, Vocabulary.MOWER_OPERATION, Set.of("mowing"));
      case DOCK ->
          firstOf(
              text(device, Vocabulary.VACUUM_OPERATION, Set.of("docked")),
              text(device, Vocabulary.MOWER_OPERATION, Set.of("docked")));
      case RESUME -> text(device, Vocabulary.PLAYBACK, Set.of("playing"));
      case PAUSE, STOP -> text(device, Vocabulary.PLAYBACK, Set.of("paused", "stopped"));
      case MUTE -> flag(device, Vocabulary.MUTED);
      default -> null;
    };
  }

  @Nullable Boolean is(Device device, String name) {
    return switch (name) {
      case "occupied" -> flag(device, Vocabulary.OCCUPIED);
      case "clear" -> not(flag(device, Vocabulary.OCCUPIED));
      case "home" -> text(device, AttributeId.parse("Person.location"), Set.of("home"));
      case "away" -> not(text(device, AttributeId.parse("Person.location"), Set.of("home")));
      case "play" -> text(device, Vocabulary.PLAYBACK, Set.of("playing"));
      case "pause" -> text(device, Vocabulary.PLAYBACK, Set.of("paused"));
      default -> null;
    };
  }

  private @Nullable Boolean on(Device device) {
    Boolean known =
        firstOf(
            flag(device, Vocabulary.ON_OFF),
            above(device, Vocabulary.FAN_PERCENT),
            not(text(device, Vocabulary.THERMOSTAT_MODE, Set.of("off"))),
            text(device, Vocabulary.PLAYBACK, Set.of("playing")),
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

  private @Nullable Boolean open(Device device) {
    return firstOf(
        flag(device, Vocabulary.CONTACT_OPEN),
        above(device, Vocabulary.COVERING_POSITION),
        above(device, Vocabulary.GARAGE_POSITION),
        above(device, Vocabulary.VALVE_POSITION),
        text(device, Vocabulary.LOCK_STATE, Set.of("unlocked")));
  }

  private @Nullable Boolean flag(Device device, AttributeId id) {
    Reading reading = state.reading(device.id(), id);
    return reading != null && reading.value() instanceof Value.Bool(boolean flag) ? flag : null;
  }

  private @Nullable Boolean above(Device device, AttributeId id) {
    Reading reading = state.reading(device.id(), id);
    return reading != null && reading.value() instanceof Value.Num(double number)
        ? (Boolean) (number > 0)
        : null;
  }

  private @Nullable Boolean text(Device device, AttributeId id, Set<String> values) {
    Reading reading = state.reading(device.id(), id);
    return reading == null ? null : (Boolean) values.contains(reading.value().toString());
  }

  private static @Nullable Boolean not(@Nullable Boolean fact) {
    return fact == null ? null : (Boolean) !fact;
  }

  private static @Nullable Boolean firstOf(@Nullable Boolean... facts) {
    for (Boolean fact : facts) {
      if (fact != null) {
        return fact;
      }
    }
    return null;
  }
}
