package io.lares.habits.learn;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;

/** When the sun rises and sets at the home. */
@FunctionalInterface
public interface Daylight {
  /**
   * The sun of one day, in minutes after local midnight.
   *
   * @param rise NaN where it does not rise
   * @param set NaN where it does not set
   */
  record Sun(double rise, double set) {
    static final Sun UNKNOWN = new Sun(Double.NaN, Double.NaN);

    boolean known() {
      return !Double.isNaN(rise) && !Double.isNaN(set);
    }

    boolean dark(double minute) {
      return known() && (minute < rise || minute > set);
    }
  }

  Sun on(LocalDate date);

  /** Nobody said where the home is. */
  static Daylight unknown() {
    return date -> Sun.UNKNOWN;
  }

  /** The sun over a place, in degrees; the latest days are kept. */
  static Daylight over(double latitude, double longitude, ZoneId zone) {
    Map<LocalDate, Sun> kept =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<LocalDate, Sun> eldest) {
            return size() > 128;
          }
        };
    return date -> {
      synchronized (kept) {
        return kept.computeIfAbsent(date, day -> compute(day, latitude, longitude, zone));
      }
    };
  }

  private static Sun compute(LocalDate date, double latitude, double longitude, ZoneId zone) {
    SunTimes times =
        SunTimes.compute().on(date).timezone(zone).at(latitude, longitude).oneDay().execute();
    return new Sun(minutes(times.getRise()), minutes(times.getSet()));
  }

  private static double minutes(@Nullable ZonedDateTime time) {
    return time == null ? Double.NaN : time.toLocalTime().toSecondOfDay() / 60.0;
  }
}
