package io.lares.planner.grammar;

import static io.lares.home.DeviceType.*;

import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Vocabulary;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of device as people group them. Language packs name them in lower case.
 *
 * <p>Some kinds show only in a covering's own type or in the device's name: a window may be a
 * contact sensor that somebody called "Kitchen Window".
 */
enum Group {
  LIGHT(ON_OFF_LIGHT, DIMMABLE_LIGHT, COLOR_TEMPERATURE_LIGHT, EXTENDED_COLOR_LIGHT),
  SWITCH(ON_OFF_PLUG_IN_UNIT, GENERIC_SWITCH),
  PLUG(ON_OFF_PLUG_IN_UNIT),
  FAN(DeviceType.FAN),
  COVER(WINDOW_COVERING),
  CURTAIN("curtain"),
  BLIND("blind", "shade"),
  SHUTTER("shutter"),
  AWNING("awning"),
  WINDOW("window"),
  DOOR(EnumSet.of(DOOR_LOCK, GARAGE_DOOR), "door"),
  GARAGE(GARAGE_DOOR),
  GATE("gate"),
  LOCK(DOOR_LOCK),
  CLIMATE(THERMOSTAT, ROOM_AIR_CONDITIONER),
  HEATING(THERMOSTAT),
  AIR(EnumSet.of(ROOM_AIR_CONDITIONER)),
  MEDIA(BASIC_VIDEO_PLAYER, DeviceType.SPEAKER),
  TV(BASIC_VIDEO_PLAYER),
  SPEAKER(DeviceType.SPEAKER),
  VACUUM(ROBOTIC_VACUUM_CLEANER),
  MOWER(LAWN_MOWER),
  VALVE(WATER_VALVE),
  HUMIDIFIER(DeviceType.HUMIDIFIER),
  DEHUMIDIFIER(DeviceType.DEHUMIDIFIER),
  PURIFIER(AIR_PURIFIER),
  WATERHEATER(WATER_HEATER),
  SCENE(DeviceType.SCENE),
  SCRIPT(DeviceType.SCRIPT),
  PERSON(DeviceType.PERSON),
  SENSOR(
      CONTACT_SENSOR,
      OCCUPANCY_SENSOR,
      TEMPERATURE_SENSOR,
      HUMIDITY_SENSOR,
      LIGHT_SENSOR,
      AIR_QUALITY_SENSOR,
      ELECTRICAL_SENSOR),
  MOTION(OCCUPANCY_SENSOR);

  private final Set<DeviceType> types;
  private final Set<String> coverings;

  Group(DeviceType first, DeviceType... rest) {
    this.types = EnumSet.of(first, rest);
    this.coverings = Set.of();
  }

  Group(String... coverings) {
    this.types = EnumSet.noneOf(DeviceType.class);
    this.coverings = Set.of(coverings);
  }

  Group(EnumSet<DeviceType> types, String... coverings) {
    this.types = types;
    this.coverings = Set.of(coverings);
  }

  /** True where the device is of this kind by its type or by what its covering says it is. */
  boolean includes(Device device, String covering) {
    return types.contains(device.type()) || coverings.contains(covering);
  }

  /**
   * True where a device whose name says so is of this kind: contact sensors on windows and doors,
   * thermostats that people call air conditioners, plugs that people call fans.
   */
  boolean byName(Device device) {
    return switch (device.type()) {
      case CONTACT_SENSOR -> this == WINDOW || this == DOOR || this == GARAGE || this == GATE;
      case WINDOW_COVERING -> types.isEmpty();
      case GARAGE_DOOR -> this == GATE || this == SHUTTER;
      case DOOR_LOCK -> this == GATE;
      case THERMOSTAT -> this == AIR;
      case ROOM_AIR_CONDITIONER -> this == HEATING;
      case ON_OFF_PLUG_IN_UNIT, GENERIC ->
          this != SCENE && this != SCRIPT && this != PERSON && this != SENSOR;
      default -> false;
    };
  }

  /** True for what "turn everything off" does not mean. */
  static boolean excludedFromEverything(Device device) {
    return switch (device.type()) {
      case DeviceType.SCENE, DeviceType.SCRIPT, DeviceType.PERSON, REFRIGERATOR, VEHICLE -> true;
      case GENERIC -> device.attribute(Vocabulary.ON_OFF) == null;
      default -> false;
    };
  }

  /**
   * True for what is switched on and off when "everything" is: not what opens or locks, and not the
   * heating, which keeps pipes from freezing.
   */
  static boolean switched(Device device) {
    return device.attribute(Vocabulary.ON_OFF) != null
        || device.attribute(Vocabulary.FAN_PERCENT) != null
        || device.attribute(Vocabulary.FAN_MODE) != null
        || device.type() == ROOM_AIR_CONDITIONER;
  }

  /** The kind that a device's type makes it, or null where it is of no kind. */
  static @Nullable Group of(Device device) {
    for (Group group : values()) {
      if (group.types.contains(device.type())) {
        return group;
      }
    }
    return null;
  }

  static @Nullable Group named(String name) {
    for (Group group : values()) {
      if (group.name().equals(name.toUpperCase(Locale.ROOT))) {
        return group;
      }
    }
    return null;
  }

  /** The key of the word for several of them in the replies. */
  static String thing(Iterable<Device> devices) {
    String thing = "";
    for (Device device : devices) {
      String one =
          device.type().isLight()
              ? "thing.light"
              : switch (device.type()) {
                case DeviceType.FAN -> "thing.fan";
                case WINDOW_COVERING -> "thing.cover";
                case ON_OFF_PLUG_IN_UNIT -> "thing.switch";
                case DOOR_LOCK -> "thing.lock";
                default -> "thing.other";
              };
      thing = thing.isEmpty() || thing.equals(one) ? one : "thing.other";
    }
    return thing.isEmpty() ? "thing.other" : thing;
  }
}
