package io.lares.mqttdiscovery.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.mqttdiscovery.template.Json;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.Templates;
import io.lares.mqttdiscovery.template.Text;
import io.lares.mqttdiscovery.template.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads discovery payloads. Pure: bytes in, announcements out. */
public final class DiscoveryParser {
  /** Most components in one device payload. */
  static final int MAX_COMPONENTS = 500;

  /** Longest name that is kept, in characters. */
  static final int MAX_NAME = 120;

  private static final int MAX_ID = 200;

  /** Longest silence that may be allowed, in seconds. */
  private static final long MAX_PATIENCE = 366 * 86_400;

  private final Templates templates;
  private final Abbreviations abbreviations = new Abbreviations();

  public DiscoveryParser(Templates templates) {
    this.templates = templates;
  }

  /**
   * What a discovery message says.
   *
   * @param announcements the usable entities
   * @param problem why other components of the same payload can't be used; empty where all can
   */
  public record Result(List<Announcement> announcements, String problem) {}

  /**
   * Reads a payload that is not empty.
   *
   * @throws BadDiscovery where nothing in it can be used
   */
  public Result parse(DiscoveryTopic topic, byte[] payload) throws BadDiscovery {
    ObjectNode root = abbreviations.expand(json(payload));
    String base = base(root);
    if (!topic.component().equals("device")) {
      String objectId = topic.object();
      return new Result(List.of(entity(topic, topic.component(), objectId, root, root, base)), "");
    }
    JsonNode components = root.get("components");
    if (components == null || !components.isObject()) {
      throw new BadDiscovery("a device payload needs components");
    }
    if (components.size() > MAX_COMPONENTS) {
      throw new BadDiscovery(
          "it has " + components.size() + " components, more than " + MAX_COMPONENTS);
    }
    if (device(root).key().isEmpty()) {
      throw new BadDiscovery("a device payload needs a device with identifiers or connections");
    }
    return components(topic, root, components, base);
  }

  private Result components(
      DiscoveryTopic topic, ObjectNode root, JsonNode components, String base) {
    List<Announcement> announcements = new ArrayList<>();
    String problem = "";
    for (Map.Entry<String, JsonNode> entry : components.properties()) {
      JsonNode block = entry.getValue();
      try {
        if (!block.isObject()) {
          throw new BadDiscovery("it must be an object");
        }
        if (block.size() <= 1 && block.has("platform")) {
          continue; // Only a platform: this component has gone.
        }
        String platform = new Options(block, "", templates).text("platform");
        if (platform == null) {
          throw new BadDiscovery("it names no platform");
        }
        String own = block.has("~") ? base((ObjectNode) block) : base;
        announcements.add(
            entity(topic, platform, Text.name(entry.getKey(), MAX_ID), block, root, own));
      } catch (BadDiscovery e) {
        problem = "component " + Text.shorten(entry.getKey(), 40) + ": " + e.getMessage();
      }
    }
    return new Result(announcements, problem);
  }

