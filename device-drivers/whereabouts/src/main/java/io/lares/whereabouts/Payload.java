package io.lares.whereabouts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lares.driver.MqttMessage;
import io.lares.home.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads messages from strangers: whatever does not fit is left out. */
final class Payload {
  /** The longest message that is looked at, in bytes. */
  static final int MAX_BYTES = 32 * 1024;

  private static final int MAX_NAME = 60;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(40)
                          .maxStringLength(4096)
                          .build())
                  .build())
          .build();

  private Payload() {}

  /** The message as JSON; empty where it is none, or too long. */
  static Optional<JsonNode> json(MqttMessage message) {
    if (message.payload().length == 0 || message.payload().length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(message.payload());
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A place of two numbers in degrees; empty where it is none on earth. */
  static Optional<Place> place(JsonNode latitude, JsonNode longitude) {
    return latitude.isNumber() && longitude.isNumber()
        ? place(latitude.asDouble(), longitude.asDouble())
        : Optional.empty();
  }

  static Optional<Place> place(double latitude, double longitude) {
    // What has no fix yet often says 0, 0, which lies in the sea.
    boolean none = latitude == 0 && longitude == 0;
    return !none && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
        ? Optional.of(new Place(latitude, longitude))
        : Optional.empty();
  }

  /** A number that is neither negative nor beyond all measure; 0 for anything else. */
  static double metres(JsonNode node) {
    double value = node.asDouble(0);
    return value >= 0 && value < 1e8 ? value : 0;
  }

  /** Seconds since 1970; {@code now} for anything else. */
  static Instant time(JsonNode node, Instant now) {
    long seconds = node.asLong(0);
    return node.isNumber() && seconds > 0 && seconds < 4_102_444_800L
        ? Instant.ofEpochSecond(seconds)
        : now;
  }

  /** A name for people: without what can't be seen, short; empty where nothing is left. */
  static String name(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .limit(4L * MAX_NAME)
        .filter(c -> Character.isLetterOrDigit(c) || " _-.'()".indexOf(c) >= 0)
        .limit(MAX_NAME)
        .forEach(name::appendCodePoint);
    return name.toString().strip();
  }
}
