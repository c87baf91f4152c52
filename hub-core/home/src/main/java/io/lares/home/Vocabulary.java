package io.lares.home;

import static io.lares.home.Attribute.Access.MOMENTARY;
import static io.lares.home.Attribute.Access.READ;
import static io.lares.home.Attribute.Access.WRITE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The capabilities and attributes that every part of the hub knows by name. */
public final class Vocabulary {
  public static final AttributeId ON_OFF = AttributeId.parse("OnOff.onOff");
  public static final AttributeId LEVEL = AttributeId.parse("LevelControl.currentLevel");
  public static final AttributeId COLOR_TEMPERATURE =
      AttributeId.parse("ColorControl.colorTemperature");
  public static final AttributeId COLOR = AttributeId.parse("ColorControl.color");
  public static final AttributeId TARGET_TEMPERATURE =
      AttributeId.parse("Thermostat.targetTemperature");
  public static final AttributeId LOCAL_TEMPERATURE =
      AttributeId.parse("Thermostat.localTemperature");
  public static final AttributeId THERMOSTAT_MODE = AttributeId.parse("Thermostat.mode");
  public static final AttributeId COVERING_POSITION = AttributeId.parse("WindowCovering.position");
  public static final AttributeId COVERING_MOTION = AttributeId.parse("WindowCovering.motion");
  public static final AttributeId COVERING_TYPE = AttributeId.parse("WindowCovering.type");
  public static final AttributeId LOCK_STATE = AttributeId.parse("DoorLock.lockState");
  public static final AttributeId GARAGE_POSITION = AttributeId.parse("GarageDoor.position");
  public static final AttributeId GARAGE_MOTION = AttributeId.parse("GarageDoor.motion");
  public static final AttributeId VALVE_POSITION = AttributeId.parse("Valve.position");
  public static final AttributeId FAN_PERCENT = AttributeId.parse("Fan.percent");
  public static final AttributeId FAN_MODE = AttributeId.parse("Fan.mode");
  public static final AttributeId FAN_SWING = AttributeId.parse("Fan.swing");
  public static final AttributeId HUMIDITY_TARGET = AttributeId.parse("Humidity.target");
  public static final AttributeId PLAYBACK = AttributeId.parse("Media.playback");
  public static final AttributeId VOLUME = AttributeId.parse("Media.volume");
  public static final AttributeId MUTED = AttributeId.parse("Media.muted");
  public static final AttributeId TRACK = AttributeId.parse("Media.track");
  public static final AttributeId VACUUM_OPERATION = AttributeId.parse("Vacuum.operation");
  public static final AttributeId VACUUM_AREA = AttributeId.parse("Vacuum.area");
  public static final AttributeId MOWER_OPERATION = AttributeId.parse("LawnMower.operation");
  public static final AttributeId TEMPERATURE = AttributeId.parse("Sensor.temperature");
  public static final AttributeId HUMIDITY = AttributeId.parse("Sensor.humidity");
  public static final AttributeId CONTACT_OPEN = AttributeId.parse("Contact.open");
  public static final AttributeId OCCUPIED = AttributeId.parse("Occupancy.occupied");
  public static final AttributeId BATTERY = AttributeId.parse("Sensor.battery");
  public static final AttributeId SWITCH_PRESSED = AttributeId.parse("Switch.pressed");

  /** Where a person or a vehicle is: {@code home}, {@code not_home} or a named place. */
  public static final AttributeId LOCATION = AttributeId.parse("Person.location");

  /** How far from home it is, as the crow flies. */
  public static final AttributeId DISTANCE = AttributeId.parse("Journey.distance");

  /** How long it would take to come home from there; says nothing of whether it comes. */
  public static final AttributeId TRAVEL_TIME = AttributeId.parse("Journey.travelTime");

  /** Whether it is on its way home. */
  public static final AttributeId HOMEWARD = AttributeId.parse("Journey.homeward");

  public static final AttributeId LATITUDE = AttributeId.parse("Position.latitude");
  public static final AttributeId LONGITUDE = AttributeId.parse("Position.longitude");

  private static final Map<String, Capability> CAPABILITIES = new LinkedHashMap<>();
  private static final Map<AttributeId, Attribute> ATTRIBUTES = new LinkedHashMap<>();

  private Vocabulary() {}

