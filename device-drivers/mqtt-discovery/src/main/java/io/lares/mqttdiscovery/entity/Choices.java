package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes that take one of several values, as fans, heaters and humidifiers have many. */
final class Choices {
  private Choices() {}

  /** Adds a switch for devices that are turned on and off beside their mode, unseen. */
  static void power(Entity entity, Options o) throws BadDiscovery {
    String topic = o.commandTopic("power_command_topic");
    if (topic == null) {
      return;
    }
    Template template = o.template("power_command_template");
    String on = o.text("payload_on", "ON");
    String off = o.text("payload_off", "OFF");
    entity.writes(
        entity.field(Entity.known(Vocabulary.ON_OFF)),
        (value, t) -> entity.publish(topic, template, Entity.flag(value) ? on : off));
  }

  /**
   * Adds such an attribute, where the device has a command or a state topic for it.
   *
   * @param name such as {@code preset_mode}, from which the options' names are made
   * @param toWire what our values are on the wire, for those that differ
   * @return the field, or null where the device has none
   */
  static @Nullable Field wire(
      Entity entity,
      Options o,
      String name,
      String valueTemplate,
      Attribute attribute,
      Map<String, String> toWire)
      throws BadDiscovery {
    String command = o.commandTopic(name + "_command_topic");
    String state = o.stateTopic(name + "_state_topic");
    if (command == null && state == null) {
      return null;
    }
    Template template = o.template(name + "_command_template");
    Map<String, String> fromWire = new HashMap<>();
    toWire.forEach((ours, theirs) -> fromWire.put(theirs, ours));
    Field field = entity.field(command == null ? Entity.readOnly(attribute) : attribute);
    entity.reads(
        state,
        o.template(valueTemplate),
        (text, payload, sink) -> sink.shows(field, Value.of(fromWire.getOrDefault(text, text))),
        field);
    if (command != null) {
      entity.writes(
          field,
          (value, t) -> {
            String ours = value.toString();
            return entity.publish(command, template, toWire.getOrDefault(ours, ours));
          });
    }
    return field;
  }
}
