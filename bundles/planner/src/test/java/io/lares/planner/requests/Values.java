package io.lares.planner.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares values of attributes as the request format does. */
final class Values {
  private static final String LEVEL = "LevelControl.currentLevel";
  private static final Pattern COLOUR =
      Pattern.compile("#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})");
  private static final double COLOUR_TOLERANCE = 40;
  private static final double ROUNDING = 1e-6;

  private final Map<String, String> areas = new HashMap<>();

  Values(JsonNode home) {
    for (JsonNode area : home.path("areas")) {
      String id = area.path("id").asText();
      areas.putIfAbsent(Words.norm(id), id);
      areas.putIfAbsent(Words.norm(area.path("name").asText()), id);
      area.path("aliases").forEach(alias -> areas.putIfAbsent(Words.norm(alias.asText()), id));
    }
  }

  /** An area's id for its id, name or alias; anything else as it is, in one form. */
  String area(String text) {
    String plain = Words.norm(text);
    return areas.getOrDefault(plain, plain);
  }

  /** Whether a value is what an item of an expectation wants. */
  boolean fits(JsonNode item, String attribute, JsonNode got) {
    double tolerance = item.path("tolerance").asDouble(-1);
    boolean within = item.path("contains").asBoolean(false);
    for (JsonNode want : item.path("values")) {
      if (fits(attribute, want, got, tolerance, within)) {
        return true;
      }
    }
    return item.has("value") && fits(attribute, item.path("value"), got, tolerance, within);
  }

  /** Whether an attribute that has the one value would be unchanged by the other. */
  boolean same(String attribute, JsonNode before, JsonNode after) {
    return fits(attribute, before, after, attribute.equals(LEVEL) ? 1 : 0, false);
  }

  /** {@code tolerance}: negative for the attribute's usual one. */
  private boolean fits(
      String attribute, JsonNode want, JsonNode got, double tolerance, boolean within) {
    if (want.isBoolean() || got.isBoolean()) {
      return want.equals(got);
    }
    if (attribute.toLowerCase(Locale.ROOT).endsWith(".color")) {
      return sameColour(want.asText(), got.asText(), tolerance < 0 ? COLOUR_TOLERANCE : tolerance);
    }
    if (want.isNumber()) {
      double allowed = tolerance >= 0 ? tolerance : attribute.equals(LEVEL) ? 1 : 0;
      return got.isNumber() && Math.abs(want.asDouble() - got.asDouble()) <= allowed + ROUNDING;
    }
    String wanted =
        attribute.equals("Vacuum.area") ? area(want.asText()) : Words.norm(want.asText());
    String given = attribute.equals("Vacuum.area") ? area(got.asText()) : Words.norm(got.asText());
    return wanted.equals(given) || (within && !wanted.isEmpty() && given.contains(wanted));
  }

  private static boolean sameColour(String want, String got, double tolerance) {
    Matcher wanted = COLOUR.matcher(Words.norm(want));
    Matcher given = COLOUR.matcher(Words.norm(got));
    if (!wanted.matches() || !given.matches()) {
      return Words.norm(want).equals(Words.norm(got));
    }
    for (int channel = 1; channel <= 3; channel++) {
      int apart =
          Integer.parseInt(wanted.group(channel), 16) - Integer.parseInt(given.group(channel), 16);
      if (Math.abs(apart) > tolerance) {
        return false;
      }
    }
    return true;
  }
}
