package io.lares.household;

import java.time.ZoneId;

/**
 * How a household lives.
 *
 * @param zone where
 * @param sensorReports how many reports of sensors each day has
 * @param changeDay the day on which some routines change; negative for never
 */
public record Nature(
    ZoneId zone, double latitude, double longitude, int sensorReports, int changeDay) {
  /** A home in Berlin with few sensors whose people keep to their routines. */
  public static final Nature STEADY = new Nature(ZoneId.of("Europe/Berlin"), 52.5, 13.4, 200, -1);

  /** The same, with changes on a day. */
  public Nature changing(int day) {
    return new Nature(zone, latitude, longitude, sensorReports, day);
  }

  /** The same, with so many reports of sensors a day. */
  public Nature reporting(int reports) {
    return new Nature(zone, latitude, longitude, reports, changeDay);
  }
}
