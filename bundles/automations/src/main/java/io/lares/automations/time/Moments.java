package io.lares.automations.time;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.lares.automations.Trigger;
import io.lares.home.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;

/**
 * The moments of one trigger, one after the other. In a gap of the clock {@link
 * ZonedDateTime#ofLocal} is as much later as the clock was put forward, in an overlap it is the
 * first of the two; so each day has each time once.
 */
@FunctionalInterface
public interface Moments {
  /** What to say where the sun is asked for and nobody has said where the home is. */
  String NO_PLACE =
      "For sunrise and sunset the hub has to know where the home is: set its latitude and longitude";

  /** The first moment after this one; empty where there is none within some years. */
  Optional<Instant> after(Instant instant);

  /**
   * The moments of a trigger.
   *
   * @param place null where nobody has said where the home is
   * @throws IllegalArgumentException where it has none, in words that say what to do
   */
  static Moments of(Trigger.OfTime trigger, ZoneId zone, @Nullable Place place) {
    return switch (trigger) {
      case Trigger.At at ->
          daily(
              zone,
              date ->
                  at.days().contains(date.getDayOfWeek())
                      ? ZonedDateTime.of(date, at.time(), zone).toInstant()
                      : null);
      case Trigger.Sun sun -> {
        if (place == null) {
          throw new IllegalArgumentException(NO_PLACE);
        }
        yield daily(
            zone,
            date ->
                sun.days().contains(date.getDayOfWeek())
                    ? sun(sun.event(), sun.offset(), date, zone, place)
                    : null);
      }
      case Trigger.Cron cron -> cron(cron.expression(), zone);
    };
  }

  /** At most one moment belongs to each day; the moments of days may lie a day before or after. */
  private static Moments daily(ZoneId zone, OfDay ofDay) {
    return instant -> {
      LocalDate first = LocalDate.ofInstant(instant, zone).minusDays(2);
      // A polar night lasts less than half a year; a day of the week comes every seven days.
      for (int i = 0; i < 400; i++) {
        Instant moment = ofDay.moment(first.plusDays(i));
        if (moment != null && moment.isAfter(instant)) {
          return Optional.of(moment);
        }
      }
      return Optional.empty();
    };
  }

  /** The moment that belongs to a day, or null where that has none. */
  @FunctionalInterface
  interface OfDay {
    @Nullable Instant moment(LocalDate date);
  }

  /** What the sun does on a day, with its offset, or null where it does not. */
  static @Nullable Instant sun(
      Trigger.SunEvent event, Duration offset, LocalDate date, ZoneId zone, Place place) {
    SunTimes times =
        SunTimes.compute()
            .on(date)
            .timezone(zone)
            .at(place.latitude(), place.longitude())
            .oneDay()
            .execute();
    ZonedDateTime moment = event == Trigger.SunEvent.SUNRISE ? times.getRise() : times.getSet();
    return moment == null ? null : moment.toInstant().plus(offset);
  }

  private static Moments cron(String expression, ZoneId zone) {
    ExecutionTime times;
    try {
      times =
          ExecutionTime.forCron(
              new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                  .parse(expression));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + expression + "\" is no cron expression of five fields: " + e.getMessage(), e);
    }
    UnaryOperator<@Nullable ZonedDateTime> next =
        from -> from == null ? null : times.nextExecution(from).orElse(null);
    String[] fields = expression.strip().split("\\s+");
    return fields[1].matches("[0-9,]+")
        ? instant -> byTheCalendar(next, instant, zone)
        : instant -> byTheClock(next, instant, zone);
  }

  private static Optional<Instant> byTheCalendar(
      UnaryOperator<@Nullable ZonedDateTime> next, Instant after, ZoneId zone) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone).minusDays(1);
    while (true) {
      ZonedDateTime found = next.apply(from.atZone(ZoneOffset.UTC));
      if (found == null) {
        return Optional.empty();
      }
      from = found.toLocalDateTime();
      Instant moment = from.atZone(zone).toInstant();
      if (moment.isAfter(after)) {
        return Optional.of(moment);
      }
    }
  }

  /**
   * What recurs within the day goes on through a change of the clock without a break or a double.
   */
  private static Optional<Instant> byTheClock(
      UnaryOperator<@Nullable ZonedDateTime> next, Instant after, ZoneId zone) {
    Instant from = after;
    ZoneOffset offset = zone.getRules().getOffset(after);
    while (true) {
      ZonedDateTime found = next.apply(from.atZone(offset));
      if (found == null) {
        return Optional.empty();
      }
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change == null || found.toInstant().isBefore(change.getInstant())) {
        return Optional.of(found.toInstant());
      }
      from = change.getInstant();
      offset = change.getOffsetAfter();
      ZonedDateTime atOnce = next.apply(from.minusSeconds(1).atZone(offset));
      if (atOnce != null && atOnce.toInstant().equals(from)) {
        return Optional.of(from);
      }
    }
  }
}
