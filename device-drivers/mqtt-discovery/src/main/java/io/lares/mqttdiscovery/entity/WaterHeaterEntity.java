package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import java.util.List;
import java.util.Map;

/** A boiler. */
final class WaterHeaterEntity extends Entity {
  WaterHeaterEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    Units units = Units.of(o.text("temperature_unit", "C").equals("F") ? "°F" : "°C");
    double min = units.toPeople(o.number("min_temp", units.toWire(43.3)));
    double max = units.toPeople(o.number("max_temp", units.toWire(60)));
    double step = Units.tidy(Math.abs(o.number("precision", 1)) * units.factor());
    ValueKind range = new ValueKind.Number(Math.min(min, max), Math.max(min, max), step);
    Numbers.wire(
        this, o, "temperature", known(Vocabulary.TARGET_TEMPERATURE).withKind(range), units);
    Numbers.watch(this, o, "current_temperature", known(Vocabulary.LOCAL_TEMPERATURE), units);
    List<String> modes =
        o.has("modes")
            ? o.list("modes")
            : List.of("off", "eco", "electric", "gas", "heat_pump", "high_demand", "performance");
    if (!modes.isEmpty()) {
      Choices.wire(
          this,
          o,
          "mode",
          "mode_state_template",
          described(
              "WaterHeater",
              "mode",
              new ValueKind.Choice(modes),
              "",
              Attribute.Access.WRITE,
              "Mode"),
          Map.of());
    }
    Choices.power(this, o);
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.WATER_HEATER;
  }
}
