package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fan: speed, preset, oscillation and direction. */
final class FanEntity extends Entity {
  FanEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    String payloadOn = o.text("payload_on", "ON");
    String payloadOff = o.text("payload_off", "OFF");
    Template template = o.template("command_template");
    Field on = field(known(Vocabulary.ON_OFF));
    reads(
        o.stateTopic("state_topic"),
        o.template("state_value_template"),
        (text, payload, sink) -> {
          if (means(text, payloadOn) || means(text, payloadOff)) {
            sink.shows(on, Value.of(means(text, payloadOn)));
          }
        },
        on);
    writes(on, (value, t) -> publish(topic, template, flag(value) ? payloadOn : payloadOff));
    speed(o, topic, template, payloadOff);
    List<String> presets = o.list("preset_modes");
    if (!presets.isEmpty()) {
      boolean usual = Set.of("low", "medium", "high", "auto").containsAll(presets);
      ValueKind kind = new ValueKind.Choice(presets);
      Choices.wire(
          this,
          o,
          "preset_mode",
          "preset_mode_value_template",
          usual
              ? known(Vocabulary.FAN_MODE).withKind(kind)
              : described("Fan", "preset", kind, "", Attribute.Access.WRITE, "Preset"),
          Map.of());
    }
    Choices.wire(
        this,
        o,
        "oscillation",
        "oscillation_value_template",
        known(Vocabulary.FAN_SWING).withKind(new ValueKind.Choice(List.of("off", "on"))),
        Map.of(
            "on", o.text("payload_oscillation_on", "oscillate_on"),
            "off", o.text("payload_oscillation_off", "oscillate_off")));
    Choices.wire(
        this,
        o,
        "direction",
        "direction_value_template",
        described(
            "Fan",
            "direction",
            new ValueKind.Choice(List.of("forward", "reverse")),
            "",
            Attribute.Access.WRITE,
            "Direction"),
        Map.of());
  }

  private void speed(Options o, String onTopic, @Nullable Template onTemplate, String payloadOff)
      throws BadDiscovery {
    String command = o.commandTopic("percentage_command_topic");
    if (command == null) {
      return;
    }
    double min = o.number("speed_range_min", 1);
    double max = o.number("speed_range_max", 100);
    if (min < 1 || min >= max) {
      throw new BadDiscovery("its speed range must begin at 1 or above and end higher");
    }
    // The lowest speed is not 0 %: off is one step below it.
    Scale scale = new Scale(min - 1, max);
    Template template = o.template("percentage_command_template");
    Field percent = field(known(Vocabulary.FAN_PERCENT));
    reads(
        o.stateTopic("percentage_state_topic"),
        o.template("percentage_value_template"),
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            sink.shows(percent, Value.of(scale.toLevel(wire)));
          }
        },
        percent);
    writes(
        percent,
        (value, t) ->
            number(value) == 0
                ? publish(onTopic, onTemplate, payloadOff)
                : publish(command, template, scale.toLevelWire(number(value))));
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.FAN;
  }
}
