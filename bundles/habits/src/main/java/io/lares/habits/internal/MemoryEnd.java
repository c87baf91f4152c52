package io.lares.habits.internal;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The end that somebody's words name: "until three", "until 15:30", "till tomorrow". */
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
  private static final Pattern TODAY = Pattern.compile("\\b(?:today|tonight)\\b");

  private MemoryEnd() {}

  static @Nullable ZonedDateTime of(String words, ZonedDateTime now) {
    String low = words.toLowerCase(Locale.ROOT);
    Matcher clock = CLOCK.matcher(low);
    if (clock.find()) {
      return clock(clock, now);
    }
    if (TOMORROW.matcher(low).find() || TODAY.matcher(low).find()) {
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
    LocalDateTime next = next(now.toLocalDateTime(), LocalTime.of(first, minute));
    if (open) {
      LocalDateTime other = next(now.toLocalDateTime(), LocalTime.of((first + 12) % 24, minute));
      next = other.isBefore(next) ? other : next;
    }
    return next.atZone(now.getZone());
  }

  private static LocalDateTime next(LocalDateTime now, LocalTime time) {
    LocalDateTime today = now.toLocalDate().atTime(time);
    return today.isAfter(now) ? today : today.plusDays(1);
  }
}
