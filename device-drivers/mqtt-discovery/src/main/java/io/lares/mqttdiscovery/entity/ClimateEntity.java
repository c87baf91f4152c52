package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A thermostat or an air conditioner. */
final class ClimateEntity extends Entity {
  private static final Map<String, String> OURS =
      Map.of("fan_only", "fanOnly", "heat_cool", "heatCool");

  private final boolean cools;

  ClimateEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    List<String> modes =
        o.has("modes")
            ? o.list("modes")
            : List.of("auto", "off", "cool", "heat", "dry", "fan_only");
    cools = modes.contains("cool") || modes.contains("dry") || modes.contains("fan_only");
    Units units = Units.of(o.text("temperature_unit", "C").equals("F") ? "°F" : "°C");
    double min = o.number("min_temp", units.toWire(7));
    double max = o.number("max_temp", units.toWire(35));
    double step = Units.tidy(Math.abs(o.number("temp_step", 1)) * units.factor());
    if (min >= max) {
      throw new BadDiscovery("min_temp is not below max_temp");
    }
    ValueKind range = new ValueKind.Number(units.toPeople(min), units.toPeople(max), step);
    Numbers.wire(
        this, o, "temperature", known(Vocabulary.TARGET_TEMPERATURE).withKind(range), units);
    for (String end : List.of("Low", "High")) {
      Numbers.wire(
          this,
          o,
          "temperature_" + end.toLowerCase(Locale.ROOT),
          described(
              "Thermostat",
              "targetTemperature" + end,
              range,
              "°C",
              Attribute.Access.WRITE,
              end.equals("Low") ? "Heat below" : "Cool above"),
          units);
    }
    Numbers.watch(this, o, "current_temperature", known(Vocabulary.LOCAL_TEMPERATURE), units);
    Numbers.watch(this, o, "current_humidity", known(Vocabulary.HUMIDITY), Units.of("%"));
    Numbers.wire(this, o, "target_humidity", known(Vocabulary.HUMIDITY_TARGET), Units.of("%"));
    modes(o, modes);
    action(o);
    choice(o, "fan_mode", "fan_modes", known(Vocabulary.FAN_MODE));
    choice(o, "swing_mode", "swing_modes", known(Vocabulary.FAN_SWING));
    choice(
        o,
        "preset_mode",
        "preset_modes",
        described("Thermostat", "preset", ValueKind.TEXT, "", Attribute.Access.WRITE, "Preset"));
  }

  private void modes(Options o, List<String> modes) throws BadDiscovery {
    Map<String, String> toWire = new LinkedHashMap<>();
    for (String mode : modes) {
      // Heating and cooling by one target is what people call automatic, unless there is both.
      boolean automatic = mode.equals("heat_cool") && !modes.contains("auto");
      toWire.put(automatic ? "auto" : OURS.getOrDefault(mode, mode), mode);
    }
    if (!toWire.isEmpty()) {
      Choices.wire(
          this,
          o,
          "mode",
          "mode_state_template",
          known(Vocabulary.THERMOSTAT_MODE)
              .withKind(new ValueKind.Choice(List.copyOf(toWire.keySet()))),
          toWire);
    }
  }

  private void action(Options o) throws BadDiscovery {
    String topic = o.stateTopic("action_topic");
    if (topic == null) {
      return;
    }
    Field field = field(known("Thermostat.runningState"));
    reads(
        topic,
        o.template("action_template"),
        (text, payload, sink) ->
            sink.shows(
                field,
                Value.of(
                    switch (text) {
                      case "off" -> "idle";
                      case "preheating", "defrosting" -> "heating";
                      default -> text;
                    })),
        field);
  }

  private void choice(Options o, String name, String list, Attribute attribute)
      throws BadDiscovery {
    List<String> values = o.list(list);
    if (!values.isEmpty()) {
      List<String> all = new ArrayList<>(values);
      if (name.equals("preset_mode") && !all.contains("none")) {
        all.addFirst("none");
      }
      String template =
          name.equals("preset_mode") ? name + "_value_template" : name + "_state_template";
      Choices.wire(
          this, o, name, template, attribute.withKind(new ValueKind.Choice(all)), Map.of());
    }
  }

  @Override
  public DeviceType mainType() {
    return cools ? DeviceType.ROOM_AIR_CONDITIONER : DeviceType.THERMOSTAT;
  }
}
