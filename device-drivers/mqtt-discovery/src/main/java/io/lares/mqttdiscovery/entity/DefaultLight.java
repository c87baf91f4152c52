package io.lares.mqttdiscovery.entity;

import io.lares.home.Value;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A light with a topic for each thing it can do, as Tasmota's. */
final class DefaultLight extends LightEntity {
  private final String topic;
  private final String payloadOn;
  private final String payloadOff;
  private final String onCommand;

  DefaultLight(Announcement a) throws BadDiscovery {
    super(a);
    Options o = a.options();
    topic = required(o, "command_topic");
    payloadOn = o.text("payload_on", "ON");
    payloadOff = o.text("payload_off", "OFF");
    onCommand = o.text("on_command_type", "last");
    power(o);
    brightness(o);
    temperature(o);
    color(o);
    effect(o);
  }

  private void power(Options o) throws BadDiscovery {
    Field field = onField();
    Template template = o.template("state_value_template");
    reads(
        o.stateTopic("state_topic"),
        template == null ? o.template("value_template") : template,
        (text, payload, sink) -> {
          if (means(text, payloadOn)) {
            sink.shows(field, Value.of(true));
          } else if (means(text, payloadOff)) {
            sink.shows(field, Value.of(false));
          }
        },
        field);
    String brightnessTopic = o.commandTopic("brightness_command_topic");
    Scale scale = scale(o, "brightness_scale");
    Template command = o.template("brightness_command_template");
    writes(
        field,
        (value, t) -> {
          if (!flag(value)) {
            return publish(topic, payloadOff);
          }
          return onCommand.equals("brightness") && brightnessTopic != null
              ? publish(brightnessTopic, command, scale.toWire(100))
              : publish(topic, payloadOn);
        });
  }

  private void brightness(Options o) throws BadDiscovery {
    String command = o.commandTopic("brightness_command_topic");
    if (command == null) {
      return;
    }
    Template template = o.template("brightness_command_template");
    Scale scale = scale(o, "brightness_scale");
    Field field = levelField();
    reads(
        o.stateTopic("brightness_state_topic"),
        o.template("brightness_value_template"),
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            sink.shows(field, Value.of(scale.toLevel(wire)));
          }
        },
        field);
    writes(
        field,
        (value, t) ->
            number(value) == 0
                ? publish(topic, payloadOff)
                : withOn(publish(command, template, scale.toLevelWire(number(value)))));
  }

  private void temperature(Options o) throws BadDiscovery {
    String command = o.commandTopic("color_temp_command_topic");
    if (command == null) {
      return;
    }
    Template template = o.template("color_temp_command_template");
    Field field = temperatureField();
    reads(
        o.stateTopic("color_temp_state_topic"),
        o.template("color_temp_value_template"),
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            showTemperature(wire, field, sink);
          }
        },
        field);
    writes(field, (value, t) -> withOn(publish(command, template, temperatureOnWire(value))));
  }

  /** How a light takes a colour, the most direct way first. */
  private void color(Options o) throws BadDiscovery {
    for (String way : List.of("rgb", "rgbw", "rgbww", "hs", "xy")) {
      String command = o.commandTopic(way + "_command_topic");
      if (command == null) {
        continue;
      }
      Template template = o.template(way + "_command_template");
      Field field = colorField();
      reads(
          o.stateTopic(way + "_state_topic"),
          o.template(way + "_value_template"),
          (text, payload, sink) -> {
            Colors shown = read(way, text);
            if (shown != null) {
              sink.shows(field, hex(shown));
            }
          },
          field);
      writes(field, (value, t) -> withOn(send(way, command, template, colors(value))));
      return;
    }
  }

  private static @Nullable Colors read(String way, String text) {
    double[] numbers = Colors.numbers(text, way.startsWith("rgb") ? 3 : 2);
    if (numbers == null) {
      return null;
    }
    return switch (way) {
      case "hs" -> Colors.hs(numbers[0], numbers[1]);
      case "xy" -> Colors.xy(numbers[0], numbers[1]);
      default -> Colors.rgb(numbers[0], numbers[1], numbers[2]);
    };
  }

  private List<Publication> send(
      String way, String command, @Nullable Template template, Colors wanted)
      throws TemplateException {
    double[] pair = way.equals("hs") ? wanted.toHs() : wanted.toXy();
    long[] rgb = wanted.toRgb();
    String text =
        switch (way) {
          case "hs", "xy" -> plain(pair[0]) + "," + plain(pair[1]);
          case "rgbw" -> rgb[0] + "," + rgb[1] + "," + rgb[2] + ",0";
          case "rgbww" -> rgb[0] + "," + rgb[1] + "," + rgb[2] + ",0,0";
          default -> rgb[0] + "," + rgb[1] + "," + rgb[2];
        };
    if (template == null) {
      return publish(command, text);
    }
    return publish(
        command,
        template,
        switch (way) {
          case "hs" -> Map.of("value", text, "hue", pair[0], "sat", pair[1]);
          case "xy" -> Map.of("value", text, "x", pair[0], "y", pair[1]);
          default ->
              Map.of("value", text, "red", rgb[0], "green", rgb[1], "blue", rgb[2], "white", 0L);
        });
  }

  private void effect(Options o) throws BadDiscovery {
    String command = o.commandTopic("effect_command_topic");
    List<String> effects = o.list("effect_list");
    if (command == null || effects.isEmpty()) {
      return;
    }
    Template template = o.template("effect_command_template");
    Field field = effectField(effects);
    reads(
        o.stateTopic("effect_state_topic"),
        o.template("effect_value_template"),
        (text, payload, sink) -> {
          if (effects.contains(text)) {
            sink.shows(field, Value.of(text));
          }
        },
        field);
    writes(field, (value, t) -> withOn(publish(command, template, value.toString())));
  }

  /** Adds the message that turns the light on, where and when the light wants it. */
  private List<Publication> withOn(List<Publication> messages) {
    List<Publication> all = new ArrayList<>(messages);
    switch (onCommand) {
      case "first" -> all.addAll(0, publish(topic, payloadOn));
      case "brightness" -> {}
      default -> all.addAll(publish(topic, payloadOn));
    }
    return all;
  }
}
