package io.lares.mqttdiscovery.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters of the fast path, with the meaning that Home Assistant documents for them. */
final class Filters {
  private Filters() {}

  /** A filter without arguments, or null where the fast path does not know it. */
  static FastTemplates.@Nullable Filter plain(String name) {
    return switch (name) {
      case "float" -> value -> missing(value) ? null : (Object) number("float", value);
      case "int" -> value -> missing(value) ? null : (Object) (long) number("int", value);
      case "round" -> value -> missing(value) ? null : (Object) round(number("round", value), 0);
      case "abs" -> value -> missing(value) ? null : (Object) Math.abs(number("abs", value));
      case "lower" -> value -> Values.text(value).toLowerCase(Locale.ROOT);
      case "upper" -> value -> Values.text(value).toUpperCase(Locale.ROOT);
      case "trim" -> value -> Values.text(value).strip();
      case "is_defined" -> value -> value;
      default -> null;
    };
  }

  /** A filter with one number as its argument, or null where the fast path does not know it. */
  static FastTemplates.@Nullable Filter with(String name, String argument) {
    double parsed = Values.number(argument);
    boolean whole = argument.indexOf('.') < 0;
    Object fallback = whole ? (Object) (long) parsed : (Object) parsed;
    return switch (name) {
      case "round" ->
          whole && Math.abs(parsed) <= 12
              ? value ->
                  missing(value) ? null : (Object) round(number("round", value), (int) parsed)
              : null;
      case "float" -> value -> orElse(value, parsed);
      case "int" -> value -> (long) orElse(value, parsed);
      case "multiply" ->
          value -> missing(value) ? null : (Object) (number("multiply", value) * parsed);
      case "default" -> value -> missing(value) ? fallback : value;
      default -> null;
    };
  }

  private static boolean missing(@Nullable Object value) {
    return value == null;
  }

  private static double orElse(@Nullable Object value, double fallback) {
    double number = Values.number(Values.text(value));
    return Double.isNaN(number) ? fallback : number;
  }

  private static double number(String filter, @Nullable Object value) throws TemplateException {
    String text = Values.text(value);
    double number = Values.number(text);
    if (Double.isNaN(number)) {
      throw new TemplateException(
          filter + " was given '" + Text.shorten(text, 60) + "', which is not a number");
    }
    return number;
  }

  static double round(double number, int digits) {
    return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
  }
}
