package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The filters and functions that deal in time. */
final class Times {
  private Times() {}

  static @Nullable Object filter(String name, @Nullable Object value, Args a) {
    return switch (name) {
      case "as_timestamp" -> asTimestamp(value, a);
      case "as_datetime" -> asDatetime(value, a);
      case "as_local" ->
          value instanceof Moment moment
              ? new Moment(moment.time().withZoneSameInstant(ZoneId.systemDefault()))
              : value;
      case "timestamp_custom" -> {
        ZoneId zone = a.flag(1, "local", true) ? ZoneId.systemDefault() : ZoneOffset.UTC;
        Moment moment = ofSeconds(value, zone);
        yield moment == null
            ? Arithmetic.noNumber(name, value, a, 2)
            : moment.format(a.text(0, "format_string", "%Y-%m-%d %H:%M:%S"));
      }
      default -> {
        boolean local = name.equals("timestamp_local");
        Moment moment = ofSeconds(value, local ? ZoneId.systemDefault() : ZoneOffset.UTC);
        yield moment == null ? Arithmetic.noNumber(name, value, a, 0) : moment.iso('T');
      }
    };
  }

  static @Nullable Object asTimestamp(@Nullable Object value, Args a) {
    Moment moment =
        value instanceof Moment known
            ? known
            : value instanceof String text ? Moment.parse(text) : null;
    return moment == null
        ? Arithmetic.noNumber("as_timestamp", value, a, 0)
        : (Object) moment.timestamp();
  }

  static @Nullable Object asDatetime(@Nullable Object value, Args a) {
    if (value instanceof Moment) {
      return value;
    }
    Moment moment = ofSeconds(value, ZoneOffset.UTC);
    if (moment == null && value instanceof String text) {
      moment = Moment.parse(text);
    }
    return moment == null ? a.get(0, "default", None.NONE) : moment;
  }

  private static @Nullable Moment ofSeconds(@Nullable Object value, ZoneId zone) {
    double seconds = Py.toDouble(value);
    if (!Double.isFinite(seconds)) {
      return null;
    }
    try {
      return Moment.ofSeconds(seconds, zone);
    } catch (DateTimeException e) {
      throw new InterpretException("a time is out of range");
    }
  }
}
