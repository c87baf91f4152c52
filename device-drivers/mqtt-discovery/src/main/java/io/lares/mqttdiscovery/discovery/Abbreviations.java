package io.lares.mqttdiscovery.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short keys into long ones. */
final class Abbreviations {
  private static final List<String> PAYLOAD_BLOCKS = List.of("availability", "components");

  private final Map<String, Map<String, String>> blocks = new HashMap<>();

  Abbreviations() {
    try (InputStream in = Abbreviations.class.getResourceAsStream("abbreviations.txt")) {
      if (in == null) {
        throw new IllegalStateException("The bundle lacks abbreviations.txt");
      }
      read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String text) {
    Map<String, String> block = new HashMap<>();
    blocks.put("", block);
    for (String line : text.lines().toList()) {
      if (line.startsWith("[")) {
        block = new HashMap<>();
        blocks.put(line.substring(1, line.length() - 1), block);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int blank = line.indexOf(' ');
        block.put(line.substring(0, blank), line.substring(blank + 1).strip());
      }
    }
  }

  /** A payload with all its keys at full length; a long key wins over its short form. */
  ObjectNode expand(JsonNode payload) {
    return expand(payload, "");
  }

  private ObjectNode expand(JsonNode from, String block) {
    Map<String, String> names = blocks.getOrDefault(block, Map.of());
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      String key = names.getOrDefault(entry.getKey(), entry.getKey());
      if (!key.equals(entry.getKey()) && from.has(key)) {
        continue;
      }
      to.set(key, inner(key, entry.getValue(), block));
    }
    return to;
  }

  private JsonNode inner(String key, JsonNode value, String block) {
    if (!block.isEmpty()) {
      return value;
    }
    if (value.isObject() && blocks.containsKey(key)) {
      return expand(value, key);
    }
    if (PAYLOAD_BLOCKS.contains(key)) {
      return each(value);
    }
    return value;
  }

  /** Expands the members of a list or an object that are payloads themselves. */
  private JsonNode each(JsonNode value) {
    if (value.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> list.add(item.isObject() ? expand(item, "") : item));
      return list;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        JsonNode item = entry.getValue();
        object.set(entry.getKey(), item.isObject() ? expand(item, "") : item);
      }
      return object;
    }
    return value;
  }
}
