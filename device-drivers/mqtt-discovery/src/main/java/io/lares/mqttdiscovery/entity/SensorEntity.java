package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Payload;
import io.lares.mqttdiscovery.template.Text;
import io.lares.mqttdiscovery.template.Values;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A measurement, or a text that a device reports. */
final class SensorEntity extends Entity {
  private static final int MAX_STATE = 1024;

  /** The classes whose values are no numbers; all others are measurements. */
  private static final Set<String> TEXTS = Set.of("", "enum", "date", "timestamp", "uptime");

  SensorEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String deviceClass = o.text("device_class", "").toLowerCase(Locale.ROOT);
    String unit = o.text("unit_of_measurement", "");
    List<String> options = o.list("options");
    String topic = requiredState(o, "state_topic");
    Units units = Units.of(unit, deviceClass);
    Attribute attribute = known(a, deviceClass, unit, units);
    if (attribute == null) {
      boolean numeric =
          !unit.isEmpty()
              || o.has("state_class")
              || o.has("suggested_display_precision")
              || !TEXTS.contains(deviceClass);
      ValueKind kind =
          deviceClass.equals("enum") && !options.isEmpty()
              ? new ValueKind.Choice(options)
              : numeric ? ValueKind.ANY_NUMBER : new ValueKind.Text(MAX_STATE);
      attribute =
          described(
              "Sensor", Slugs.of(a), kind, units.people(), Attribute.Access.READ, Slugs.label(a));
    }
    Field field = field(attribute);
    Input.Decoder decoder =
        attribute.kind() instanceof ValueKind.Number kind
            ? (text, payload, sink) -> number(field, kind, units, text, sink)
            : (text, payload, sink) -> text(field, text, payload, sink);
    reads(topic, o.template("value_template"), decoder, field);
  }

  private static void number(
      Field field, ValueKind.Number kind, Units units, String text, Sink sink) {
    double wire = Values.number(text);
    if (!Double.isNaN(wire)) {
      double value = units.toPeople(wire);
      sink.shows(field, Value.of(kind.step() == 1 ? Math.rint(value) : value));
    }
  }

  private static void text(Field field, String text, Payload payload, Sink sink) {
    if (!text.equals("None")) {
      sink.shows(field, Value.of(Text.shorten(text, MAX_STATE - 1)));
    }
  }

  /** The vocabulary's attribute for a device class, or null where it has none. */
  private static @Nullable Attribute known(
      Announcement a, String deviceClass, String unit, Units units) throws BadDiscovery {
    String name =
        switch (deviceClass) {
          case "temperature",
              "humidity",
              "illuminance",
              "power",
              "energy",
              "voltage",
              "current",
              "battery",
              "pm25" ->
              deviceClass;
          case "pressure", "atmospheric_pressure" -> "pressure";
          case "carbon_dioxide" -> "co2";
          case "aqi" -> "airQuality";
          default -> isLinkQuality(a, unit) ? "linkQuality" : "";
        };
    if (name.isEmpty()) {
      return null;
    }
    Attribute attribute = known("Sensor." + name);
    boolean sameUnit =
        unit.isEmpty() || attribute.unit().isEmpty() || attribute.unit().equals(units.people());
    return sameUnit ? attribute : null;
  }

  private static boolean isLinkQuality(Announcement a, String unit) {
    String slug = Slugs.of(a).toLowerCase(Locale.ROOT);
    return slug.equals("linkquality") || unit.equals("lqi");
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
