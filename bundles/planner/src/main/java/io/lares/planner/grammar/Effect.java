package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Value;
import java.util.List;

/** What a wish comes to on one device. */
sealed interface Effect {
  /** It can be done. */
  record Do(List<Command> commands) implements Effect {}

  /** The device has nothing that the wish speaks of. */
  record Cannot() implements Effect {}

  /** The value does not fit. */
  record Misfit(Attribute attribute) implements Effect {}

  /** It can be read, not commanded. */
  record ReadOnly(Attribute attribute) implements Effect {}

  Effect CANNOT = new Cannot();

  static Effect of(Command... commands) {
    return new Do(List.of(commands));
  }

  /** A value for one attribute, or why not. */
  static Effect of(Device device, Attribute attribute, Value value) {
    if (!attribute.commandable()) {
      return new ReadOnly(attribute);
    }
    if (attribute.kind().misfit(value) != null) {
      return new Misfit(attribute);
    }
    return of(new Command(device.id(), attribute.id(), value));
  }
}
