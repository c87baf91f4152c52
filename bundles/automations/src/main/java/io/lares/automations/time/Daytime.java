package io.lares.automations.time;

import io.lares.automations.During;
import io.lares.home.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parts of the day a moment lies in. */
public final class Daytime {
  private Daytime() {}

  /** True where the moment lies in one of them, and where there are none. */
  public static boolean in(List<During> parts, Instant moment, ZoneId zone, @Nullable Place place) {
    return parts.isEmpty() || parts.stream().anyMatch(part -> in(part, moment, zone, place));
  }

  private static boolean in(During part, Instant moment, ZoneId zone, @Nullable Place place) {
    LocalDate today = LocalDate.ofInstant(moment, zone);
    // With offsets of the sun a part may begin on the day after the one that it is named for.
    for (LocalDate date = today.plusDays(1);
        !date.isBefore(today.minusDays(2));
        date = date.minusDays(1)) {
      Instant begin = edge(part.from(), date, zone, place);
      if (begin == null || begin.isAfter(moment) || !part.days().contains(date.getDayOfWeek())) {
        continue;
      }
      Instant end = edge(part.to(), date, zone, place);
      if (end == null || !end.isAfter(begin)) {
        end = edge(part.to(), date.plusDays(1), zone, place);
      }
      if (end != null && moment.isBefore(end)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Instant edge(
      During.Edge edge, LocalDate date, ZoneId zone, @Nullable Place place) {
    return switch (edge) {
      case During.Edge.At at -> ZonedDateTime.of(date, at.time(), zone).toInstant();
      case During.Edge.Sun sun ->
          place == null ? null : Moments.sun(sun.event(), sun.offset(), date, zone, place);
    };
  }
}
