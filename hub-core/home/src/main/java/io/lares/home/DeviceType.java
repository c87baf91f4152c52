package io.lares.home;

import java.util.HashMap;
import java.util.Map;

/** What a device is. Names are Matter's device types; those marked "ours" are not in Matter. */
public enum DeviceType {
  ON_OFF_LIGHT("OnOffLight", Risk.COMFORT),
  DIMMABLE_LIGHT("DimmableLight", Risk.COMFORT),
  COLOR_TEMPERATURE_LIGHT("ColorTemperatureLight", Risk.COMFORT),
  EXTENDED_COLOR_LIGHT("ExtendedColorLight", Risk.COMFORT),
  ON_OFF_PLUG_IN_UNIT("OnOffPlugInUnit", Risk.COMFORT),
  GENERIC_SWITCH("GenericSwitch", Risk.COMFORT),
  WINDOW_COVERING("WindowCovering", Risk.COMFORT),
  DOOR_LOCK("DoorLock", Risk.SECURITY),
  /** Ours. */
  GARAGE_DOOR("GarageDoor", Risk.SECURITY),
  THERMOSTAT("Thermostat", Risk.COMFORT),
  ROOM_AIR_CONDITIONER("RoomAirConditioner", Risk.COMFORT),
  FAN("Fan", Risk.COMFORT),
  AIR_PURIFIER("AirPurifier", Risk.COMFORT),
  /** Ours. */
  HUMIDIFIER("Humidifier", Risk.COMFORT),
  /** Ours. */
  DEHUMIDIFIER("Dehumidifier", Risk.COMFORT),
  WATER_HEATER("WaterHeater", Risk.ENERGY),
  ROBOTIC_VACUUM_CLEANER("RoboticVacuumCleaner", Risk.COMFORT),
  /** Ours. */
  LAWN_MOWER("LawnMower", Risk.COMFORT),
  BASIC_VIDEO_PLAYER("BasicVideoPlayer", Risk.COMFORT),
  SPEAKER("Speaker", Risk.COMFORT),
  WATER_VALVE("WaterValve", Risk.SAFETY),
  OVEN("Oven", Risk.SAFETY),
  COOKTOP("Cooktop", Risk.SAFETY),
  REFRIGERATOR("Refrigerator", Risk.COMFORT),
  DISHWASHER("Dishwasher", Risk.ENERGY),
  LAUNDRY_WASHER("LaundryWasher", Risk.ENERGY),
  LAUNDRY_DRYER("LaundryDryer", Risk.ENERGY),
  ENERGY_EVSE("EnergyEvse", Risk.ENERGY),
  SMOKE_CO_ALARM("SmokeCoAlarm", Risk.SAFETY),
  WATER_LEAK_DETECTOR("WaterLeakDetector", Risk.SAFETY),
  CONTACT_SENSOR("ContactSensor", Risk.COMFORT),
  OCCUPANCY_SENSOR("OccupancySensor", Risk.COMFORT),
  TEMPERATURE_SENSOR("TemperatureSensor", Risk.COMFORT),
  HUMIDITY_SENSOR("HumiditySensor", Risk.COMFORT),
  LIGHT_SENSOR("LightSensor", Risk.COMFORT),
  AIR_QUALITY_SENSOR("AirQualitySensor", Risk.COMFORT),
  ELECTRICAL_SENSOR("ElectricalSensor", Risk.COMFORT),
  /** Ours. */
  SCENE("Scene", Risk.COMFORT),
  /** Ours. */
  SCRIPT("Script", Risk.COMFORT),
  /** Ours. */
  PERSON("Person", Risk.COMFORT),
  /** Ours. */
  VEHICLE("Vehicle", Risk.SECURITY),
  /** Ours: whatever has no type of its own. */
  GENERIC("Generic", Risk.COMFORT);

  private static final Map<String, DeviceType> BY_NAME = new HashMap<>();

  static {
    for (DeviceType type : values()) {
      BY_NAME.put(type.matterName, type);
    }
  }

  private final String matterName;
  private final Risk risk;

  DeviceType(String matterName, Risk risk) {
    this.matterName = matterName;
    this.risk = risk;
  }

  /** The name in Matter's data model, such as {@code DimmableLight}. */
  public String matterName() {
    return matterName;
  }

  /** The least risk that a command to such a device carries, whatever its capability. */
  public Risk risk() {
    return risk;
  }

  /** The type of that name, or {@link #GENERIC} for a name that is not known. */
  public static DeviceType named(String matterName) {
    return BY_NAME.getOrDefault(matterName, GENERIC);
  }

  public boolean isLight() {
    return switch (this) {
      case ON_OFF_LIGHT, DIMMABLE_LIGHT, COLOR_TEMPERATURE_LIGHT, EXTENDED_COLOR_LIGHT -> true;
      default -> false;
    };
  }
}
