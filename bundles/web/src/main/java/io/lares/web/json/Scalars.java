package io.lares.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lares.home.Value;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The shapes of single values. */
final class Scalars {
  /** Longest text that is read where nothing else is said, in characters. */
  static final int MAX_TEXT = 1000;

  private Scalars() {}

  record Bool() implements Shape<Boolean> {
    @Override
    public void write(Boolean value, JsonGenerator out) throws IOException {
      out.writeBoolean(value);
    }

    @Override
    public Boolean read(JsonParser in, String path) throws IOException {
      return switch (in.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> throw wrongType(in, path, "true or false");
      };
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", "boolean");
    }
  }

  /** Whole numbers; as Java either {@code int} or {@code long}. */
  record Whole(boolean asInt, long min, long max) implements Shape<Number> {
    @Override
    public void write(Number value, JsonGenerator out) throws IOException {
      out.writeNumber(value.longValue());
    }

    @Override
    public Number read(JsonParser in, String path) throws IOException {
      String wanted = "a whole number from " + min + " to " + max;
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw wrongType(in, path, wanted);
      }
      JsonParser.NumberType type = in.getNumberType();
      if (type == JsonParser.NumberType.BIG_INTEGER
          || in.getLongValue() < min
          || in.getLongValue() > max) {
        throw new BadInput(path, "must be " + wanted);
      }
      long value = in.getLongValue();
      if (asInt) {
        return (int) value;
      }
      return value;
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return bounded("integer", "minimum", min, "maximum", max);
    }
  }

  record Decimal(double min, double max) implements Shape<Double> {
    @Override
    public void write(Double value, JsonGenerator out) throws IOException {
      writeNumber(value, out);
    }

    @Override
    public Double read(JsonParser in, String path) throws IOException {
      double value = readNumber(in, path);
      if (value < min || value > max) {
        throw new BadInput(path, "must be from " + Value.of(min) + " to " + Value.of(max));
      }
      return value;
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return min == -Double.MAX_VALUE
          ? Map.of("type", "number")
          : Map.of("type", "number", "minimum", min, "maximum", max);
    }
  }

  record Text(long min, long max) implements Shape<String> {
    @Override
    public void write(String value, JsonGenerator out) throws IOException {
      out.writeString(wellFormed(value));
    }

    @Override
    public String read(JsonParser in, String path) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw wrongType(in, path, "a text");
      }
      String value = in.getText();
      if (value.length() < min || value.length() > max) {
        throw new BadInput(
            path,
            min == 0
                ? "must have at most " + max + " characters"
                : "must have " + min + " to " + max + " characters");
      }
      return value;
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", "string");
    }
  }

  record Choice(List<String> values) implements Shape<String> {
    @Override
    public void write(String value, JsonGenerator out) throws IOException {
      out.writeString(value);
    }

    @Override
    public String read(JsonParser in, String path) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING || !values.contains(in.getText())) {
        throw new BadInput(path, "must be one of " + String.join(", ", values));
      }
      return in.getText();
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", "string", "enum", values);
    }
  }

  /** An enum by its constants' names in lower case. */
  record Constant<E extends Enum<E>>(Class<E> type) implements Shape<E> {
    private static String name(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    private List<String> names() {
      return List.of(type.getEnumConstants()).stream().map(Constant::name).toList();
    }

    @Override
    public void write(E value, JsonGenerator out) throws IOException {
      out.writeString(name(value));
    }

    @Override
    public E read(JsonParser in, String path) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        String text = in.getText();
        for (E constant : type.getEnumConstants()) {
          if (name(constant).equals(text)) {
            return constant;
          }
        }
      }
      throw new BadInput(path, "must be one of " + String.join(", ", names()));
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", "string", "enum", names());
    }
  }

  record Time() implements Shape<Instant> {
    @Override
    public void write(Instant value, JsonGenerator out) throws IOException {
      out.writeString(value.toString());
    }

    @Override
    public Instant read(JsonParser in, String path) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        try {
          return Instant.parse(in.getText());
        } catch (DateTimeParseException e) {
          // said below
        }
      }
      throw new BadInput(path, "must be a time such as 2026-11-24T18:30:00Z");
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", "string", "format", "date-time");
    }
  }

  /** The value of an attribute. */
  record AnyValue() implements Shape<Value> {
    @Override
    public void write(Value value, JsonGenerator out) throws IOException {
      switch (value) {
        case Value.Bool(boolean on) -> out.writeBoolean(on);
        case Value.Num(double number) -> writeNumber(number, out);
        case Value.Text(String text) -> out.writeString(wellFormed(text));
      }
    }

    @Override
    public Value read(JsonParser in, String path) throws IOException {
      return switch (in.currentToken()) {
        case VALUE_TRUE -> Value.of(true);
        case VALUE_FALSE -> Value.of(false);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(readNumber(in, path));
        case VALUE_STRING -> {
          if (in.getText().length() > Value.MAX_TEXT) {
            throw new BadInput(path, "must have at most " + Value.MAX_TEXT + " characters");
          }
          yield Value.of(in.getText());
        }
        default -> throw wrongType(in, path, "true or false, a number or a text");
      };
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", List.of("boolean", "number", "string"));
    }
  }

  static BadInput wrongType(JsonParser in, String path, String wanted) {
    String found =
        switch (in.currentToken()) {
          case VALUE_NULL -> "null";
          case START_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          case VALUE_STRING -> "a text";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_TRUE, VALUE_FALSE -> "true or false";
          default -> "something else";
        };
    return new BadInput(path, "must be " + wanted + ", and is " + found);
  }

  private static double readNumber(JsonParser in, String path) throws IOException {
    if (!in.currentToken().isNumeric()) {
      throw wrongType(in, path, "a number");
    }
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new BadInput(path, "is too large a number");
    }
    return value;
  }

  private static void writeNumber(double value, JsonGenerator out) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.writeNumber((long) value);
    } else {
      out.writeNumber(value);
    }
  }

  private static Map<String, Object> bounded(
      String type, String min, long least, String max, long most) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    if (least > Integer.MIN_VALUE) {
      schema.put(min, least);
    }
    if (most < Integer.MAX_VALUE) {
      schema.put(max, most);
    }
    return schema;
  }

  /** Half a surrogate pair, which a device may well send, has no place in UTF-8. */
  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, '\ufffd');
      }
    }
    return repaired == null ? text : repaired.toString();
  }
}
