package io.lares.automations.sentence;

import io.lares.automations.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the recurring time of a sentence and leaves the wish. */
final class Recurrence {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  /** When in the day something is done for which no time is said. */
  private static final LocalTime USUAL = LocalTime.of(9, 0);

  private final TimePhrases phrases;
  private String rest;
  private boolean recurs;

  /**
   * A time and what is left of the sentence.
   *
   * @param trigger null where no time is said that recurs
   */
  record Found(@Nullable Trigger trigger, String rest) {}

  private Recurrence(TimePhrases phrases, String text) {
    this.phrases = phrases;
    this.rest = text;
  }

  static Found in(String text, TimePhrases phrases) {
    Recurrence work = new Recurrence(phrases, text);
    Trigger trigger = work.read();
    return new Found(work.recurs ? trigger : null, phrases.trimmed(work.rest));
  }

  /**
   * A time that is to be a rule's, whether or not it says that it recurs; null where there is more
   * than a time.
   */
  static @Nullable Trigger alone(String text, TimePhrases phrases) {
    Recurrence work = new Recurrence(phrases, text);
    Trigger trigger = work.read();
    return phrases.trimmed(work.rest).isEmpty() ? trigger : null;
  }

  /** A time of day by itself; null where it is none. */
  static @Nullable LocalTime clock(String text, TimePhrases phrases) {
    for (TimePhrases.Phrase phrase : phrases.of("clock")) {
      Matcher matcher = phrase.pattern().matcher(phrases.plain(text.strip()));
      if (matcher.matches()) {
        return new Recurrence(phrases, text).time(matcher, null, DAILY)
                instanceof Trigger.At(LocalTime time, Set<DayOfWeek> days)
            ? time
            : null;
      }
    }
    return null;
  }

  /** What recurs in a way that no rule can, as it was said: every other day, each quarter. */
  static Optional<String> uneven(String text, TimePhrases phrases) {
    for (TimePhrases.Phrase phrase : phrases.of("uneven")) {
      Matcher matcher = phrase.pattern().matcher(phrases.plain(text));
      if (matcher.find()) {
        return Optional.of(text.substring(matcher.start(), matcher.end()).strip());
      }
    }
    return Optional.empty();
  }

