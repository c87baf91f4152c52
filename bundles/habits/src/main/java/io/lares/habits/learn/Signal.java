package io.lares.habits.learn;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An attribute of a device, as far as habits are concerned. */
final class Signal {
  /** Texts without end, such as titles, are no habits. */
  private static final int MOST_VALUES = 40;

  private final DeviceId device;
  private final AttributeId attribute;
  private final boolean commandable;
  private final boolean momentary;
  private final boolean numeric;
  private final Map<Value, Token> tokens = new HashMap<>();
  private @Nullable Token anyNumber;

  Signal(DeviceId device, AttributeId attribute, @Nullable Device known) {
    this.device = device;
    this.attribute = attribute;
    Attribute described = known == null ? null : known.attribute(attribute);
    if (described == null) {
      described = Vocabulary.attribute(attribute);
    }
    commandable = described != null && described.access() == Attribute.Access.WRITE;
    momentary = described != null && described.access() == Attribute.Access.MOMENTARY;
    numeric = described != null && described.kind() instanceof ValueKind.Number;
  }

  DeviceId device() {
    return device;
  }

  AttributeId attribute() {
    return attribute;
  }

  boolean commandable() {
    return commandable;
  }

  boolean momentary() {
    return momentary;
  }

  boolean numeric() {
    return numeric;
  }

  /** The kind of event that this value is, or null for one that is not worth noting. */
  @Nullable Token token(Value value, java.util.function.IntSupplier nextId) {
    if (value instanceof Value.Num) {
      if (!commandable) {
        return null;
      }
      if (anyNumber == null) {
        anyNumber = new Token(nextId.getAsInt(), this, null);
      }
      return anyNumber;
    }
    Token known = tokens.get(value);
    if (known == null && tokens.size() < MOST_VALUES) {
      known = new Token(nextId.getAsInt(), this, value);
      tokens.put(value, known);
    }
    return known;
  }
}
