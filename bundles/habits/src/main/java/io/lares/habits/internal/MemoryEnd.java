package io.lares.habits.internal;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The end that somebody's words name: "until three", "until 15:30", "till tomorrow", "到三点". */
final class MemoryEnd {
  private static final List<String> NUMBERS =
      List.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\b(?:until|till|til)\\s+(?:(\\d{1,2})(?::(\\d{2}))?|("
              + String.join("|", NUMBERS)
              + "|noon|midnight))\\b\\s*(am|pm)?");
  private static final Pattern TOMORROW = Pattern.compile("\\b(?:until|till|til)\\s+tomorrow\\b");
  private static final String HAN_DIGITS = "零一二三四五六七八九";
  private static final Pattern HAN_CLOCK =
      Pattern.compile(
          "(?:到|至|直到)(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?"
              + "(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[点點时時](半|[一三]刻|\\d{1,2})?|[:：](\\d{2}))");
  private static final Pattern HAN_DAY = Pattern.compile("今天|今晚|到明天|到明早");
  private static final Pattern TODAY = Pattern.compile("\\b(?:today|tonight)\\b");

  private MemoryEnd() {}

  static @Nullable ZonedDateTime of(String words, ZonedDateTime now) {
    String low = words.toLowerCase(Locale.ROOT);
    Matcher clock = CLOCK.matcher(low);
    if (clock.find()) {
      return clock(clock, now);
    }
    Matcher han = HAN_CLOCK.matcher(low);
    if (han.find()) {
      return han(han, now);
    }
    if (TOMORROW.matcher(low).find() || TODAY.matcher(low).find() || HAN_DAY.matcher(low).find()) {
      return now.toLocalDate().plusDays(1).atStartOfDay(now.getZone());
    }
    return null;
  }

  private static @Nullable ZonedDateTime clock(Matcher clock, ZonedDateTime now) {
    String word = clock.group(3);
    int hour =
        word == null
            ? Integer.parseInt(clock.group(1))
            : word.equals("noon") ? 12 : word.equals("midnight") ? 0 : NUMBERS.indexOf(word) + 1;
    int minute = clock.group(2) == null ? 0 : Integer.parseInt(clock.group(2));
    if (hour > 24 || minute > 59) {
      return null;
    }
    String half = clock.group(4);
    boolean open =
        half == null && hour >= 1 && hour <= 12 && (word == null || NUMBERS.contains(word));
    int first = half == null ? hour % 24 : hour % 12 + (half.equals("pm") ? 12 : 0);
    return open
        ? nearest(first, minute, now)
        : next(now.toLocalDateTime(), LocalTime.of(first, minute)).atZone(now.getZone());
  }

  private static @Nullable ZonedDateTime han(Matcher clock, ZonedDateTime now) {
    int hour = number(clock.group(2));
    String part = clock.group(3);
    String digits = clock.group(4);
    int minute =
        digits != null
            ? Integer.parseInt(digits)
            : switch (part) {
              case null -> 0;
              case "半" -> 30;
              case "一刻" -> 15;
              case "三刻" -> 45;
              default -> Integer.parseInt(part);
            };
    if (hour > 24 || minute > 59) {
      return null;
    }
    String half = clock.group(1);
    boolean later = half != null && !half.equals("凌晨") && !half.equals("早上") && !half.equals("上午");
    if (half != null || hour > 12 || hour == 0) {
      int at = later && hour < 12 && !(half.equals("中午") && hour > 10) ? hour + 12 : hour % 24;
      return next(now.toLocalDateTime(), LocalTime.of(at, minute)).atZone(now.getZone());
    }
    return nearest(hour, minute, now);
  }

  /** The next time that a clock with twelve hours shows this. */
  private static ZonedDateTime nearest(int hour, int minute, ZonedDateTime now) {
    LocalDateTime local = now.toLocalDateTime();
    LocalDateTime one = next(local, LocalTime.of(hour % 24, minute));
    LocalDateTime other = next(local, LocalTime.of((hour + 12) % 24, minute));
    return (one.isBefore(other) ? one : other).atZone(now.getZone());
  }

  /** A number up to 99 in digits or in Chinese. */
  private static int number(String text) {
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

  private static LocalDateTime next(LocalDateTime now, LocalTime time) {
    LocalDateTime today = now.toLocalDate().atTime(time);
    return today.isAfter(now) ? today : today.plusDays(1);
  }
}
