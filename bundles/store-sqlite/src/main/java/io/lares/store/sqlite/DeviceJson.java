package io.lares.store.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Risk;
import io.lares.home.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A device as a JSON document. What is empty or usual is left out. */
final class DeviceJson {
  private DeviceJson() {}

  static ObjectNode write(Device device) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", device.name());
    device.aliases().forEach(json.putArray("aliases")::add);
    if (device.area() != null) {
      json.put("area", device.area().value());
    }
    json.put("type", device.type().matterName());
    json.put("driver", device.origin().driver());
    json.put("nativeId", device.origin().nativeId());
    putText(json, "manufacturer", device.origin().manufacturer());
    putText(json, "model", device.origin().model());
    ArrayNode capabilities = json.putArray("capabilities");
    for (Capability capability : device.capabilities()) {
      ObjectNode node = capabilities.addObject();
      node.put("name", capability.name());
      node.put("risk", capability.risk().name());
      ArrayNode attributes = node.putArray("attributes");
      capability.attributes().forEach(attribute -> write(attribute, attributes.addObject()));
    }
    return json;
  }

  private static void write(Attribute attribute, ObjectNode json) {
    json.put("name", attribute.id().name());
    json.put("access", attribute.access().name());
    putText(json, "unit", attribute.unit());
    putText(json, "label", attribute.label());
    putText(json, "description", attribute.description());
    switch (attribute.kind()) {
      case ValueKind.Bool bool -> json.put("kind", "bool");
      case ValueKind.Colour colour -> json.put("kind", "colour");
      case ValueKind.Number(double min, double max, double step) -> {
        json.put("kind", "number");
        json.put("min", min);
        json.put("max", max);
        json.put("step", step);
      }
      case ValueKind.Choice(List<String> values) -> {
        json.put("kind", "choice");
        values.forEach(json.putArray("values")::add);
      }
      case ValueKind.Text(int maxLength) -> {
        json.put("kind", "text");
        json.put("maxLength", maxLength);
      }
    }
  }

  private static void putText(ObjectNode json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Device read(DeviceId id, JsonNode json) {
    String area = json.path("area").textValue();
    return new Device(
        id,
        text(json, "name"),
        list(json.path("aliases"), JsonNode::asText),
        area == null ? null : new AreaId(area),
        DeviceType.named(text(json, "type")),
        list(json.path("capabilities"), DeviceJson::capability),
        new Device.Origin(
            text(json, "driver"),
            text(json, "nativeId"),
            text(json, "manufacturer"),
            text(json, "model")));
  }

  private static Capability capability(JsonNode json) {
    String name = text(json, "name");
    return new Capability(
        name,
        Risk.valueOf(text(json, "risk")),
        list(json.path("attributes"), attribute -> attribute(name, attribute)));
  }

  private static Attribute attribute(String capability, JsonNode json) {
    return new Attribute(
        new AttributeId(capability, text(json, "name")),
        kind(json),
        text(json, "unit"),
        Attribute.Access.valueOf(text(json, "access")),
        text(json, "label"),
        text(json, "description"));
  }

  private static ValueKind kind(JsonNode json) {
    return switch (text(json, "kind")) {
      case "bool" -> ValueKind.BOOL;
      case "colour" -> ValueKind.COLOUR;
      case "number" ->
          new ValueKind.Number(
              json.path("min").asDouble(),
              json.path("max").asDouble(),
              json.path("step").asDouble());
      case "choice" -> new ValueKind.Choice(list(json.path("values"), JsonNode::asText));
      case "text" -> new ValueKind.Text(json.path("maxLength").asInt());
      case String other -> throw new IllegalArgumentException("No kind of value is " + other);
    };
  }

  private static String text(JsonNode json, String key) {
    @Nullable String text = json.path(key).textValue();
    return text == null ? "" : text;
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>(array.size());
    array.forEach(item -> items.add(reader.apply(item)));
    return items;
  }
}
