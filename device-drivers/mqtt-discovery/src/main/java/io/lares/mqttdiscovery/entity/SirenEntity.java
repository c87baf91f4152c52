package io.lares.mqttdiscovery.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Json;
import io.lares.mqttdiscovery.template.Template;
import java.util.Map;

/** A siren. */
final class SirenEntity extends Entity {
  SirenEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    Template off = o.template("command_off_template");
    String payloadOn = o.text("payload_on", "ON");
    String payloadOff = o.text("payload_off", "OFF");
    String stateOn = o.text("state_on", payloadOn);
    String stateOff = o.text("state_off", payloadOff);
    Field on =
        field(described("Siren", "sounding", ValueKind.BOOL, "", Attribute.Access.WRITE, "Siren"));
    reads(
        o.stateTopic("state_topic"),
        o.template("state_value_template"),
        (text, payload, sink) -> {
          JsonNode json = payload.json();
          String said =
              json != null && json.path("state").isTextual()
                  ? json.path("state").textValue()
                  : text;
          if (means(said, stateOn) || means(said, stateOff)) {
            sink.shows(on, Value.of(means(said, stateOn)));
          }
        },
        on);
    writes(
        on,
        (value, t) -> {
          String state = flag(value) ? payloadOn : payloadOff;
          Template wording = flag(value) || off == null ? template : off;
          return wording == null
              ? publish(topic, Json.write(Map.of("state", state)))
              : publish(topic, wording, Map.of("value", state, "state", state));
        });
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.GENERIC;
  }
}