  static {
    ValueKind.Number celsius = new ValueKind.Number(-50, 100, 0.5);
    ValueKind.Number notNegative = new ValueKind.Number(0, Double.MAX_VALUE, 0);
    ValueKind motion = choice("stopped", "opening", "closing");
    define(Risk.COMFORT, state(ON_OFF, ValueKind.BOOL, ""));
    define(Risk.COMFORT, state(LEVEL, ValueKind.PERCENT, "%"));
    define(
        Risk.COMFORT,
        state(COLOR_TEMPERATURE, new ValueKind.Number(1000, 10000, 1), "K"),
        state(COLOR, ValueKind.COLOUR, ""));
    define(
        Risk.COMFORT,
        state(TARGET_TEMPERATURE, celsius, "°C"),
        state(THERMOSTAT_MODE, choice("off", "heat", "cool", "auto", "dry", "fanOnly"), ""),
        seen(LOCAL_TEMPERATURE, celsius, "°C"),
        seen("Thermostat.runningState", choice("idle", "heating", "cooling", "drying", "fan"), ""));
    define(
        Risk.COMFORT,
        state(COVERING_POSITION, ValueKind.PERCENT, "%"),
        state(COVERING_MOTION, motion, ""),
        state(AttributeId.parse("WindowCovering.tilt"), ValueKind.PERCENT, "%"),
        seen(COVERING_TYPE, choice("curtain", "blind", "shutter", "awning", "window", "door"), ""));
    define(
        Risk.SECURITY,
        state(LOCK_STATE, choice("locked", "unlocked"), ""),
        seen("DoorLock.problem", choice("none", "jammed"), ""));
    define(
        Risk.SECURITY,
        state(GARAGE_POSITION, ValueKind.PERCENT, "%"),
        state(GARAGE_MOTION, motion, ""));
    define(Risk.SAFETY, state(VALVE_POSITION, ValueKind.PERCENT, "%"));
    define(
        Risk.COMFORT,
        state(FAN_PERCENT, ValueKind.PERCENT, "%"),
        state(FAN_MODE, choice("off", "low", "medium", "high", "auto"), ""),
        state(FAN_SWING, ValueKind.TEXT, ""));
    define(
        Risk.COMFORT,
        state(HUMIDITY_TARGET, ValueKind.PERCENT, "%"),
        state(AttributeId.parse("Humidity.mode"), ValueKind.TEXT, ""));
    define(
        Risk.COMFORT,
        state(PLAYBACK, choice("playing", "paused", "stopped", "idle"), ""),
        state(VOLUME, ValueKind.PERCENT, "%"),
        state(MUTED, ValueKind.BOOL, ""),
        new Attribute(TRACK, ValueKind.TEXT, "", MOMENTARY),
        seen("Media.title", ValueKind.TEXT, ""));
    define(
        Risk.COMFORT,
        state(VACUUM_OPERATION, choice("docked", "cleaning", "returning", "paused", "idle"), ""),
        state(VACUUM_AREA, ValueKind.TEXT, ""));
    define(
        Risk.COMFORT,
        state(MOWER_OPERATION, choice("docked", "mowing", "returning", "paused"), ""));
    define(
        Risk.COMFORT,
        seen(TEMPERATURE, ValueKind.ANY_NUMBER, "°C"),
        seen(HUMIDITY, ValueKind.PERCENT, "%"),
        seen("Sensor.pressure", ValueKind.ANY_NUMBER, "hPa"),
        seen("Sensor.illuminance", notNegative, "lx"),
        seen("Sensor.co2", notNegative, "ppm"),
        seen("Sensor.pm25", notNegative, "µg/m³"),
        seen("Sensor.airQuality", ValueKind.ANY_NUMBER, ""),
        seen("Sensor.power", ValueKind.ANY_NUMBER, "W"),
        seen("Sensor.energy", notNegative, "kWh"),
        seen("Sensor.voltage", ValueKind.ANY_NUMBER, "V"),
        seen("Sensor.current", ValueKind.ANY_NUMBER, "A"),
        seen(BATTERY, ValueKind.PERCENT, "%"),
        seen("Sensor.linkQuality", notNegative, ""),
        seen("Sensor.smoke", ValueKind.BOOL, ""),
        seen("Sensor.carbonMonoxide", ValueKind.BOOL, ""),
        seen("Sensor.gas", ValueKind.BOOL, ""),
        seen("Sensor.leak", ValueKind.BOOL, ""),
        seen("Sensor.vibration", ValueKind.BOOL, ""),
        seen("Sensor.tamper", ValueKind.BOOL, ""));
    define(Risk.COMFORT, seen(CONTACT_OPEN, ValueKind.BOOL, ""));
    define(Risk.COMFORT, seen(OCCUPIED, ValueKind.BOOL, ""));
    define(Risk.COMFORT, new Attribute(SWITCH_PRESSED, ValueKind.TEXT, "", MOMENTARY));
    define(
        Risk.COMFORT,
        new Attribute(AttributeId.parse("Scene.activated"), ValueKind.BOOL, "", MOMENTARY));
    define(
        Risk.COMFORT,
        new Attribute(AttributeId.parse("Script.started"), ValueKind.BOOL, "", MOMENTARY));
    define(Risk.COMFORT, seen(LOCATION, ValueKind.TEXT, ""));
    define(
        Risk.COMFORT,
        seen(DISTANCE, notNegative, "km"),
        seen(TRAVEL_TIME, notNegative, "min"),
        seen(HOMEWARD, ValueKind.BOOL, ""));
    define(
        Risk.COMFORT,
        seen(LATITUDE, new ValueKind.Number(-90, 90, 0), "°"),
        seen(LONGITUDE, new ValueKind.Number(-180, 180, 0), "°"));
    define(
        Risk.COMFORT,
        seen("Weather.condition", ValueKind.TEXT, ""),
        seen("Weather.temperature", ValueKind.ANY_NUMBER, "°C"));
    define(
        Risk.COMFORT,
        new Attribute(AttributeId.parse("Message.broadcast"), ValueKind.TEXT, "", MOMENTARY));
  }

