package io.lares.driver.virtual;

/** The air of a room, which the devices in it share. */
final class Room {
  private static final double OUTSIDE = 9;
  private static final double COOLS_IN_SECONDS = 3 * 3600;
  private static final double AIRS_IN_SECONDS = 2 * 3600;
  private static final double MOST_MOISTURE = 30;

  private double temperature = Double.NaN;
  private double start = Double.NaN;
  private double moisture;

  /** In °C; the first device that asks says what it is. */
  double temperature(double shown) {
    if (Double.isNaN(temperature)) {
      temperature = shown;
      start = shown;
    }
    return temperature;
  }

  /** How much warmer the room is than it was at first, in kelvin. */
  double warmth() {
    return Double.isNaN(temperature) ? 0 : temperature - start;
  }

  /** How much damper the air is than it would be by itself, in percent. */
  double moisture() {
    return moisture;
  }

  void warm(double kelvin) {
    temperature += kelvin;
  }

  void moisten(double percent) {
    moisture = Math.clamp(moisture + percent, -MOST_MOISTURE, MOST_MOISTURE);
  }

  /** Walls and windows: the room follows the outside, and its air is exchanged. */
  void pass(double seconds) {
    temperature += (OUTSIDE - temperature) / COOLS_IN_SECONDS * seconds;
    moisture -= moisture / AIRS_IN_SECONDS * seconds;
  }
}
