package io.lares.mqttdiscovery.entity;

/**
 * A unit on the wire and the unit in which people read it: {@code people = wire * factor + offset}.
 */
record Units(String people, double factor, double offset) {
  /** The usual unit for people, for a unit that a device may use. */
  static Units of(String unit) {
    return switch (unit) {
      case "°F", "F", "℉" -> new Units("°C", 5.0 / 9, -160.0 / 9);
      case "C", "℃" -> same("°C");
      case "mbar" -> same("hPa");
      case "Pa" -> new Units("hPa", 0.01, 0);
      case "kPa" -> new Units("hPa", 10, 0);
      case "bar" -> new Units("hPa", 1000, 0);
      case "inHg" -> new Units("hPa", 33.863886, 0);
      case "mmHg" -> new Units("hPa", 1.333224, 0);
      case "psi" -> new Units("hPa", 68.94757, 0);
      case "Wh" -> new Units("kWh", 0.001, 0);
      case "MWh" -> new Units("kWh", 1000, 0);
      case "mW" -> new Units("W", 0.001, 0);
      case "kW" -> new Units("W", 1000, 0);
      case "mV" -> new Units("V", 0.001, 0);
      case "kV" -> new Units("V", 1000, 0);
      case "mA" -> new Units("A", 0.001, 0);
      case "ug/m3", "µg/m3", "μg/m³", "ug/m³" -> same("µg/m³");
      default -> same(unit.length() > 32 ? "" : unit);
    };
  }

  /** As {@link #of}; the difference of two temperatures knows no zero. */
  static Units of(String unit, String deviceClass) {
    Units units = of(unit);
    return deviceClass.equals("temperature_delta")
        ? new Units(units.people, units.factor, 0)
        : units;
  }

  /**
   * Settings stay in the device's own unit, whose steps they have; but temperatures that are known
   * to be such are read as people read them.
   */
  static Units ofSetting(String unit, String deviceClass) {
    Units units = of(unit, deviceClass);
    boolean temperature = deviceClass.startsWith("temperature");
    return temperature || units.factor == 1 && units.offset == 0 ? units : same(unit);
  }

  private static Units same(String unit) {
    return new Units(unit, 1, 0);
  }

  double toPeople(double wire) {
    // Ten significant decimals: 21.499999999999996 is nothing that a device has measured.
    return factor == 1 && offset == 0 ? wire : tidy(wire * factor + offset);
  }

  double toWire(double value) {
    return factor == 1 && offset == 0 ? value : tidy((value - offset) / factor);
  }

  static double tidy(double value) {
    return Math.abs(value) < 1e9 ? Math.rint(value * 1e6) / 1e6 : value;
  }
}
