package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.Values;
import org.jspecify.annotations.Nullable;

/** Numbers of devices that have several, such as a heater's temperatures. */
final class Numbers {
  private Numbers() {}

  /** Adds a number that is set and perhaps reported, where the device has a topic for it. */
  static void wire(Entity entity, Options o, String name, Attribute attribute, Units units)
      throws BadDiscovery {
    String command = o.commandTopic(name + "_command_topic");
    String state = o.stateTopic(name + "_state_topic");
    if (command == null && state == null) {
      return;
    }
    Template template = o.template(name + "_command_template");
    Field field = entity.field(command == null ? Entity.readOnly(attribute) : attribute);
    reads(entity, state, o.template(name + "_state_template"), field, units);
    if (command != null) {
      entity.writes(
          field,
          (value, t) ->
              entity.publish(command, template, Entity.plain(units.toWire(Entity.number(value)))));
    }
  }

  /** Adds a number that is only reported, where the device has a topic for it. */
  static void watch(Entity entity, Options o, String name, Attribute attribute, Units units)
      throws BadDiscovery {
    String topic = o.stateTopic(name + "_topic");
    if (topic != null) {
      reads(entity, topic, o.template(name + "_template"), entity.field(attribute), units);
    }
  }

  private static void reads(
      Entity entity,
      @Nullable String topic,
      @Nullable Template template,
      Field field,
      Units units) {
    boolean whole = field.attribute().kind() instanceof ValueKind.Number kind && kind.step() == 1;
    entity.reads(
        topic,
        template,
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            double value = units.toPeople(wire);
            sink.shows(field, Value.of(whole ? Math.rint(value) : value));
          }
        },
        field);
  }
}
