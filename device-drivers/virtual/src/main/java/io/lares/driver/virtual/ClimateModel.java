package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.LOCAL_TEMPERATURE;
import static io.lares.home.Vocabulary.ON_OFF;
import static io.lares.home.Vocabulary.TARGET_TEMPERATURE;
import static io.lares.home.Vocabulary.THERMOSTAT_MODE;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** What heats, cools or dries a room, towards its target. Shows °F where its attributes do. */
final class ClimateModel implements Model {
  private static final AttributeId RUNNING = AttributeId.parse("Thermostat.runningState");

  /** Kelvin and percent a second at full power. */
  private static final double POWER = 0.5 / 60;

  private static final double DRIES = -1.0 / 60;

  private final Room room;

  ClimateModel(Room room) {
    this.room = room;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    double shown = celsius(states, LOCAL_TEMPERATURE, 20);
    double air = room.temperature(shown);
    boolean off = states.is(THERMOSTAT_MODE, "off") || states.has(ON_OFF) && !states.on(ON_OFF);
    String running = off ? "idle" : work(states, seconds, air);
    states.show(RUNNING, Value.of(running));
    if (Math.abs(room.temperature(shown) - shown) >= 0.1) {
      double told = inUnitOf(states, LOCAL_TEMPERATURE, room.temperature(shown));
      states.show(LOCAL_TEMPERATURE, Value.of(DriftModel.round(told, 1)));
    }
  }

  private String work(States states, double seconds, double air) {
    if (states.is(THERMOSTAT_MODE, "fanOnly")) {
      return "fan";
    }
    if (states.is(THERMOSTAT_MODE, "dry")) {
      room.moisten(DRIES * seconds);
      return "drying";
    }
    boolean heats = !states.is(THERMOSTAT_MODE, "cool");
    boolean cools = !heats || states.is(THERMOSTAT_MODE, "auto");
    double wish = celsius(states, TARGET_TEMPERATURE, air) + 0.1 - air;
    double power = Math.clamp(wish, cools ? -1.0 : 0.0, heats ? 1.0 : 0.0);
    room.warm(power * POWER * seconds);
    return power > 0.2 ? "heating" : power < -0.2 ? "cooling" : "idle";
  }

  private static double celsius(States states, AttributeId id, double otherwise) {
    double number = states.number(id, Double.NaN);
    if (Double.isNaN(number)) {
      return otherwise;
    }
    return states.unit(id).equals("°F") ? (number - 32) * 5 / 9 : number;
  }

  private static double inUnitOf(States states, AttributeId id, double celsius) {
    return states.unit(id).equals("°F") ? celsius * 9 / 5 + 32 : celsius;
  }
}
