package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.Values;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A number that people set. */
final class NumberEntity extends Entity {
  NumberEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    Units units =
        Units.ofSetting(
            o.text("unit_of_measurement", ""), o.text("device_class", "").toLowerCase(Locale.ROOT));
    double one = units.toPeople(o.number("min", 1));
    double two = units.toPeople(o.number("max", 100));
    double step = Units.tidy(Math.abs(o.number("step", 1) * units.factor()));
    if (one > two) {
      throw new BadDiscovery("min is above max");
    }
    Field field =
        field(
            described(
                "Number",
                Slugs.of(a),
                new ValueKind.Number(one, two, step),
                units.people(),
                Attribute.Access.WRITE,
                Slugs.label(a)));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            sink.shows(field, Value.of(units.toPeople(wire)));
          }
        },
        field);
    writes(field, (value, t) -> publish(topic, template, plain(units.toWire(number(value)))));
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
