package io.lares.web.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A parameter in the address's query.
 *
 * @param required whether the request makes sense without it
 */
public record Parameter(String name, Kind kind, boolean required, String description) {
  /** What it may be. */
  public sealed interface Kind {
    record Text(int maxLength) implements Kind {}

    record Whole(long min, long max) implements Kind {}

    record Time() implements Kind {}
  }

  public static Parameter text(String name, int maxLength, String description) {
    return new Parameter(name, new Kind.Text(maxLength), false, description);
  }

  public static Parameter whole(String name, long min, long max, String description) {
    return new Parameter(name, new Kind.Whole(min, max), false, description);
  }

  public static Parameter time(String name, String description) {
    return new Parameter(name, new Kind.Time(), false, description);
  }

  /** The same, and the request makes no sense without it. */
  public Parameter wanted() {
    return new Parameter(name, kind, true, description);
  }

  Object parse(String text) {
    return switch (kind) {
      case Kind.Text(int maxLength) -> {
        if (text.isEmpty() || text.length() > maxLength) {
          throw Problem.in(name, "must have 1 to " + maxLength + " characters");
        }
        yield text;
      }
      case Kind.Whole(long min, long max) -> {
        try {
          long value = Long.parseLong(text);
          if (value >= min && value <= max) {
            yield value;
          }
        } catch (NumberFormatException e) {
          // said below
        }
        throw Problem.in(name, "must be a whole number from " + min + " to " + max);
      }
      case Kind.Time() -> {
        try {
          yield Instant.parse(text);
        } catch (DateTimeParseException e) {
          throw Problem.in(name, "must be a time such as 2026-11-24T18:30:00Z");
        }
      }
    };
  }

  Map<String, Object> describe() {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (kind) {
      case Kind.Text(int maxLength) -> {
        schema.put("type", "string");
        schema.put("maxLength", maxLength);
      }
      case Kind.Whole(long min, long max) -> {
        schema.put("type", "integer");
        schema.put("minimum", min);
        schema.put("maximum", max);
      }
      case Kind.Time() -> {
        schema.put("type", "string");
        schema.put("format", "date-time");
      }
    }
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", "query");
    parameter.put("required", required);
    parameter.put("description", description);
    parameter.put("schema", schema);
    return parameter;
  }
}
