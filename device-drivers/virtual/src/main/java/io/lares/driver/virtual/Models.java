package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.BATTERY;
import static io.lares.home.Vocabulary.COVERING_MOTION;
import static io.lares.home.Vocabulary.COVERING_POSITION;
import static io.lares.home.Vocabulary.FAN_MODE;
import static io.lares.home.Vocabulary.FAN_PERCENT;
import static io.lares.home.Vocabulary.GARAGE_MOTION;
import static io.lares.home.Vocabulary.GARAGE_POSITION;
import static io.lares.home.Vocabulary.HUMIDITY;
import static io.lares.home.Vocabulary.HUMIDITY_TARGET;
import static io.lares.home.Vocabulary.LEVEL;
import static io.lares.home.Vocabulary.LOCAL_TEMPERATURE;
import static io.lares.home.Vocabulary.LOCATION;
import static io.lares.home.Vocabulary.LOCK_STATE;
import static io.lares.home.Vocabulary.MOWER_OPERATION;
import static io.lares.home.Vocabulary.OCCUPIED;
import static io.lares.home.Vocabulary.ON_OFF;
import static io.lares.home.Vocabulary.PLAYBACK;
import static io.lares.home.Vocabulary.TEMPERATURE;
import static io.lares.home.Vocabulary.VACUUM_OPERATION;
import static io.lares.home.Vocabulary.VALVE_POSITION;

import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Chooses the models of a device by what it has. The order is fixed: a seed repeats a day. */
final class Models {
  private static final AttributeId POWER = AttributeId.parse("Sensor.power");
  private static final AttributeId VALVE_MOTION = AttributeId.parse("Valve.motion");

  /** Areas under the sky. */
  private static final Set<String> OUTSIDE =
      Set.of("garden", "outside", "outdoors", "balcony", "terrace", "patio", "yard");

  private static final double OUTSIDE_NOON_LUX = 20_000;

  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final Set<String> flaky;
  private final DoubleSupplier hour;

  /**
   * Models of one home.
   *
   * @param flaky identifiers of devices that are away now and then
   * @param hour of the day, 0 to 24
   */
  Models(Set<String> flaky, DoubleSupplier hour) {
    this.flaky = Set.copyOf(flaky);
    this.hour = hour;
  }

  /** Lets time pass in the rooms that the models share. */
  void passRooms(double seconds) {
    rooms.values().forEach(room -> room.pass(seconds));
  }

  List<Model> of(Blueprint device, States states) {
    List<Model> result = new ArrayList<>();
    addMoving(device.description().type(), states, result);
    addAir(device, states, result);
    if (states.has(ON_OFF) && states.has(POWER)) {
      result.add(new PowerModel(watts(device.description().type(), states.number(POWER, 0))));
    }
    if (states.has(OCCUPIED)) {
      result.add(new OccupancyModel());
    }
    if (states.has(LOCATION)) {
      result.add(new WhereaboutsModel(hour));
    }
    if (flaky.contains(device.id())) {
      result.add(new FlakyModel());
    }
    return result;
  }

  private static void addMoving(DeviceType type, States states, List<Model> result) {
    if (type.isLight() && states.has(LEVEL)) {
      result.add(new LightModel());
    }
    if (states.has(LOCK_STATE)) {
      result.add(new LockModel());
    }
    if (states.has(COVERING_POSITION)) {
      result.add(new TravelModel(COVERING_POSITION, COVERING_MOTION, 10));
    }
    if (states.has(GARAGE_POSITION)) {
      result.add(new TravelModel(GARAGE_POSITION, GARAGE_MOTION, 12));
    }
    if (states.has(VALVE_POSITION)) {
      result.add(new TravelModel(VALVE_POSITION, VALVE_MOTION, 5));
    }
    if (states.has(FAN_PERCENT) && states.has(FAN_MODE)) {
      result.add(new FanModel());
    }
    if (states.has(PLAYBACK)) {
      result.add(new MediaModel());
    }
    if (states.has(VACUUM_OPERATION)) {
      result.add(new RoundsModel(VACUUM_OPERATION, "cleaning"));
    } else if (states.has(MOWER_OPERATION)) {
      result.add(new RoundsModel(MOWER_OPERATION, "mowing"));
    } else if (states.has(BATTERY) && type != DeviceType.VEHICLE) {
      result.add(new BatteryModel());
    }
  }

  private void addAir(Blueprint device, States states, List<Model> result) {
    DeviceType type = device.description().type();
    String area = device.description().suggestedArea().toLowerCase(Locale.ROOT);
    boolean outside = OUTSIDE.contains(area);
    // A boiler's water and a fridge's cold are not the room's air.
    boolean apart =
        area.isEmpty() || type == DeviceType.WATER_HEATER || type == DeviceType.REFRIGERATOR;
    Room room =
        rooms.computeIfAbsent(apart ? "device " + device.id() : area, ignored -> new Room());
    if (states.has(LOCAL_TEMPERATURE)) {
      result.add(new ClimateModel(room));
    }
    boolean sunWarms = outside && states.has(TEMPERATURE);
    double light = states.number(DaylightModel.ILLUMINANCE, Double.NaN);
    if (sunWarms || !Double.isNaN(light)) {
      double mean = sunWarms ? states.number(TEMPERATURE, 10) : Double.NaN;
      result.add(new DaylightModel(hour, mean, outside ? OUTSIDE_NOON_LUX : 2 * light));
    }
    if (!sunWarms) {
      drift(states, "temperature", 0.1, 1, room::warmth, result);
    }
    if (states.has(HUMIDITY_TARGET) && states.has(HUMIDITY)) {
      boolean dries = type == DeviceType.DEHUMIDIFIER;
      result.add(new HumidityModel(room, states.number(HUMIDITY, 45), dries));
    } else {
      drift(states, "humidity", 1, 0, room::moisture, result);
    }
    drift(states, "co2", 5, 0, () -> 0, result);
    drift(states, "pm25", 1, 0, () -> 0, result);
    drift(states, "pressure", 0.2, 1, () -> 0, result);
  }

  private static void drift(
      States states,
      String sensor,
      double stride,
      int decimals,
      DoubleSupplier shift,
      List<Model> result) {
    AttributeId measured = new AttributeId("Sensor", sensor);
    double home = states.number(measured, Double.NaN);
    if (!Double.isNaN(home)) {
      result.add(new DriftModel(measured, home, stride, decimals, shift));
    }
  }

  /** What a device draws while it is on: what the file shows, or what is usual for its type. */
  private static double watts(DeviceType type, double shown) {
    if (shown > 0) {
      return shown;
    }
    return switch (type) {
      case ENERGY_EVSE -> 7_200;
      case DISHWASHER, LAUNDRY_WASHER, LAUNDRY_DRYER, WATER_HEATER -> 1_800;
      default -> type.isLight() ? 9 : 60;
    };
  }
}
