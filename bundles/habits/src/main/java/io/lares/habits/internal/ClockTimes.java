package io.lares.habits.internal;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the day that are named by the clock: "from one to three", "between 9 and 17:30", 一点到三点.
 */
final class ClockTimes {
  static final List<String> NUMBERS =
      List.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");
  private static final String CLOCK =
      "(\\d{1,2}(?::\\d{2})?|" + String.join("|", NUMBERS) + "|noon|midnight)\\s*(am|pm)?";
  private static final Pattern SPAN =
      Pattern.compile(
          "\\b(?:from\\s+"
              + CLOCK
              + "\\s*(?:to|until|till|-|–)\\s*"
              + CLOCK
              + "|between\\s+"
              + CLOCK
              + "\\s+and\\s+"
              + CLOCK
              + ")(?!\\s*(?:%|percent|°|degrees?))\\b");
  private static final String HAN_HALF = "(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?";
  private static final String HAN_CLOCK = "(\\d{1,2}|[一二两三四五六七八九十]{1,3})[点點时時](半|[一三]刻)?";
  private static final Pattern HAN_SPAN =
      Pattern.compile(HAN_HALF + HAN_CLOCK + "(?:到|至|-)" + HAN_HALF + HAN_CLOCK);
  private static final String HAN_DIGITS = "零一二三四五六七八九";
  private static final LocalTime NOON = LocalTime.NOON;

  private ClockTimes() {}

  /** A part of the day, over midnight where it ends before it begins. */
  record Span(LocalTime from, LocalTime until) {
    boolean holds(LocalTime time) {
      return from.isBefore(until)
          ? !time.isBefore(from) && time.isBefore(until)
          : !time.isBefore(from) || time.isBefore(until);
    }
  }

  /**
   * The part of the day that words name.
   *
   * @param low in small letters
   * @param night true where "from ten to six" is meant at night: somebody sleeps
   */
  static Optional<Span> in(String low, boolean night) {
    Matcher span = SPAN.matcher(low);
    if (span.find()) {
      int first = span.group(1) == null ? 5 : 1;
      return span(
          time(span.group(first)),
          span.group(first + 1),
          time(span.group(first + 2)),
          span.group(first + 3),
          night);
    }
    Matcher han = HAN_SPAN.matcher(low);
    if (han.find()) {
      return span(
          time(han.group(2), han.group(3)),
          half(han.group(1)),
          time(han.group(5), han.group(6)),
          half(han.group(4)),
          night);
    }
    return Optional.empty();
  }

  private static Optional<Span> span(
      Optional<LocalTime> from,
      @Nullable String fromHalf,
      Optional<LocalTime> until,
      @Nullable String untilHalf,
      boolean night) {
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    LocalTime begin = from.get();
    LocalTime end = until.get();
    String half = fromHalf;
    if (half == null && open(begin)) {
      boolean wraps = !end.isAfter(begin) && open(end) && untilHalf == null;
      half =
          begin.getHour() < 7 || begin.getHour() >= 7 && begin.getHour() < 12 && night && wraps
              ? "pm"
              : "am";
      if (begin.getHour() == 12) {
        half = "pm";
      }
    }
    begin = at(begin, half);
    if (untilHalf != null) {
      end = at(end, untilHalf);
    } else if (open(end)) {
      LocalTime morning = at(end, "am");
      LocalTime evening = at(end, "pm");
      end = after(begin, morning) <= after(begin, evening) ? morning : evening;
    }
    return begin.equals(end) ? Optional.empty() : Optional.of(new Span(begin, end));
  }

  private static int after(LocalTime begin, LocalTime end) {
    int seconds = Math.floorMod(end.toSecondOfDay() - begin.toSecondOfDay(), 86_400);
    return seconds == 0 ? 86_400 : seconds;
  }

  /** Whether a clock with twelve hours may mean it. */
  private static boolean open(LocalTime time) {
    return time.getHour() >= 1 && time.getHour() <= 12;
  }

  private static LocalTime at(LocalTime time, @Nullable String half) {
    if (half == null || !open(time)) {
      return time;
    }
    int hour = time.getHour() % 12 + (half.equals("pm") ? 12 : 0);
    return time.withHour(hour);
  }

  private static @Nullable String half(@Nullable String han) {
    return switch (han) {
      case null -> null;
      case "凌晨", "早上", "上午" -> "am";
      default -> "pm";
    };
  }

  private static Optional<LocalTime> time(String clock) {
    if (clock.equals("noon") || clock.equals("midnight")) {
      return Optional.of(clock.equals("noon") ? NOON : LocalTime.MIDNIGHT);
    }
    int word = NUMBERS.indexOf(clock);
    String[] parts = word >= 0 ? new String[] {String.valueOf(word + 1)} : clock.split(":");
    return of(Integer.parseInt(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
  }

  private static Optional<LocalTime> time(String hour, @Nullable String part) {
    int minute =
        switch (part) {
          case null -> 0;
          case "半" -> 30;
          case "一刻" -> 15;
          default -> 45;
        };
    return of(number(hour), minute);
  }

  private static Optional<LocalTime> of(int hour, int minute) {
    return hour > 24 || minute > 59
        ? Optional.empty()
        : Optional.of(LocalTime.of(hour % 24, minute));
  }

  /** A number up to 99 in digits or in Chinese. */
  static int number(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    int ten = text.indexOf('十');
    if (ten < 0) {
      return digit(text.charAt(0));
    }
    int tens = ten == 0 ? 1 : digit(text.charAt(0));
    return tens * 10 + (ten + 1 < text.length() ? digit(text.charAt(ten + 1)) : 0);
  }

  private static int digit(char han) {
    return han == '两' ? 2 : HAN_DIGITS.indexOf(han);
  }
}
