package io.lares.mqttdiscovery.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.home.Value;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Json;
import io.lares.mqttdiscovery.template.Template;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A light that speaks JSON on one topic, as Zigbee2MQTT's and ESPHome's do. */
final class JsonLight extends LightEntity {
  /** Hands everything on: the decoder reads the parsed JSON. */
  private static final Template WHOLE = scope -> "json";

  private final String topic;
  private final Scale brightness;
  private final Set<String> modes;
  private final @Nullable Field effect;

  JsonLight(Announcement a) throws BadDiscovery {
    super(a);
    Options o = a.options();
    topic = required(o, "command_topic");
    brightness = scale(o, "brightness_scale");
    modes = modes(o);
    Field onField = onField();
    boolean dimmable =
        o.flag("brightness", false) || modes.stream().anyMatch(mode -> !mode.equals("onoff"));
    Field levelField = dimmable ? levelField() : null;
    Field temperatureField = modes.contains("color_temp") ? temperatureField() : null;
    Field colorField = colored() ? colorField() : null;
    List<String> effects = o.list("effect_list");
    effect = o.flag("effect", false) || !effects.isEmpty() ? effectField(effects) : null;
    reads(
        o.stateTopic("state_topic"),
        WHOLE,
        (text, payload, sink) -> decode(payload.json(), sink),
        fields().toArray(Field[]::new));
    writes(onField, (value, t) -> send(state(flag(value)), flag(value) ? t : null));
    if (levelField != null) {
      writes(levelField, (value, t) -> level(number(value), t));
    }
    if (temperatureField != null) {
      writes(
          temperatureField,
          (value, t) -> send(state(true).put("color_temp", temperatureOnWire(value)), t));
    }
    if (colorField != null) {
      writes(colorField, (value, t) -> send(colored(colors(value)), t));
    }
    Field effectField = effect;
    if (effectField != null) {
      writes(effectField, (value, t) -> send(state(true).put("effect", value.toString()), null));
    }
  }

  /** The modes, also as older firmware writes them: one flag each. */
  private static Set<String> modes(Options o) throws BadDiscovery {
    Set<String> modes = new HashSet<>(o.list("supported_color_modes"));
    for (String mode : List.of("color_temp", "hs", "xy", "rgb")) {
      if (o.has(mode) && o.flag(mode, false)) {
        modes.add(mode);
      }
    }
    return modes;
  }

  private boolean colored() {
    return modes.contains("xy")
        || modes.contains("hs")
        || modes.contains("rgb")
        || modes.contains("rgbw")
        || modes.contains("rgbww");
  }

  private void decode(@Nullable JsonNode json, Sink sink) {
    if (json == null || !json.isObject()) {
      return;
    }
    Field onField = on;
    if (onField != null) {
      switch (json.path("state").asText()) {
        case "ON" -> sink.shows(onField, Value.of(true));
        case "OFF" -> sink.shows(onField, Value.of(false));
        default -> {}
      }
    }
    Field levelField = level;
    JsonNode bright = json.path("brightness");
    if (levelField != null && bright.isNumber()) {
      sink.shows(levelField, Value.of(brightness.toLevel(bright.doubleValue())));
    }
    // A light that says in which mode it is reports the other mode's values for show only.
    String mode = json.path("color_mode").asText("");
    Field temperatureField = temperature;
    JsonNode warmth = json.path("color_temp");
    if (temperatureField != null
        && warmth.isNumber()
        && (mode.isEmpty() || mode.equals("color_temp"))) {
      showTemperature(warmth.doubleValue(), temperatureField, sink);
    }
    Field colorField = color;
    if (colorField != null && !mode.equals("color_temp") && !mode.equals("white")) {
      Colors shown = color(json.path("color"), mode);
      if (shown != null) {
        sink.shows(colorField, hex(shown));
      }
    }
    Field effectField = effect;
    if (effectField != null && json.path("effect").isTextual()) {
      sink.shows(effectField, Value.of(json.path("effect").textValue()));
    }
  }

  private static @Nullable Colors color(JsonNode color, String mode) {
    boolean hasXy = color.path("x").isNumber() && color.path("y").isNumber();
    boolean hasHs = hue(color).isNumber() && saturation(color).isNumber();
    if (hasHs && (mode.equals("hs") || !hasXy)) {
      return Colors.hs(hue(color).doubleValue(), saturation(color).doubleValue());
    }
    if (hasXy && !mode.startsWith("rgb")) {
      return Colors.xy(color.get("x").doubleValue(), color.get("y").doubleValue());
    }
    if (color.path("r").isNumber() && color.path("g").isNumber() && color.path("b").isNumber()) {
      return Colors.rgb(
          color.get("r").doubleValue(), color.get("g").doubleValue(), color.get("b").doubleValue());
    }
    return null;
  }

  private static JsonNode hue(JsonNode color) {
    return color.has("h") ? color.path("h") : color.path("hue");
  }

  private static JsonNode saturation(JsonNode color) {
    return color.has("s") ? color.path("s") : color.path("saturation");
  }

  private static ObjectNode state(boolean on) {
    return JsonNodeFactory.instance.objectNode().put("state", on ? "ON" : "OFF");
  }

  private List<Publication> level(double percent, @Nullable Duration transition) {
    return percent == 0
        ? send(state(false), transition)
        : send(state(true).put("brightness", brightness.toLevelWire(percent)), transition);
  }

  private ObjectNode colored(Colors wanted) {
    ObjectNode message = state(true);
    ObjectNode block = message.putObject("color");
    if (modes.contains("xy")) {
      double[] xy = wanted.toXy();
      block.put("x", xy[0]).put("y", xy[1]);
    } else if (modes.contains("hs")) {
      double[] hs = wanted.toHs();
      block.put("h", hs[0]).put("s", hs[1]);
    } else {
      long[] rgb = wanted.toRgb();
      block.put("r", rgb[0]).put("g", rgb[1]).put("b", rgb[2]);
      if (modes.contains("rgbww")) {
        block.put("c", 0).put("w", 0);
      } else if (modes.contains("rgbw")) {
        block.put("w", 0);
      }
    }
    return message;
  }

  private List<Publication> send(ObjectNode message, @Nullable Duration transition) {
    if (transition != null) {
      message.put("transition", transition.toMillis() / 1000.0);
    }
    return publish(topic, Json.write(message));
  }
}
