package io.lares.driver.virtual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lares.driver.DeviceDescription;
import io.lares.driver.DriverHost;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads the devices of a {@code lares-home/1} file. */
final class BlueprintReader {
  /** More devices than any home has. */
  static final int MAX_DEVICES = 20_000;

  /** Most attributes of one device. */
  static final int MAX_ATTRIBUTES = 200;

  private static final int MAX_ALIASES = 100;

  private final JsonMapper mapper;

  BlueprintReader() {
    mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(64L << 20)
                .maxStringLength(1 << 20)
                .maxNestingDepth(16)
                .build());
  }

  /**
   * Reads the setting {@code devices}.
   *
   * @throws IllegalArgumentException where it is malformed; names the device and says what is wrong
   */
  List<Blueprint> devices(String json) {
    JsonNode list = parse(json, "devices");
    if (!list.isArray() || list.size() > MAX_DEVICES) {
      throw new IllegalArgumentException(
          "\"devices\" must be a list of at most " + MAX_DEVICES + " devices");
    }
    Map<String, Blueprint> result = LinkedHashMap.newLinkedHashMap(list.size());
    for (JsonNode node : list) {
      String id = id(node, result.size());
      try {
        if (result.put(id, blueprint(id, node)) != null) {
          throw new IllegalArgumentException("its id is used twice");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("Device " + id + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(result.values());
  }

  /**
   * Lays states over those of the devices; what the list does not know is left out.
   *
   * @param json as in the setting {@code set}: {@code {device: {attribute: value}}}, or empty
   * @throws IllegalArgumentException where it is malformed
   */
  List<Blueprint> overlay(List<Blueprint> devices, String json) {
    if (json.isBlank()) {
      return devices;
    }
    JsonNode set = parse(json, "set");
    if (!set.isObject()) {
      throw new IllegalArgumentException("\"set\" must be an object {device: {attribute: value}}");
    }
    if (set.isEmpty()) {
      return devices;
    }
    List<Blueprint> result = new ArrayList<>(devices.size());
    for (Blueprint device : devices) {
      JsonNode states = set.get(device.id());
      result.add(states == null || states.isNull() ? device : overlay(device, states));
    }
    return result;
  }

  private Blueprint overlay(Blueprint device, JsonNode states) {
    if (!states.isObject() || states.size() > MAX_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "\"set\" for " + device.id() + " must be an object of attributes");
    }
    SequencedMap<AttributeId, Attribute> attributes = new LinkedHashMap<>(device.attributes());
    Map<AttributeId, Value> state = new HashMap<>(device.state());
    for (Map.Entry<String, JsonNode> entry : states.properties()) {
      AttributeId id = AttributeId.parse(entry.getKey());
      Value value = AttributeReader.value(id, entry.getValue());
      Attribute attribute = attributes.get(id);
      if (attribute == null) {
        attribute = AttributeReader.attribute(id, null, value);
      }
      put(attribute, value, attributes, state);
    }
    return device.with(attributes, state);
  }

  private static void put(
      Attribute attribute,
      @Nullable Value value,
      Map<AttributeId, Attribute> attributes,
      Map<AttributeId, Value> state) {
    AttributeId id = attribute.id();
    if (value == null || AttributeReader.saysUnknown(attribute.kind(), value)) {
      attributes.put(id, attribute);
      state.remove(id);
    } else {
      attributes.put(id, AttributeReader.admitting(attribute, value));
      state.put(id, value);
    }
  }

  private static Blueprint blueprint(String id, JsonNode node) {
    JsonNode states = node.get("state");
    if (states == null || !states.isObject() || states.size() > MAX_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "it needs an object \"state\" of at most " + MAX_ATTRIBUTES + " attributes");
    }
    JsonNode describe = node.path("describe");
    if (!describe.isMissingNode() && !describe.isNull() && !describe.isObject()) {
      throw new IllegalArgumentException("\"describe\" must be an object");
    }
    SequencedMap<AttributeId, Attribute> attributes = new LinkedHashMap<>();
    Map<AttributeId, Value> state = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : states.properties()) {
      AttributeId attribute = AttributeId.parse(entry.getKey());
      Value value = AttributeReader.value(attribute, entry.getValue());
      put(
          AttributeReader.attribute(attribute, describe.get(entry.getKey()), value),
          value,
          attributes,
          state);
    }
    DeviceDescription description =
        new DeviceDescription(
            id,
            text(node, "name", id),
            aliases(node),
            text(node, "area", ""),
            DeviceType.named(text(node, "type", "Generic")),
            Vocabulary.group(attributes.values()),
            text(node, "manufacturer", ""),
            text(node, "model", ""));
    return new Blueprint(description, attributes, state);
  }

  private static String id(JsonNode node, int index) {
    JsonNode id = node.get("id");
    if (id == null
        || !id.isTextual()
        || id.textValue().isBlank()
        || id.textValue().length() > DriverHost.MAX_NATIVE_ID) {
      throw new IllegalArgumentException(
          "Device number "
              + (index + 1)
              + " needs an \"id\" of 1 to "
              + DriverHost.MAX_NATIVE_ID
              + " characters");
    }
    return id.textValue();
  }

  private static List<String> aliases(JsonNode node) {
    List<String> result = new ArrayList<>();
    for (JsonNode alias : node.path("aliases")) {
      if (!alias.isTextual() || result.size() == MAX_ALIASES) {
        throw new IllegalArgumentException(
            "\"aliases\" must be a list of at most " + MAX_ALIASES + " texts");
      }
      result.add(alias.textValue());
    }
    return result;
  }

  private static String text(JsonNode node, String key, String otherwise) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("\"" + key + "\" must be a text");
    }
    return value.textValue();
  }

  private JsonNode parse(String json, String what) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The setting \"" + what + "\" is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }
}
