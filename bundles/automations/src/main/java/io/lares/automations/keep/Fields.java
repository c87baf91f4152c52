package io.lares.automations.keep;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a document that may come from anywhere.
 *
 * @param what what it is, to say what is wrong with it
 */
record Fields(JsonNode node, String what) {
  private static final int MOST = 1_000;

  Fields {
    if (!node.isObject()) {
      throw new IllegalArgumentException(what + " must be an object with named fields");
    }
  }

  IllegalArgumentException wrong(String name, String how) {
    return new IllegalArgumentException(what + ": \"" + name + "\" must be " + how);
  }

  /** Refuses what would be overlooked. */
  void only(Set<String> names) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!names.contains(name)) {
            throw new IllegalArgumentException(
                what + " has no \"" + name + "\"; it may have " + names.stream().sorted().toList());
          }
        });
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.asText().length() > Value.MAX_TEXT) {
      throw wrong(name, "a text of at most " + Value.MAX_TEXT + " characters");
    }
    return value.asText();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  boolean bool(String name, boolean otherwise) {
    if (has(name) && !node.path(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return has(name) ? node.path(name).asBoolean() : otherwise;
  }

  double number(String name, double otherwise) {
    if (has(name) && !node.path(name).isNumber()) {
      throw wrong(name, "a number");
    }
    return has(name) ? node.path(name).asDouble() : otherwise;
  }

  @Nullable Value value(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return value.isBoolean()
        ? Value.of(value.asBoolean())
        : value.isNumber() ? Value.of(value.asDouble()) : Value.of(text(name));
  }

  Duration duration(String name, Duration otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    try {
      return Duration.parse(text(name));
    } catch (DateTimeException e) {
      throw wrong(name, "a length of time such as PT5M");
    }
  }

  List<JsonNode> list(String name) {
    JsonNode list = node.path(name);
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST) {
      throw wrong(name, "a list of at most " + MOST);
    }
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    return all;
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    String text = text(name);
    List<String> names = new ArrayList<>();
    for (E each : otherwise.getDeclaringClass().getEnumConstants()) {
      String lower = each.name().toLowerCase(Locale.ROOT);
      if (lower.equals(text)) {
        return each;
      }
      names.add(lower);
    }
    throw wrong(name, "one of " + names);
  }
}
