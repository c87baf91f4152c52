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
import org.jspecify.annotations.Nullable;

/** One of several options that people choose. */
final class SelectEntity extends Entity {
  SelectEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    List<String> options = o.list("options");
    if (options.isEmpty()) {
      throw new BadDiscovery("it needs options");
    }
    Field field =
        field(described(a, "Select", new ValueKind.Choice(options), Attribute.Access.WRITE));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> sink.shows(field, Value.of(text)),
        field);
    writes(field, (value, t) -> publish(topic, template, value.toString()));
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