  private @Nullable Trigger read() {
    Matcher month = cut("month");
    if (month != null) {
      return monthly(month);
    }
    Matcher every = cut("every");
    if (every != null) {
      return every(every);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (TimePhrases.Phrase phrase : phrases.of("days")) {
      if (cut(phrase) != null) {
        days.addAll(TimePhrases.days(phrase.means()));
      }
    }
    Set<DayOfWeek> on = days.isEmpty() ? DAILY : days;
    Matcher sun = cut("sun");
    if (sun != null) {
      return sun(sun, on);
    }
    String part = null;
    int usual = -1;
    for (TimePhrases.Phrase phrase : phrases.of("part")) {
      if (phrases.spaced() && part == null && cut(phrase) != null) {
        part = phrase.means().substring(0, phrase.means().indexOf(' '));
        usual = Integer.parseInt(phrase.means().substring(part.length() + 1));
      }
    }
    Matcher time = cut("time");
    if (time != null) {
      return time(time, part, on);
    }
    for (TimePhrases.Phrase phrase : phrases.of("part")) {
      if (usual < 0 && cut(phrase) != null) {
        usual = Integer.parseInt(phrase.means().substring(phrase.means().indexOf(' ') + 1));
      }
    }
    return usual < 0 ? null : new Trigger.At(LocalTime.of(usual, 0), on);
  }

  private @Nullable Matcher cut(String kind) {
    for (TimePhrases.Phrase phrase : phrases.of(kind)) {
      Matcher found = cut(phrase);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Matcher cut(TimePhrases.Phrase phrase) {
    Matcher matcher = phrase.pattern().matcher(phrases.plain(rest));
    if (!matcher.find()) {
      return null;
    }
    recurs |= phrases.recurs(matcher.group());
    rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
    return matcher;
  }

  static @Nullable String group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
  }

  /** Once a month, on a day that is said by its number. */
  private @Nullable Trigger monthly(Matcher matcher) {
    int day =
        Stream.of("day", "day2")
            .map(name -> group(matcher, name))
            .filter(Objects::nonNull)
            .mapToInt(said -> phrases.number(said, 0))
            .findFirst()
            .orElse(1);
    Matcher said = cut("time");
    Trigger at = said == null ? new Trigger.At(USUAL, DAILY) : time(said, null, DAILY);
    recurs = true;
    return day >= 1 && day <= 31 && at instanceof Trigger.At(LocalTime time, Set<DayOfWeek> days)
        ? new Trigger.Cron("%d %d %d * *".formatted(time.getMinute(), time.getHour(), day))
        : null;
  }

  private @Nullable Trigger every(Matcher matcher) {
    String counted = group(matcher, "count");
    int count = "other".equalsIgnoreCase(counted) ? 2 : phrases.number(counted, 1);
    boolean minutes = phrases.is("minute", group(matcher, "unit"));
    if (count < 1 || count > (minutes ? 59 : 23)) {
      return null;
    }
    String step = count == 1 ? "*" : "*/" + count;
    return new Trigger.Cron(minutes ? step + " * * * *" : "0 " + step + " * * *");
  }

  private Trigger sun(Matcher matcher, Set<DayOfWeek> days) {
    Trigger.SunEvent event =
        phrases.is("rise", group(matcher, "event"))
            ? Trigger.SunEvent.SUNRISE
            : Trigger.SunEvent.SUNSET;
    Duration distance = group(matcher, "way") == null ? Duration.ZERO : length(matcher, phrases);
    boolean before = phrases.is("before", group(matcher, "way"));
    return new Trigger.Sun(event, before ? distance.negated() : distance, days);
  }

  /** "Half an hour", "20 minutes". */
  static Duration length(Matcher matcher, TimePhrases phrases) {
    if (group(matcher, "half") != null) {
      return Duration.ofMinutes(30);
    }
    int count = phrases.number(group(matcher, "count"), 1);
    String unit = group(matcher, "unit");
    return phrases.is("hour", unit)
        ? Duration.ofHours(count)
        : phrases.is("minute", unit) ? Duration.ofMinutes(count) : Duration.ofSeconds(count);
  }

  private @Nullable Trigger time(Matcher matcher, @Nullable String part, Set<DayOfWeek> days) {
    if (group(matcher, "noon") != null) {
      return new Trigger.At(LocalTime.NOON, days);
    }
    if (group(matcher, "midnight") != null) {
      return new Trigger.At(LocalTime.MIDNIGHT, days);
    }
    int hour = phrases.number(group(matcher, "hour"), -1);
    String minutes =
        group(matcher, "minute") != null ? group(matcher, "minute") : group(matcher, "minute2");
    int minute =
        group(matcher, "half") != null
            ? 30
            : "quarter".equalsIgnoreCase(minutes) ? 15 : phrases.number(minutes, 0);
    String before = group(matcher, "before");
    if (before != null) {
      minute = 60 - ("quarter".equalsIgnoreCase(before) ? 15 : phrases.number(before, 60));
      hour--;
    }
    String half = group(matcher, "half2");
    boolean afternoon = phrases.is("pm", half) || half == null && phrases.is("pm", part);
    boolean morning = half != null && half.toLowerCase(Locale.ROOT).startsWith("a");
    if (afternoon && hour < 12 && !(hour < 5 && "night".equals(part))) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    if (hour == 24 && minute == 0) {
      hour = 0;
    }
    return hour < 0 || hour > 23 || minute < 0 || minute > 59
        ? null
        : new Trigger.At(LocalTime.of(hour, minute), days);
  }
}
