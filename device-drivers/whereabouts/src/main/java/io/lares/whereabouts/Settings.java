package io.lares.whereabouts;

import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;

/** What both drivers are told. */
final class Settings {
  static final String PREFIX = "prefix";
  static final String RADIUS = "radius";

  private Settings() {}

  /** The first levels of all topics, without a slash at the end. */
  static String prefix(DriverConfig config) throws DriverException {
    String prefix = config.get(PREFIX).strip();
    while (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    if (prefix.isEmpty() || prefix.length() > 200 || prefix.matches(".*[+#\\x00].*")) {
      throw new DriverException(
          DriverException.Remedy.RECONFIGURE,
          "The topic must be one without the wildcards + and #, such as owntracks.");
    }
    return prefix;
  }

  /** In metres, 20 to 5,000. */
  static double radius(DriverConfig config) throws DriverException {
    try {
      double radius = Double.parseDouble(config.get(RADIUS).strip());
      if (radius >= 20 && radius <= 5_000) {
        return radius;
      }
    } catch (NumberFormatException e) {
      // Told below, with what would be right.
    }
    throw new DriverException(
        DriverException.Remedy.RECONFIGURE,
        "The radius of the home is a number of metres from 20 to 5000, such as 150.");
  }
}
