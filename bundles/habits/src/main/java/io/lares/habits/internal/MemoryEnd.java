package io.lares.habits.internal;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end that somebody's words name: "until three", "until 15:30", "till tomorrow", "for two
 * hours", "到三点", "三点之前".
 */
final class MemoryEnd {
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\b(?:until|till|til)\\s+(?:(\\d{1,2})(?::(\\d{2}))?|("
              + String.join("|", ClockTimes.NUMBERS)
              + "|noon|midnight))\\b\\s*(am|pm)?");
  private static final Pattern TOMORROW = Pattern.compile("\\b(?:until|till|til)\\s+tomorrow\\b");
  private static final Pattern HAN_CLOCK =
      Pattern.compile(
          "(?:到|至|直到|(?=[^到至]{1,8}[点點]半?(?:之前|以前|前)))(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?"
              + "(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[点點时時](半|[一三]刻|\\d{1,2})?|[:：](\\d{2}))");
  private static final Pattern LASTING =
      Pattern.compile(
          "\\bfor (?:the next |another )?(\\d{1,3}|an?|"
              + String.join("|", ClockTimes.NUMBERS)
              + ")\\s+(half hour|minute|hour|day|week)s?\\b");
  private static final Pattern HAN_LASTING =
      Pattern.compile("(\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(分钟|小时|钟头|天|星期|周)(?!前|后|一次)");
  private static final Pattern HAN_DAY = Pattern.compile("今天|今晚|到明天|到明早");
  private static final Pattern TODAY = Pattern.compile("\\b(?:today|tonight)\\b");

  private MemoryEnd() {}

  /** Whether the words name a day that ends: today, tomorrow. */
  static boolean once(String low) {
    return TODAY.matcher(low).find() || TOMORROW.matcher(low).find() || HAN_DAY.matcher(low).find();
  }

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
    Duration lasting = lasting(low);
    if (lasting != null) {
      return now.plus(lasting);
    }
    if (once(low)) {
      return now.toLocalDate().plusDays(1).atStartOfDay(now.getZone());
    }
    return null;
  }

  /** "For two hours", 两个小时. */
  private static @Nullable Duration lasting(String low) {
    Matcher english = LASTING.matcher(low);
    if (english.find()) {
      String count = english.group(1);
      int many =
          count.startsWith("a")
              ? 1
              : Character.isDigit(count.charAt(0))
                  ? Integer.parseInt(count)
                  : ClockTimes.NUMBERS.indexOf(count) + 1;
      return unit(english.group(2)).multipliedBy(many);
    }
    Matcher han = HAN_LASTING.matcher(low);
    if (han.find()) {
      Duration unit = unit(han.group(2));
      return han.group(1).equals("半")
          ? unit.dividedBy(2)
          : unit.multipliedBy(ClockTimes.number(han.group(1)));
    }
    return null;
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "minute", "分钟" -> Duration.ofMinutes(1);
      case "half hour" -> Duration.ofMinutes(30);
      case "hour", "小时", "钟头" -> Duration.ofHours(1);
      case "day", "天" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }

  private static @Nullable ZonedDateTime clock(Matcher clock, ZonedDateTime now) {
    String word = clock.group(3);
    int hour =
        word == null
            ? Integer.parseInt(clock.group(1))
            : word.equals("noon")
                ? 12
                : word.equals("midnight") ? 0 : ClockTimes.NUMBERS.indexOf(word) + 1;
    int minute = clock.group(2) == null ? 0 : Integer.parseInt(clock.group(2));
    if (hour > 24 || minute > 59) {
      return null;
    }
    String half = clock.group(4);
    boolean open =
        half == null
            && hour >= 1
            && hour <= 12
            && (word == null || ClockTimes.NUMBERS.contains(word));
    int first = half == null ? hour % 24 : hour % 12 + (half.equals("pm") ? 12 : 0);
    return open
        ? nearest(first, minute, now)
        : next(now.toLocalDateTime(), LocalTime.of(first, minute)).atZone(now.getZone());
  }

  private static @Nullable ZonedDateTime han(Matcher clock, ZonedDateTime now) {
    int hour = ClockTimes.number(clock.group(2));
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

  private static LocalDateTime next(LocalDateTime now, LocalTime time) {
    LocalDateTime today = now.toLocalDate().atTime(time);
    return today.isAfter(now) ? today : today.plusDays(1);
  }
}
