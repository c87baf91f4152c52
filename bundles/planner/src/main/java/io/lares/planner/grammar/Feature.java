package io.lares.planner.grammar;

import io.lares.home.AttributeId;
import io.lares.home.Vocabulary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a word such as brightness may speak of: the attributes to command and those to read. */
enum Feature {
  BRIGHTNESS(List.of(Vocabulary.LEVEL), List.of(Vocabulary.LEVEL)),
  COLOR(List.of(Vocabulary.COLOR), List.of(Vocabulary.COLOR)),
  WHITE(List.of(Vocabulary.COLOR_TEMPERATURE), List.of(Vocabulary.COLOR_TEMPERATURE)),
  TEMPERATURE(
      List.of(Vocabulary.TARGET_TEMPERATURE),
      List.of(
          Vocabulary.LOCAL_TEMPERATURE,
          Vocabulary.TEMPERATURE,
          AttributeId.parse("Weather.temperature"))),
  VOLUME(List.of(Vocabulary.VOLUME), List.of(Vocabulary.VOLUME)),
  SPEED(
      List.of(Vocabulary.FAN_PERCENT, Vocabulary.FAN_MODE),
      List.of(Vocabulary.FAN_PERCENT, Vocabulary.FAN_MODE)),
  POSITION(
      List.of(Vocabulary.COVERING_POSITION, Vocabulary.GARAGE_POSITION, Vocabulary.VALVE_POSITION),
      List.of(Vocabulary.COVERING_POSITION, Vocabulary.GARAGE_POSITION, Vocabulary.VALVE_POSITION)),
  HUMIDITY(
      List.of(Vocabulary.HUMIDITY_TARGET),
      List.of(Vocabulary.HUMIDITY, Vocabulary.HUMIDITY_TARGET)),
  MODE(
      List.of(Vocabulary.THERMOSTAT_MODE, Vocabulary.FAN_MODE, AttributeId.parse("Humidity.mode")),
      List.of(Vocabulary.THERMOSTAT_MODE, Vocabulary.FAN_MODE, AttributeId.parse("Humidity.mode"))),
  SWING(List.of(Vocabulary.FAN_SWING), List.of(Vocabulary.FAN_SWING)),
  TILT(
      List.of(AttributeId.parse("WindowCovering.tilt")),
      List.of(AttributeId.parse("WindowCovering.tilt"))),
  WEATHER(
      List.of(),
      List.of(AttributeId.parse("Weather.condition"), AttributeId.parse("Weather.temperature"))),
  BATTERY(List.of(), List.of(Vocabulary.BATTERY)),
  ILLUMINANCE(List.of(), List.of(AttributeId.parse("Sensor.illuminance"))),
  POWER(List.of(), List.of(AttributeId.parse("Sensor.power"))),
  ENERGY(List.of(), List.of(AttributeId.parse("Sensor.energy"))),
  PRESSURE(
      List.of(),
      List.of(
          AttributeId.parse("Sensor.pressure"), AttributeId.parse("Sensor.atmospheric_pressure"))),
  WIND(
      List.of(),
      List.of(AttributeId.parse("Sensor.wind_speed"), AttributeId.parse("Sensor.windSpeed"))),
  MOISTURE(
      List.of(),
      List.of(AttributeId.parse("Sensor.moisture"), AttributeId.parse("Sensor.soilMoisture"))),
  CO2(
      List.of(),
      List.of(AttributeId.parse("Sensor.co2"), AttributeId.parse("Sensor.carbon_dioxide"))),
  PM25(List.of(), List.of(AttributeId.parse("Sensor.pm25"))),
  AIRQUALITY(
      List.of(),
      List.of(
          AttributeId.parse("Sensor.airQuality"),
          AttributeId.parse("Sensor.aqi"),
          AttributeId.parse("Sensor.pm25"),
          AttributeId.parse("Sensor.co2"),
          AttributeId.parse("Sensor.carbon_dioxide"))),
  LOCATION(List.of(), List.of(AttributeId.parse("Person.location"))),
  PLAYBACK(List.of(Vocabulary.PLAYBACK), List.of(Vocabulary.PLAYBACK));

  private final List<AttributeId> commanded;
  private final List<AttributeId> read;

  Feature(List<AttributeId> commanded, List<AttributeId> read) {
    this.commanded = commanded;
    this.read = written(read);
  }

  /** Drivers write {@code carbon_dioxide} or {@code carbonDioxide}. */
  private static List<AttributeId> written(List<AttributeId> ids) {
    Set<AttributeId> all = new LinkedHashSet<>(ids);
    for (AttributeId id : ids) {
      Matcher matcher = Pattern.compile("_([a-z])").matcher(id.toString());
      all.add(
          AttributeId.parse(matcher.replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT))));
    }
    return List.copyOf(all);
  }

  List<AttributeId> commanded() {
    return commanded;
  }

  List<AttributeId> read() {
    return read;
  }

  static @Nullable Feature named(String name) {
    for (Feature feature : values()) {
      if (feature.name().equals(name.toUpperCase(Locale.ROOT))) {
        return feature;
      }
    }
    return null;
  }
}
