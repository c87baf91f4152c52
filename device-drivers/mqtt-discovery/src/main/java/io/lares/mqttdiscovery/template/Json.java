package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON from strangers: bounded in depth, length and number size. */
public final class Json {
  /** Longest payload that is read at all, in bytes. */
  public static final int MAX_BYTES = 512 * 1024;

  /** Deepest nesting. */
  public static final int MAX_DEPTH = 64;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxDocumentLength(MAX_BYTES)
                      .maxNumberLength(100)
                      .maxNameLength(1000)
                      .build())
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  private static final ObjectReader TREE =
      MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * Reads a JSON document.
   *
   * @throws IOException where it is none, or exceeds a bound
   */
  public static JsonNode parse(byte[] bytes) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it has " + bytes.length + " bytes, more than " + MAX_BYTES);
    }
    JsonNode node = TREE.readValue(bytes);
    if (node == null || node.isMissingNode()) {
      throw new IOException("it is empty");
    }
    return node;
  }

  /** Reads a JSON document, or gives null where it is none. */
  public static @Nullable JsonNode parseOrNull(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES || !plausible(bytes[0])) {
      return null;
    }
    try {
      return TREE.readValue(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  /** Writes a node as compact JSON. */
  public static String write(Object node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON", e);
    }
  }

  /** True where a JSON document may begin so: spares an exception for each plain ON and OFF. */
  private static boolean plausible(byte first) {
    return switch (first) {
      case '{', '[', '"', '-', 't', 'f', 'n', ' ', '\t', '\r', '\n' -> true;
      default -> first >= '0' && first <= '9';
    };
  }
}
