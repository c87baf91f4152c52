package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.HUMIDITY;
import static io.lares.home.Vocabulary.HUMIDITY_TARGET;
import static io.lares.home.Vocabulary.ON_OFF;

import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** A humidifier or dehumidifier: moves the moisture of its room's air towards its target. */
final class HumidityModel implements Model {
  private static final double PERCENT_A_SECOND = 1.0 / 60;

  private final Room room;
  private final double home;
  private final boolean dries;

  /**
   * Such a device.
   *
   * @param home the room's humidity without it, in percent
   */
  HumidityModel(Room room, double home, boolean dries) {
    this.room = room;
    this.home = home;
    this.dries = dries;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    double air = home + room.moisture();
    double wish = states.number(HUMIDITY_TARGET, air) - air;
    if (states.on(ON_OFF) && (dries ? wish < 0 : wish > 0)) {
      double most = PERCENT_A_SECOND * seconds;
      room.moisten(Math.clamp(wish, -most, most));
    }
    states.show(HUMIDITY, Value.of(Math.rint(home + room.moisture())));
  }
}
