package io.lares.mqttdiscovery.entity;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import java.util.List;
import java.util.Map;

/** A humidifier or a dehumidifier. */
final class HumidifierEntity extends Entity {
  private final boolean dries;

  HumidifierEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    dries = o.text("device_class", "").equals("dehumidifier");
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    String payloadOn = o.text("payload_on", "ON");
    String payloadOff = o.text("payload_off", "OFF");
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
    double min = o.number("min_humidity", 0);
    double max = o.number("max_humidity", 100);
    if (min >= max) {
      throw new BadDiscovery("min_humidity is not below max_humidity");
    }
    Numbers.wire(
        this,
        o,
        "target_humidity",
        known(Vocabulary.HUMIDITY_TARGET).withKind(new ValueKind.Number(min, max, 1)),
        Units.of("%"));
    List<String> modes = o.list("modes");
    if (!modes.isEmpty()) {
      Choices.wire(
          this,
          o,
          "mode",
          "mode_state_template",
          known("Humidity.mode").withKind(new ValueKind.Choice(modes)),
          Map.of());
    }
    Numbers.watch(this, o, "current_humidity", known(Vocabulary.HUMIDITY), Units.of("%"));
  }

  @Override
  public DeviceType mainType() {
    return dries ? DeviceType.DEHUMIDIFIER : DeviceType.HUMIDIFIER;
  }
}
