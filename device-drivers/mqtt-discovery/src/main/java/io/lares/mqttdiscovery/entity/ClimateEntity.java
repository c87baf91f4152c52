package io.lares.mqttdiscovery.entity;

import static io.lares.home.Attribute.Access.WRITE;

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
  private static final List<String> ON_OFF = List.of("on", "off");

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
    double step = Units.tidy(Math.abs(o.number("temp_step", 1)) * units.factor());
    ValueKind range = temperatures(o, units, step);
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
              WRITE,
              end.equals("Low") ? "Heat below" : "Cool above"),
          units);
    }
    Numbers.watch(this, o, "current_temperature", known(Vocabulary.LOCAL_TEMPERATURE), units);
    Numbers.watch(this, o, "current_humidity", known(Vocabulary.HUMIDITY), Units.of("%"));
    Numbers.wire(
        this,
        o,
        "target_humidity",
        known(Vocabulary.HUMIDITY_TARGET)
            .withKind(HumidifierEntity.range(o, "min_humidity", 30, "max_humidity", 99)),
        Units.of("%"));
    modes(o, modes);
    action(o);
    Choices.power(this, o);
    choice(
        o,
        "fan_mode",
        "fan_modes",
        List.of("auto", "low", "medium", "high"),
        known(Vocabulary.FAN_MODE));
    choice(o, "swing_mode", "swing_modes", ON_OFF, known(Vocabulary.FAN_SWING));
    choice(
        o,
        "swing_horizontal_mode",
        "swing_horizontal_modes",
        ON_OFF,
        described("Fan", "swingHorizontal", ValueKind.TEXT, "", WRITE, "Horizontal swing"));
    choice(
        o,
        "preset_mode",
        "preset_modes",
        List.of(),
        described("Thermostat", "preset", ValueKind.TEXT, "", WRITE, "Preset"));
  }

  /** The range of targets; one that runs from high to low says nothing, and the usual one holds. */
  private static ValueKind temperatures(Options o, Units units, double step) throws BadDiscovery {
    double min = units.toPeople(o.number("min_temp", units.toWire(7)));
    double max = units.toPeople(o.number("max_temp", units.toWire(35)));
    return min <= max
        ? new ValueKind.Number(min, max, step)
        : new ValueKind.Number(Math.min(max, 7), Math.max(min, 35), step);
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

  private void choice(Options o, String name, String list, List<String> usual, Attribute attribute)
      throws BadDiscovery {
    List<String> values = o.has(list) ? o.list(list) : usual;
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
