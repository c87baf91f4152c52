package io.lares.scenes.internal;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Reading;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that bring a device back to how it is now. */
final class Snapshot {
  /** What moves shows this on its way; where it is going to is the position. */
  private static final Set<AttributeId> MOTIONS =
      Set.of(Vocabulary.COVERING_MOTION, Vocabulary.GARAGE_MOTION);

  private Snapshot() {}

  static List<Command> of(Device device, StateView state) {
    Reading power = state.reading(device.id(), Vocabulary.ON_OFF);
    if (power != null
        && power.value().equals(Value.of(false))
        && settable(device, Vocabulary.ON_OFF)) {
      // To set the level of a lamp that is off would turn it on.
      return List.of(new Command(device.id(), Vocabulary.ON_OFF, power.value()));
    }
    List<Command> commands = new ArrayList<>();
    AttributeId colour = colour(device, state);
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        AttributeId id = attribute.id();
        Reading reading = state.reading(device.id(), id);
        boolean otherColour =
            (id.equals(Vocabulary.COLOR) || id.equals(Vocabulary.COLOR_TEMPERATURE))
                && !id.equals(colour);
        if (reading != null
            && settable(device, id)
            && !otherColour
            && !MOTIONS.contains(id)
            && !(attribute.kind() instanceof ValueKind.Text)) {
          commands.add(new Command(device.id(), id, reading.value()));
        }
      }
    }
    return commands;
  }

  private static boolean settable(Device device, AttributeId id) {
    Attribute attribute = device.attribute(id);
    return attribute != null
        && attribute.access() == Attribute.Access.WRITE
        && device.risk(id).compareTo(Risk.SECURITY) < 0;
  }

  /** A lamp shines either in a colour or in a white: in what it reported last. */
  private static @Nullable AttributeId colour(Device device, StateView state) {
    Reading colour = state.reading(device.id(), Vocabulary.COLOR);
    Reading white = state.reading(device.id(), Vocabulary.COLOR_TEMPERATURE);
    if (colour == null || white == null) {
      return colour != null ? Vocabulary.COLOR : Vocabulary.COLOR_TEMPERATURE;
    }
    return colour.time().isAfter(white.time()) ? Vocabulary.COLOR : Vocabulary.COLOR_TEMPERATURE;
  }
}
