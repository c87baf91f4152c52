package io.lares.household;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.shredzone.commons.suncalc.SunTimes;

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

  /** The second of the epoch so many minutes after the start of a day. */
  long second(LocalDate date, double minute) {
    return date.atStartOfDay(zone).toEpochSecond() + Math.round(minute * 60);
  }

  SunTimes sun(LocalDate date) {
    return SunTimes.compute().on(date).timezone(zone).at(latitude, longitude).oneDay().execute();
  }

  /** Whether the sun is down, at a second of a day; always where it does not rise or set. */
  boolean dark(LocalDate date, long second) {
    SunTimes sun = sun(date);
    ZonedDateTime rise = sun.getRise();
    ZonedDateTime set = sun.getSet();
    return rise == null
        || set == null
        || second < rise.toEpochSecond()
        || second > set.toEpochSecond();
  }
}
