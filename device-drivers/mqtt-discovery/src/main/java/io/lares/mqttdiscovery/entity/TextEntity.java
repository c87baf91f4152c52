package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import org.jspecify.annotations.Nullable;

/** A text that people set. */
final class TextEntity extends Entity {
  TextEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    int max = (int) Math.clamp(o.number("max", 255), 1, 255);
    Field field = field(described(a, "Text", new ValueKind.Text(max), Attribute.Access.WRITE));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          if (text.length() <= max) {
            sink.shows(field, Value.of(text));
          }
        },
        field);
    writes(field, (value, t) -> publish(topic, template, value.toString()));
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