  /** What the vocabulary says of an attribute, or null where it does not know it. */
  public static @Nullable Attribute attribute(AttributeId id) {
    return ATTRIBUTES.get(id);
  }

  /** All that the vocabulary says of a capability, or null where it does not know it. */
  public static @Nullable Capability capability(String name) {
    return CAPABILITIES.get(name);
  }

  public static Collection<Capability> capabilities() {
    return List.copyOf(CAPABILITIES.values());
  }

  /** Words in the name of a capability that nobody described better. */
  private static final Pattern GUARDS =
      Pattern.compile(
          "^(?i:alarm(?!clock)|security|intrusion|lock|gate)"
              + "|Alarm(?!Clock)|Security|Intrusion|Lock|Gate");

  private static final Pattern BURNS =
      Pattern.compile(
          "^(?i:gas|oven|cooktop|stove|burner|grill|fireplace|kiln|furnace)"
              + "|Gas|Oven|Cooktop|Stove|Burner|Grill|Fireplace|Kiln|Furnace");

  /**
   * The risk of a known capability; for any other what its name says, since a wrong guess here
   * costs a question and no more.
   */
  public static Risk risk(String capability) {
    Capability known = CAPABILITIES.get(capability);
    if (known != null) {
      return known.risk();
    }
    return GUARDS.matcher(capability).find()
        ? Risk.SECURITY
        : BURNS.matcher(capability).find() ? Risk.SAFETY : Risk.COMFORT;
  }

  /** Groups attributes into capabilities, each with the risk that the vocabulary gives it. */
  public static List<Capability> group(Collection<Attribute> attributes) {
    Map<String, List<Attribute>> byCapability = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      byCapability
          .computeIfAbsent(attribute.id().capability(), ignored -> new ArrayList<>())
          .add(attribute);
    }
    List<Capability> result = new ArrayList<>();
    byCapability.forEach((name, members) -> result.add(new Capability(name, risk(name), members)));
    return result;
  }

  private static ValueKind.Choice choice(String... values) {
    return new ValueKind.Choice(List.of(values));
  }

  private static Attribute state(AttributeId id, ValueKind kind, String unit) {
    return new Attribute(id, kind, unit, WRITE);
  }

  private static Attribute seen(AttributeId id, ValueKind kind, String unit) {
    return new Attribute(id, kind, unit, READ);
  }

  private static Attribute seen(String id, ValueKind kind, String unit) {
    return seen(AttributeId.parse(id), kind, unit);
  }

  private static void define(Risk risk, Attribute... attributes) {
    String name = attributes[0].id().capability();
    CAPABILITIES.put(name, new Capability(name, risk, List.of(attributes)));
    for (Attribute attribute : attributes) {
      ATTRIBUTES.put(attribute.id(), attribute);
    }
  }
}