  private static JsonNode json(byte[] payload) throws BadDiscovery {
    try {
      JsonNode node = Json.parse(payload);
      if (!node.isObject()) {
        throw new BadDiscovery("the payload must be a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new BadDiscovery("not valid JSON: " + Text.shorten(e.getOriginalMessage(), 120));
    } catch (IOException e) {
      throw new BadDiscovery(
          "the payload can't be read: " + Text.shorten(String.valueOf(e.getMessage()), 120));
    }
  }

  private static String base(ObjectNode node) throws BadDiscovery {
    JsonNode base = node.get("~");
    if (base == null || base.isNull()) {
      return "";
    }
    if (!base.isTextual() || base.textValue().length() > Options.MAX_TOPIC) {
      throw new BadDiscovery("~ must be a short text");
    }
    return base.textValue();
  }

  private Announcement entity(
      DiscoveryTopic topic,
      String component,
      String objectId,
      JsonNode block,
      ObjectNode root,
      String base)
      throws BadDiscovery {
    // What a component does not say, the payload around it says for all.
    ObjectNode merged = root == block ? root : merge(root, block);
    Options options = new Options(merged, base, templates);
    String unique = options.text("unique_id", "");
    if (unique.isEmpty()) {
      unique = "topic/" + topic.node() + "/" + topic.object() + "/" + objectId;
    }
    if (unique.length() > 400) {
      throw new BadDiscovery("unique_id has " + unique.length() + " characters, more than 400");
    }
    DeviceInfo device = device(merged);
    return new Announcement(
        component,
        component + ":" + Text.name(unique, 400),
        objectId,
        options.name("name", MAX_NAME),
        device,
        availability(options),
        category(options),
        options.flag("enabled_by_default", true),
        options);
  }

  private static ObjectNode merge(ObjectNode root, JsonNode block) {
    ObjectNode merged = root.deepCopy();
    merged.remove(List.of("components", "name", "unique_id", "object_id"));
    if (block.has("availability") || block.has("availability_topic")) {
      merged.remove(List.of("availability", "availability_topic", "availability_template"));
    }
    block.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
    return merged;
  }

  private static Announcement.Category category(Options options) throws BadDiscovery {
    return switch (options.text("entity_category", "")) {
      case "config" -> Announcement.Category.CONFIG;
      case "diagnostic" -> Announcement.Category.DIAGNOSTIC;
      default -> Announcement.Category.PRIMARY;
    };
  }

  private DeviceInfo device(ObjectNode node) throws BadDiscovery {
    JsonNode block = node.get("device");
    if (block == null || block.isNull()) {
      return DeviceInfo.NONE;
    }
    if (!block.isObject()) {
      throw new BadDiscovery("device must be an object");
    }
    Options device = new Options(block, "", templates);
    return new DeviceInfo(
        key(block),
        device.name("name", MAX_NAME),
        device.name("manufacturer", MAX_NAME),
        device.name("model", MAX_NAME),
        device.name("suggested_area", MAX_NAME));
  }

  private static String key(JsonNode device) throws BadDiscovery {
    String key = firstText(device.get("identifiers"));
    if (key == null) {
      JsonNode connections = device.get("connections");
      JsonNode first = connections == null ? null : connections.path(0);
      if (first != null && first.isArray() && first.size() == 2) {
        key = Values.text(first.get(0)) + ":" + Values.text(first.get(1));
      }
    }
    if (key == null) {
      return "";
    }
    if (key.length() > MAX_ID) {
      throw new BadDiscovery(
          "the device's identifier has " + key.length() + " characters, more than " + MAX_ID);
    }
    return Text.name(key, MAX_ID);
  }

  /** The first of a list of identifiers, or the one that stands alone. */
  private static @Nullable String firstText(@Nullable JsonNode node) {
    JsonNode item = node != null && node.isArray() ? node.path(0) : node;
    if (item == null || !item.isValueNode() || item.isNull()) {
      return null;
    }
    String text = item.asText().strip();
    return text.isEmpty() ? null : text;
  }

  private Availability availability(Options options) throws BadDiscovery {
    JsonNode list = options.raw("availability");
    List<Availability.Rule> rules = new ArrayList<>();
    if (list != null && list.isObject()) {
      addRule(rules, options.within(list), "topic", "value_template");
    } else if (list != null && list.isArray()) {
      if (list.size() > 20) {
        throw new BadDiscovery("availability has " + list.size() + " items, more than 20");
      }
      for (JsonNode item : list) {
        if (!item.isObject()) {
          throw new BadDiscovery("availability must be a list of objects");
        }
        addRule(rules, options.within(item), "topic", "value_template");
      }
    } else if (list != null) {
      throw new BadDiscovery("availability must be a list of objects");
    }
    addRule(rules, options, "availability_topic", "availability_template");
    double patience = options.number("expire_after", 0);
    if (patience < 0 || patience > MAX_PATIENCE) {
      throw new BadDiscovery("expire_after must be 0 to " + MAX_PATIENCE + " seconds");
    }
    return new Availability(
        rules,
        switch (options.text("availability_mode", "latest")) {
          case "all" -> Availability.Mode.ALL;
          case "any" -> Availability.Mode.ANY;
          default -> Availability.Mode.LATEST;
        },
        (long) Math.ceil(patience));
  }

  private static void addRule(
      List<Availability.Rule> rules, Options options, String topicKey, String templateKey)
      throws BadDiscovery {
    String topic = options.stateTopic(topicKey);
    if (topic != null) {
      Template template = options.template(templateKey);
      rules.add(
          new Availability.Rule(
              topic,
              template == null ? Template.VALUE : template,
              options.text("payload_available", "online"),
              options.text("payload_not_available", "offline")));
    }
  }
}
