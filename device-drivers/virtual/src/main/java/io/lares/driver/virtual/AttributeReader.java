package io.lares.driver.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lares.home.Attribute;
import io.lares.home.Attribute.Access;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads attributes and their values as a home file writes them. Pure functions. */
final class AttributeReader {
  private static final int MAX_CHOICES = 500;
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  /** Capabilities that only tell; what they measure can't be commanded. */
  private static final Set<String> SENSING =
      Set.of("Sensor", "Contact", "Occupancy", "Person", "Weather");

  private AttributeReader() {}

  /**
   * Puts together what the vocabulary knows, what the file describes and what the value shows, the
   * file's word before the vocabulary's.
   *
   * @param describe the file's description, or null
   * @param value the value that the file states, or null
   * @throws IllegalArgumentException where the description is malformed
   */
  static Attribute attribute(AttributeId id, @Nullable JsonNode describe, @Nullable Value value) {
    Attribute known = Vocabulary.attribute(id);
    if (describe == null || describe.isNull()) {
      return known != null ? known : new Attribute(id, guess(value), "", access(id, null));
    }
    if (!describe.isObject()) {
      throw new IllegalArgumentException("the description of " + id + " must be an object");
    }
    String unit = text(describe, "unit", known == null ? "" : known.unit());
    return new Attribute(
        id,
        kind(id, describe, known, unit, value),
        unit,
        access(id, describe.get("readOnly")),
        text(describe, "label", known == null ? "" : known.label()),
        text(describe, "description", known == null ? "" : known.description()));
  }

  /**
   * Reads a value for an attribute; null where the file leaves it open.
   *
   * @throws IllegalArgumentException where it is no value at all
   */
  static @Nullable Value value(AttributeId id, @Nullable JsonNode json) {
    if (json == null || json.isNull()) {
      return null;
    }
    if (json.isBoolean()) {
      return Value.of(json.booleanValue());
    }
    if (json.isNumber()) {
      return Value.of(json.doubleValue());
    }
    if (json.isTextual()) {
      String text = json.textValue();
      return Value.of(COLOUR.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : text);
    }
    throw new IllegalArgumentException(
        "the value of " + id + " must be true, false, a number, a text or null");
  }

  /** True for a text that stands for "nobody knows" where a text makes no sense. */
  static boolean saysUnknown(ValueKind kind, Value value) {
    return !(kind instanceof ValueKind.Text)
        && value instanceof Value.Text(String text)
        && (text.isEmpty() || text.equals("unknown") || text.equals("unavailable"));
  }

  /** The same attribute, made wide enough for a value: what a device shows, it can show. */
  static Attribute admitting(Attribute attribute, Value value) {
    if (attribute.kind().misfit(value) == null) {
      return attribute;
    }
    ValueKind wider =
        switch (attribute.kind()) {
          case ValueKind.Number(double min, double max, double step)
              when value instanceof Value.Num(double number) ->
              new ValueKind.Number(Math.min(min, number), Math.max(max, number), step);
          case ValueKind.Choice(List<String> values)
              when value instanceof Value.Text(String text) -> {
            List<String> more = new ArrayList<>(values);
            more.add(text);
            yield new ValueKind.Choice(more);
          }
          default -> guess(value);
        };
    return attribute.withKind(wider);
  }

  private static ValueKind guess(@Nullable Value value) {
    return switch (value) {
      case Value.Bool b -> ValueKind.BOOL;
      case Value.Num n -> ValueKind.ANY_NUMBER;
      case Value.Text(String text) when COLOUR.matcher(text).matches() -> ValueKind.COLOUR;
      case null, default -> ValueKind.TEXT;
    };
  }

  private static Access access(AttributeId id, @Nullable JsonNode readOnly) {
    if (readOnly != null && !readOnly.isBoolean()) {
      throw new IllegalArgumentException("readOnly of " + id + " must be true or false");
    }
    Attribute known = Vocabulary.attribute(id);
    if (known != null && known.access() == Access.MOMENTARY) {
      return Access.MOMENTARY;
    }
    if (readOnly != null) {
      return readOnly.booleanValue() ? Access.READ : Access.WRITE;
    }
    if (known != null) {
      return known.access();
    }
    return SENSING.contains(id.capability()) ? Access.READ : Access.WRITE;
  }

  private static ValueKind kind(
      AttributeId id,
      JsonNode describe,
      @Nullable Attribute known,
      String unit,
      @Nullable Value value) {
    String word = text(describe, "kind", "");
    return switch (word) {
      case "" -> {
        ValueKind base = known != null ? known.kind() : guess(value);
        if (base instanceof ValueKind.Number) {
          yield number(id, describe, known, unit, false);
        }
        yield describe.has("values") ? choice(id, describe) : base;
      }
      case "boolean" -> ValueKind.BOOL;
      case "integer" -> number(id, describe, known, unit, true);
      case "number" -> number(id, describe, known, unit, false);
      case "enum" -> {
        // A known enum's own values stand where the file names none.
        if (!describe.has("values")
            && known != null
            && known.kind() instanceof ValueKind.Choice same) {
          yield same;
        }
        yield choice(id, describe);
      }
      case "text" -> ValueKind.TEXT;
      case "colour", "color" -> ValueKind.COLOUR;
      default ->
          throw new IllegalArgumentException(
              "the kind of "
                  + id
                  + " must be boolean, integer, number, enum, text or colour, not \""
                  + word
                  + "\"");
    };
  }

  /** Bounds that the file leaves out are the vocabulary's, as long as the unit is the same. */
  private static ValueKind number(
      AttributeId id, JsonNode describe, @Nullable Attribute known, String unit, boolean whole) {
    ValueKind.Number base =
        known != null
                && known.kind() instanceof ValueKind.Number number
                && known.unit().equals(unit)
            ? number
            : ValueKind.ANY_NUMBER;
    double min = decimal(id, describe, "min", base.min());
    double max = decimal(id, describe, "max", base.max());
    double step = decimal(id, describe, "step", whole ? 1 : base.step());
    if (min > max || step < 0) {
      throw new IllegalArgumentException(
          "the range of " + id + " needs min <= max and step >= 0, it has " + min + " to " + max);
    }
    return new ValueKind.Number(min, max, step);
  }

  private static ValueKind choice(AttributeId id, JsonNode describe) {
    List<String> values = new ArrayList<>();
    JsonNode list = Objects.requireNonNullElse(describe.get("values"), MissingNode.getInstance());
    for (JsonNode item : list) {
      if (!item.isTextual() || item.textValue().length() > Value.MAX_TEXT) {
        throw new IllegalArgumentException("the values of " + id + " must be texts");
      }
      values.add(item.textValue());
    }
    if (values.isEmpty() || values.size() > MAX_CHOICES) {
      throw new IllegalArgumentException(
          "the enum " + id + " needs a list \"values\" of 1 to " + MAX_CHOICES + " texts");
    }
    return new ValueKind.Choice(values);
  }

  private static double decimal(AttributeId id, JsonNode describe, String key, double otherwise) {
    JsonNode node = describe.get(key);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(key + " of " + id + " must be a number");
    }
    return node.doubleValue();
  }

  private static String text(JsonNode describe, String key, String otherwise) {
    JsonNode node = describe.get(key);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException("\"" + key + "\" in a description must be a text");
    }
    return node.textValue();
  }
}
