package io.lares.mqttdiscovery.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Templates;
import io.lares.mqttdiscovery.template.Text;
import io.lares.mqttdiscovery.template.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of an entity, read one by one, each checked and bounded. */
public final class Options {
  /** Longest topic, in bytes of UTF-8. */
  static final int MAX_TOPIC = 1024;

  /** Longest text option (a payload, a unit), in characters. */
  static final int MAX_TEXT = 4096;

  /** Longest list of choices. */
  static final int MAX_LIST = 2000;

  /** Longest choice, in characters. */
  private static final int MAX_ITEM = 255;

  static final Options NONE =
      new Options(JsonNodeFactory.instance.objectNode(), "", new Templates());

  private final JsonNode node;
  private final String base;
  private final Templates templates;

  /**
   * @param base what {@code ~} stands for; empty where it is an ordinary character
   */
  Options(JsonNode node, String base, Templates templates) {
    this.node = node;
    this.base = base;
    this.templates = templates;
  }

  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** An option as text, or null where it is missing. Booleans read as Python writes them. */
  public @Nullable String text(String key) throws BadDiscovery {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isContainerNode()) {
      throw new BadDiscovery(key + " must be a text");
    }
    String text = Values.text(value);
    if (text.length() > MAX_TEXT) {
      throw new BadDiscovery(key + " has " + text.length() + " characters, more than " + MAX_TEXT);
    }
    return text;
  }

  /** A name for people, cut to size; empty where it is missing. */
  String name(String key, int length) {
    JsonNode value = node.get(key);
    return value == null || value.isNull() ? "" : Text.name(Values.text(value), length);
  }

  public String text(String key, String otherwise) throws BadDiscovery {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  /** A payload, or null where the device says that it has none for this. */
  public @Nullable String payload(String key, String otherwise) throws BadDiscovery {
    JsonNode value = node.get(key);
    return value != null && value.isNull() ? null : text(key, otherwise);
  }

  /** A finite number, also where it is written as a text. */
  public double number(String key, double otherwise) throws BadDiscovery {
    String text = text(key);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    double number = Values.number(text);
    if (Double.isNaN(number)) {
      throw new BadDiscovery(key + " must be a number, not '" + Text.shorten(text, 40) + "'");
    }
    return number;
  }

  public boolean flag(String key, boolean otherwise) throws BadDiscovery {
    String text = text(key, otherwise ? "True" : "False");
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "on", "1", "enable" -> true;
      case "false", "no", "off", "0", "disable", "" -> false;
      default -> throw new BadDiscovery(key + " must be true or false");
    };
  }

  /** A list of texts; empty where it is missing. A single text is a list of one. */
  public List<String> list(String key) throws BadDiscovery {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (value.isTextual() && value.textValue().length() <= MAX_ITEM) {
      return List.of(value.textValue());
    }
    if (!value.isArray()) {
      throw new BadDiscovery(key + " must be a list of short texts");
    }
    if (value.size() > MAX_LIST) {
      throw new BadDiscovery(key + " has " + value.size() + " items, more than " + MAX_LIST);
    }
    List<String> items = new ArrayList<>();
    for (JsonNode item : value) {
      String text = Values.text(item);
      if (item.isContainerNode() || text.length() > MAX_ITEM) {
        throw new BadDiscovery(key + " must be a list of short texts");
      }
      if (!items.contains(text)) {
        items.add(text);
      }
    }
    return items;
  }

  /** A topic to listen to, or null where it is missing; wildcards are allowed. */
  public @Nullable String stateTopic(String key) throws BadDiscovery {
    return topic(key);
  }

  /** A topic to publish to, or null where it is missing. */
  public @Nullable String commandTopic(String key) throws BadDiscovery {
    String topic = topic(key);
    if (topic != null && (topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0)) {
      throw new BadDiscovery(key + " must not contain the wildcards + and #");
    }
    return topic;
  }

  private @Nullable String topic(String key) throws BadDiscovery {
    JsonNode value = node.get(key);
    if (value == null || value.isNull() || value.isBoolean() && !value.booleanValue()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new BadDiscovery(key + " must be a text");
    }
    String topic = value.textValue();
    if (topic.isEmpty()) {
      return null;
    }
    if (!base.isEmpty()) {
      if (topic.startsWith("~")) {
        topic = base + topic.substring(1);
      } else if (topic.endsWith("~")) {
        topic = topic.substring(0, topic.length() - 1) + base;
      }
    }
    int bytes = topic.length() > MAX_TOPIC ? topic.length() : utf8(topic);
    if (bytes > MAX_TOPIC) {
      throw new BadDiscovery(key + " has " + bytes + " bytes, more than " + MAX_TOPIC);
    }
    checkFilter(key, topic);
    return topic;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkFilter(String key, String topic) throws BadDiscovery {
    for (int i = 0; i < topic.length(); i++) {
      char c = topic.charAt(i);
      boolean alone =
          (i == 0 || topic.charAt(i - 1) == '/')
              && (i == topic.length() - 1 || topic.charAt(i + 1) == '/');
      if (c == 0
          || Character.isSurrogate(c) && !paired(topic, i)
          || (c == '+' && !alone)
          || (c == '#' && !(alone && i == topic.length() - 1))) {
        throw new BadDiscovery(key + " is not a valid topic: '" + Text.shorten(topic, 80) + "'");
      }
    }
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  /** A compiled template, or null where it is missing. */
  public @Nullable Template template(String key) throws BadDiscovery {
    JsonNode value = node.get(key);
    if (value == null || value.isNull() || value.isTextual() && value.textValue().isEmpty()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new BadDiscovery(key + " must be a text");
    }
    try {
      return templates.compile(value.textValue());
    } catch (TemplateException e) {
      throw new BadDiscovery(key + ": " + e.getMessage());
    }
  }

  /** The quality of service to use, 0 to 2. */
  public int qos() throws BadDiscovery {
    double qos = number("qos", 0);
    if (qos != 0 && qos != 1 && qos != 2) {
      throw new BadDiscovery("qos must be 0, 1 or 2");
    }
    return (int) qos;
  }

  /** The option as it stands, or null where it is missing. */
  @Nullable JsonNode raw(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull() ? null : value;
  }

  /** The same options, with another block as their source. */
  Options within(JsonNode block) {
    return new Options(block, base, templates);
  }
}
