package io.lares.automations.sentence;

import io.lares.automations.During;
import io.lares.automations.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Finds the parts of the day and the days of the week in which something may happen. */
final class Windows {
  private static final During.Edge MIDNIGHT = new During.Edge.At(LocalTime.MIDNIGHT);
  private static final During.Edge MORNING = new During.Edge.At(LocalTime.of(6, 0));

  private final TimePhrases phrases;
  private final Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
  private final List<Span> spans = new ArrayList<>();

  private record Span(During.Edge from, During.Edge to) {}

  Windows(TimePhrases phrases) {
    this.phrases = phrases;
  }

  /** False where more was said than one part of the day. */
  boolean clear() {
    return spans.size() <= 1;
  }

  List<During> during() {
    if (spans.isEmpty() && (days.isEmpty() || days.size() == DayOfWeek.values().length)) {
      return List.of();
    }
    Span span = spans.isEmpty() ? new Span(MIDNIGHT, MIDNIGHT) : spans.getFirst();
    Set<DayOfWeek> on = days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    return List.of(new During(on, span.from(), span.to()));
  }

  void add(Windows others) {
    spans.addAll(others.spans);
    days.addAll(others.days);
  }

  /** Whether a test is about the time alone; then it is taken as a part of the day. */
  boolean takes(Clauses.Test test) {
    Windows own = new Windows(phrases);
    boolean alone = own.cutFrom(test.state()).isEmpty();
    boolean both = !own.spans.isEmpty() && !own.days.isEmpty();
    if (!alone || own.spans.isEmpty() && own.days.isEmpty() || test.not() && both) {
      return false;
    }
    own.spans.forEach(span -> spans.add(test.not() ? new Span(span.to(), span.from()) : span));
    if (!own.days.isEmpty()) {
      days.addAll(test.not() ? EnumSet.complementOf(EnumSet.copyOf(own.days)) : own.days);
    }
    return true;
  }

  /** What is left of a piece without its parts of the day; empty where it says nothing else. */
  String cutFrom(String piece) {
    String rest = piece;
    for (TimePhrases.Phrase phrase : phrases.of("window")) {
      Matcher matcher = phrase.pattern().matcher(phrases.plain(rest));
      if (matcher.find()) {
        Span span = span(phrase, matcher);
        if (span != null) {
          spans.add(span);
          rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
        }
      }
    }
    for (TimePhrases.Phrase phrase : phrases.of("days")) {
      Matcher matcher = phrase.pattern().matcher(phrases.plain(rest));
      if (matcher.find()) {
        days.addAll(TimePhrases.days(phrase.means()));
        rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
      }
    }
    String left = phrases.trimmed(phrases.spaced() ? rest : rest.replace(" ", ""));
    return phrases.whole("idle", left) ? "" : left;
  }

  private @Nullable Span span(TimePhrases.Phrase phrase, Matcher matcher) {
    String from = Recurrence.group(matcher, "from");
    String to = Recurrence.group(matcher, "to");
    if (from == null && to == null) {
      String[] edges = phrase.means().split(" ");
      return new Span(fixed(edges[0]), fixed(edges[1]));
    }
    During.Edge begin = from == null ? null : edge(from);
    During.Edge end = to == null ? null : edge(to);
    if (from != null && begin == null || to != null && end == null) {
      return null;
    }
    return new Span(begin == null ? before(end) : begin, end == null ? after(begin) : end);
  }

  /** "After ten in the evening": until the morning. */
  private static During.Edge after(During.@Nullable Edge begin) {
    return switch (begin) {
      case During.Edge.Sun sun when sun.event() == Trigger.SunEvent.SUNSET ->
          new During.Edge.Sun(Trigger.SunEvent.SUNRISE, Duration.ZERO);
      case During.Edge.At at when at.time().getHour() >= 12 -> MORNING;
      case null, default -> MIDNIGHT;
    };
  }

  /** "Before sunset": since the morning. */
  private static During.Edge before(During.@Nullable Edge end) {
    return switch (end) {
      case During.Edge.Sun sun when sun.event() == Trigger.SunEvent.SUNSET ->
          new During.Edge.Sun(Trigger.SunEvent.SUNRISE, Duration.ZERO);
      case During.Edge.At at when at.time().getHour() >= 12 -> MORNING;
      case null, default -> MIDNIGHT;
    };
  }

  private static During.Edge fixed(String edge) {
    return switch (edge) {
      case "sunrise", "sunset" ->
          new During.Edge.Sun(
              Trigger.SunEvent.valueOf(edge.toUpperCase(Locale.ROOT)), Duration.ZERO);
      default -> new During.Edge.At(LocalTime.parse(edge));
    };
  }

  private During.@Nullable Edge edge(String said) {
    for (TimePhrases.Phrase phrase : phrases.of("sun-event")) {
      if (phrase.pattern().matcher(said).matches()) {
        return fixed(phrase.means());
      }
    }
    LocalTime time = Recurrence.clock(said, phrases);
    return time == null ? null : new During.Edge.At(time);
  }
}
