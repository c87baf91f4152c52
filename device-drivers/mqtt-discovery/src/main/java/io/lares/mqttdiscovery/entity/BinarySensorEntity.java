package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that a device sees or does not see. */
final class BinarySensorEntity extends Entity {
  BinarySensorEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String payloadOn = o.text("payload_on", "ON");
    String payloadOff = o.text("payload_off", "OFF");
    double offDelay = o.number("off_delay", 0);
    if (offDelay < 0 || offDelay > 86_400) {
      throw new BadDiscovery("off_delay must be 0 to 86400 seconds");
    }
    Duration delay = Duration.ofMillis((long) (offDelay * 1000));
    Field field = field(attribute(a, o.text("device_class", "").toLowerCase(Locale.ROOT)));
    reads(
        requiredState(o, "state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          if (means(text, payloadOn)) {
            sink.shows(field, Value.of(true));
            if (delay.isPositive()) {
              sink.later(field, Value.of(false), delay);
            }
          } else if (means(text, payloadOff)) {
            sink.shows(field, Value.of(false));
          }
        },
        field);
  }

  private static Attribute attribute(Announcement a, String deviceClass) {
    return switch (deviceClass) {
      case "door", "window", "opening", "garage_door" -> known(Vocabulary.CONTACT_OPEN);
      case "motion", "occupancy", "presence" -> known(Vocabulary.OCCUPIED);
      case "smoke", "gas", "vibration", "tamper" -> known("Sensor." + deviceClass);
      case "carbon_monoxide" -> known("Sensor.carbonMonoxide");
      case "moisture" -> known("Sensor.leak");
      default -> described(a, "Sensor", ValueKind.BOOL, Attribute.Access.READ);
    };
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
