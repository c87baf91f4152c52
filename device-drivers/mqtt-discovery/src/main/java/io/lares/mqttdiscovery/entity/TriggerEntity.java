package io.lares.mqttdiscovery.entity;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Text;
import org.jspecify.annotations.Nullable;

/** One press of a remote control that is announced by itself (device_automation). */
final class TriggerEntity extends Entity {
  TriggerEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String type = o.text("type", "");
    String subtype = o.text("subtype", "");
    String expected = o.text("payload", "");
    // Zigbee2MQTT's type is always "action"; elsewhere the button and the press make the name.
    String name = type.equals("action") ? subtype : (subtype + " " + type).strip();
    Value value = Value.of(Text.shorten(name, 255));
    Field field = sharedField(known(Vocabulary.SWITCH_PRESSED));
    reads(
        requiredState(o, "topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          if (!payload.retained() && (expected.isEmpty() || text.equals(expected))) {
            sink.shows(field, value);
          }
        },
        field);
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
