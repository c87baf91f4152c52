package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import java.util.List;
import java.util.Map;

/** An alarm panel. */
final class AlarmEntity extends Entity {
  private static final Map<String, String> STATES =
      Map.of(
          "disarmed", "disarmed",
          "armedHome", "armed_home",
          "armedAway", "armed_away",
          "armedNight", "armed_night",
          "armedVacation", "armed_vacation");

  AlarmEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    Map<String, String> payloads =
        Map.of(
            "disarmed", o.text("payload_disarm", "DISARM"),
            "armedHome", o.text("payload_arm_home", "ARM_HOME"),
            "armedAway", o.text("payload_arm_away", "ARM_AWAY"),
            "armedNight", o.text("payload_arm_night", "ARM_NIGHT"),
            "armedVacation", o.text("payload_arm_vacation", "ARM_VACATION"));
    Field mode =
        field(
            described(
                "Alarm",
                "mode",
                new ValueKind.Choice(
                    List.of("disarmed", "armedHome", "armedAway", "armedNight", "armedVacation")),
                "",
                Attribute.Access.WRITE,
                "Alarm"));
    Field triggered =
        field(
            described(
                "Alarm", "triggered", ValueKind.BOOL, "", Attribute.Access.READ, "Triggered"));
    reads(
        requiredState(o, "state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          sink.shows(triggered, Value.of(text.equals("triggered")));
          STATES.forEach((ours, theirs) -> {
            if (theirs.equals(text)) {
              sink.shows(mode, Value.of(ours));
            }
          });
        },
        mode,
        triggered);
    writes(
        mode,
        (value, t) -> {
          String payload = payloads.getOrDefault(value.toString(), "");
          return template == null
              ? publish(topic, payload)
              : publish(topic, template, Map.of("value", payload, "action", payload));
        });
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.GENERIC;
  }
}
