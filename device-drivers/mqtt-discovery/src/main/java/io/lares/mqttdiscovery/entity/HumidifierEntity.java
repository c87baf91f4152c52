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
    Numbers.wire(
        this,
        o,
        "target_humidity",
        known(Vocabulary.HUMIDITY_TARGET)
            .withKind(range(o, "min_humidity", 0, "max_humidity", 100)),
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
    String action = o.stateTopic("action_topic");
    if (action != null) {
      Field doing =
          field(
              described(
                  "Humidity",
                  "action",
                  new ValueKind.Choice(List.of("off", "humidifying", "drying", "idle")),
                  "",
                  Attribute.Access.READ,
                  "Action"));
      reads(
          action,
          o.template("action_template"),
          (text, payload, sink) -> sink.shows(doing, Value.of(text)),
          doing);
    }
  }

  /** Whole percent from one end to the other; an end that makes no sense is taken as usual. */
  static ValueKind range(Options o, String least, double usualMin, String most, double usualMax)
      throws BadDiscovery {
    double min = o.number(least, usualMin);
    double max = o.number(most, usualMax);
    boolean sound = min >= 0 && min <= max && max <= 100;
    return sound ? new ValueKind.Number(min, max, 1) : ValueKind.PERCENT;
  }

  @Override
  public DeviceType mainType() {
    return dries ? DeviceType.DEHUMIDIFIER : DeviceType.HUMIDIFIER;
  }
}
