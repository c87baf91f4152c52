package io.lares.mqttdiscovery.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Text;
import java.util.List;

/** A vacuum cleaner. */
final class VacuumEntity extends Entity {
  VacuumEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = o.commandTopic("command_topic");
    String start = o.text("payload_start", "start");
    String pause = o.text("payload_pause", "pause");
    String stop = o.text("payload_stop", "stop");
    String dock = o.text("payload_return_to_base", "return_to_base");
    Attribute known =
        known(Vocabulary.VACUUM_OPERATION)
            .withKind(
                new ValueKind.Choice(
                    List.of("docked", "cleaning", "returning", "paused", "idle", "error")));
    Field operation = field(topic == null ? readOnly(known) : known);
    Field battery = field(known(Vocabulary.BATTERY));
    List<String> speeds = o.list("fan_speed_list");
    String speedTopic = o.commandTopic("set_fan_speed_topic");
    Field speed =
        speeds.isEmpty()
            ? null
            : field(
                described(
                    "Vacuum",
                    "fanSpeed",
                    new ValueKind.Choice(speeds),
                    "",
                    speedTopic == null ? Attribute.Access.READ : Attribute.Access.WRITE,
                    "Fan speed"));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          JsonNode json = payload.json();
          if (json == null || !json.isObject()) {
            return;
          }
          if (json.path("state").isTextual()) {
            sink.shows(operation, Value.of(Text.shorten(json.path("state").textValue(), 60)));
          }
          if (json.path("battery_level").isNumber()) {
            sink.shows(battery, Value.of(Math.rint(json.path("battery_level").doubleValue())));
          }
          if (speed != null && json.path("fan_speed").isTextual()) {
            sink.shows(speed, Value.of(Text.shorten(json.path("fan_speed").textValue(), 60)));
          }
        },
        fields().toArray(Field[]::new));
    if (topic != null) {
      writes(
          operation,
          (value, t) ->
              publish(
                  topic,
                  switch (value.toString()) {
                    case "cleaning" -> start;
                    case "paused" -> pause;
                    case "idle" -> stop;
                    case "docked", "returning" -> dock;
                    default -> throw new Unsupported("A vacuum cleaner can't be told that.");
                  }));
    }
    if (speed != null && speedTopic != null) {
      writes(speed, (value, t) -> publish(speedTopic, value.toString()));
    }
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.ROBOTIC_VACUUM_CLEANER;
  }
}
