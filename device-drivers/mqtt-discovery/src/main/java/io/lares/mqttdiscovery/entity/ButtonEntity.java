package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import org.jspecify.annotations.Nullable;

/** Something that a device does when asked: a button, or a scene of a hub. */
final class ButtonEntity extends Entity {
  private final boolean scene;

  ButtonEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    scene = a.component().equals("scene");
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    String press = scene ? o.text("payload_on", "ON") : o.text("payload_press", "PRESS");
    Field field =
        field(
            scene
                ? known("Scene.activated")
                : described(a, "Button", ValueKind.BOOL, Attribute.Access.MOMENTARY));
    writes(field, (value, t) -> publish(topic, template, press));
  }

  @Override
  public @Nullable DeviceType mainType() {
    return scene ? DeviceType.SCENE : null;
  }
}
