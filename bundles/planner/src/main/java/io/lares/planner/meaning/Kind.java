package io.lares.planner.meaning;

import static io.lares.home.DeviceType.*;

import io.lares.home.Device;
import io.lares.home.DeviceType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The kinds of devices that wishes may be about. {@code wishes.txt} names them in lower case. */
enum Kind {
  LIGHT(ON_OFF_LIGHT, DIMMABLE_LIGHT, COLOR_TEMPERATURE_LIGHT, EXTENDED_COLOR_LIGHT),
  COVERING(WINDOW_COVERING),
  THERMOSTAT(DeviceType.THERMOSTAT),
  AIR(ROOM_AIR_CONDITIONER),
  FAN(DeviceType.FAN),
  PURIFIER(AIR_PURIFIER),
  HUMIDIFIER(DeviceType.HUMIDIFIER),
  DEHUMIDIFIER(DeviceType.DEHUMIDIFIER),
  PLAYER(BASIC_VIDEO_PLAYER, SPEAKER),
  TV(BASIC_VIDEO_PLAYER),
  VACUUM(ROBOTIC_VACUUM_CLEANER),
  MOWER(LAWN_MOWER),
  VALVE(WATER_VALVE),
  LOCK(DOOR_LOCK);

  private final Set<DeviceType> types;

  Kind(DeviceType first, DeviceType... rest) {
    this.types = EnumSet.of(first, rest);
  }

  boolean includes(Device device) {
    return types.contains(device.type());
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
