package io.lares.mqttdiscovery.template.python;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Python's datetime. */
public record Moment(ZonedDateTime time) {
  static Moment now(ZoneId zone) {
    return new Moment(ZonedDateTime.now(zone));
  }

  /**
   * @throws DateTimeException where that is out of range
   */
  static Moment ofSeconds(double seconds, ZoneId zone) {
    long whole = (long) Math.floor(seconds);
    long nanos = Math.round((seconds - whole) * 1e6) * 1000;
    return new Moment(Instant.ofEpochSecond(whole, nanos).atZone(zone));
  }

  /** Reads ISO 8601, with a blank or a T; a local time where no offset is given. Null for none. */
  static @Nullable Moment parse(String text) {
    String iso = text.strip().replace(' ', 'T');
    if (iso.length() < 10 || iso.length() > 40) {
      return null;
    }
    try {
      if (iso.length() == 10) {
        return new Moment(LocalDate.parse(iso).atStartOfDay(ZoneId.systemDefault()));
      }
      if (iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 10) {
        return new Moment(OffsetDateTime.parse(iso).toZonedDateTime());
      }
      return new Moment(LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()));
    } catch (DateTimeException e) {
      return null;
    }
  }

  double timestamp() {
    return time.toEpochSecond() + time.getNano() / 1000 / 1e6;
  }

  String iso(char between) {
    StringBuilder out = new StringBuilder(32);
    out.append(format("%Y-%m-%d")).append(between).append(format("%H:%M:%S"));
    if (time.getNano() >= 1000) {
      out.append(format(".%f"));
    }
    return out.append(time.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : time.getOffset().getId())
        .toString();
  }

  /** A property such as {@code year}, or null where there is none of that name. */
  @Nullable Object property(String name) {
    return switch (name) {
      case "year" -> (long) time.getYear();
      case "month" -> (long) time.getMonthValue();
      case "day" -> (long) time.getDayOfMonth();
      case "hour" -> (long) time.getHour();
      case "minute" -> (long) time.getMinute();
      case "second" -> (long) time.getSecond();
      case "microsecond" -> (long) time.getNano() / 1000;
      default -> null;
    };
  }

  /** As {@code strftime}; letters that it does not know stay as they are. */
  String format(String format) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
        continue;
      }
      char letter = format.charAt(++i);
      boolean bare = letter == '-' && i + 1 < format.length();
      String part = part(bare ? format.charAt(++i) : letter);
      out.append(bare && part.length() > 1 && part.charAt(0) == '0' ? part.substring(1) : part);
    }
    return out.toString();
  }

  private String part(char letter) {
    return switch (letter) {
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'c' -> format("%a %b %d %H:%M:%S %Y");
      case 'D', 'x' -> format("%m/%d/%y");
      case 'd' -> pattern("dd");
      case 'F' -> format("%Y-%m-%d");
      case 'f' -> pattern("SSSSSS");
      case 'H' -> pattern("HH");
      case 'I' -> pattern("hh");
      case 'j' -> pattern("DDD");
      case 'M' -> pattern("mm");
      case 'm' -> pattern("MM");
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'S' -> pattern("ss");
      case 's' -> Long.toString(time.toEpochSecond());
      case 'T', 'X' -> format("%H:%M:%S");
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'Y' -> pattern("uuuu");
      case 'y' -> pattern("uu");
      case 'Z' -> time.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'z' -> pattern("xx");
      case '%' -> "%";
      default -> "%" + letter;
    };
  }

  private String pattern(String letters) {
    return time.format(DateTimeFormatter.ofPattern(letters, Locale.ENGLISH));
  }

  @Override
  public String toString() {
    return iso(' ');
  }
}
