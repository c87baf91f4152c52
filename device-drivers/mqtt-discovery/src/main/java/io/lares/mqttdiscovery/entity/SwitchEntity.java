package io.lares.mqttdiscovery.entity;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;

/** A relay, a socket, or a setting that is on or off. */
final class SwitchEntity extends Entity {
  SwitchEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template command = o.template("command_template");
    String payloadOn = o.text("payload_on", "ON");
    String payloadOff = o.text("payload_off", "OFF");
    String stateOn = o.text("state_on", payloadOn);
    String stateOff = o.text("state_off", payloadOff);
    Field on = field(known(Vocabulary.ON_OFF));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          if (means(text, stateOn)) {
            sink.shows(on, Value.of(true));
          } else if (means(text, stateOff)) {
            sink.shows(on, Value.of(false));
          }
        },
        on);
    writes(on, (value, t) -> publish(topic, command, flag(value) ? payloadOn : payloadOff));
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.ON_OFF_PLUG_IN_UNIT;
  }
}
