package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.node.NullNode;
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
      case "round" -> value -> missing(value) ? null : (Object) whole(number("round", value));
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
          whole && parsed > 0 && parsed <= 12
              ? value ->
                  missing(value)
                      ? null
                      : (Object) Values.rounded(number("round", value), (int) parsed)
              : parsed == 0 && whole ? plain("round") : null;
      case "float" ->
          value -> {
            double number = Values.number(Values.text(value));
            return Double.isNaN(number) ? fallback : (Object) number;
          };
      case "int" ->
          value -> {
            double number = Values.number(Values.text(value));
            return Double.isNaN(number) ? fallback : (Object) (long) number;
          };
      case "multiply" ->
          value -> missing(value) ? null : (Object) (number("multiply", value) * parsed);
      case "default" -> value -> value == null ? fallback : value;
      default -> null;
    };
  }

  /** What is not there, or null, can't be reckoned with, and shows nothing. */
  private static boolean missing(@Nullable Object value) {
    return value == null || value instanceof NullNode;
  }

  private static long whole(double number) {
    return (long) Values.rounded(number, 0);
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
}
