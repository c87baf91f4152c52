package io.lares.mqttdiscovery.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filters and functions that Home Assistant adds to Jinja, as far as discovery templates use
 * them. Regular expressions run in linear time (RE2).
 */
public final class JinjaExtras {
  private JinjaExtras() {}

  static void register(Context context) {
    filter(context, "is_defined", (value, a) -> value);
    filter(context, "float", (value, a) -> toFloat("float", value, a));
    filter(context, "int", (value, a) -> toInt("int", value, a));
    filter(context, "round", (value, a) -> round(value, a));
    filter(context, "multiply", (value, a) -> number("multiply", value) * number("multiply", a[0]));
    filter(context, "add", (value, a) -> number("add", value) + number("add", a[0]));
    filter(context, "to_json", (value, a) -> Json.write(value == null ? "" : value));
    filter(context, "tojson", (value, a) -> Json.write(value == null ? "" : value));
    filter(context, "from_json", (value, a) -> Jinja.fromJson(Values.text(value)));
    filter(
        context,
        "iif",
        (value, a) ->
            iif(value, argument(a, 0, true), argument(a, 1, false), argument(a, 2, null)));
    filter(context, "bitwise_and", (value, a) -> whole(value) & whole(a[0]));
    filter(context, "bitwise_or", (value, a) -> whole(value) | whole(a[0]));
    filter(context, "bitwise_xor", (value, a) -> whole(value) ^ whole(a[0]));
    filter(
        context,
        "regex_replace",
        (value, a) ->
            pattern(a, 0)
                .matcher(Values.text(value))
                .replaceAll(Values.text(argument(a, 1, "")).replaceAll("\\\\([0-9])", "\\$$1")));
    filter(
        context,
        "regex_match",
        (value, a) -> pattern(a, 0).matcher(Values.text(value)).lookingAt());
    filter(context, "regex_search", (value, a) -> pattern(a, 0).matcher(Values.text(value)).find());
    filter(context, "regex_findall_index", (value, a) -> findIndex(Values.text(value), a));
    filter(context, "timestamp_custom", (value, a) -> timestamp(value, a));
    filter(
        context,
        "timestamp_local",
        (value, a) -> instant(value).atZone(ZoneId.systemDefault()) + "");
    filter(context, "timestamp_utc", (value, a) -> instant(value) + "");
    function(context, "iif");
    function(context, "float");
    function(context, "int");
    function(context, "states");
    function(context, "state_attr");
    function(context, "is_state");
    function(context, "now");
    function(context, "utcnow");
  }

  /** A condition's two ways; the third is for none. Called by templates. */
  public static @Nullable Object iif(@Nullable Object... a) {
    Object condition = argument(a, 0, null);
    if (condition == null && a.length > 3) {
      return a[3];
    }
    return FastTemplates.truthy(condition) ? argument(a, 1, true) : argument(a, 2, false);
  }

  /** Called by templates as {@code float(...)}. */
  public static Object floatFunction(@Nullable Object... a) {
    return toFloat("float", argument(a, 0, null), rest(a));
  }

  /** Called by templates as {@code int(...)}. */
  public static Object intFunction(@Nullable Object... a) {
    return toInt("int", argument(a, 0, null), rest(a));
  }

  /** A driver does not see the states of other devices. Called by templates. */
  public static String states(@Nullable Object... a) {
    return "unknown";
  }

  /** As {@link #states}. */
  public static String state_attr(@Nullable Object... a) {
    return "";
  }

  /** As {@link #states}. */
  public static boolean is_state(@Nullable Object... a) {
    return false;
  }

  /** The time, as ISO text. Called by templates. */
  public static String now(@Nullable Object... a) {
    return Instant.now().atZone(ZoneId.systemDefault()).toOffsetDateTime().toString();
  }

  /** The time in UTC, as ISO text. Called by templates. */
  public static String utcnow(@Nullable Object... a) {
    return Instant.now().atOffset(ZoneOffset.UTC).toString();
  }

  private interface Body {
    @Nullable Object apply(@Nullable Object value, @Nullable Object[] arguments);
  }

  private static void filter(Context context, String name, Body body) {
    context.registerFilter(
        new AdvancedFilter() {
          @Override
          public String getName() {
            return name;
          }

          @Override
          public @Nullable Object filter(
              @Nullable Object value,
              JinjavaInterpreter interpreter,
              @Nullable Object[] arguments,
              Map<String, Object> named) {
            Object[] all = arguments;
            if (arguments.length == 0 && named.containsKey("default")) {
              all = new Object[] {named.get("default")};
            }
            return body.apply(value, all);
          }
        });
  }

  private static void function(Context context, String name) {
    String method = name.equals("float") || name.equals("int") ? name + "Function" : name;
    context.registerFunction(
        new ELFunctionDefinition("", name, JinjaExtras.class, method, Object[].class));
  }

  private static @Nullable Object argument(
      @Nullable Object[] arguments, int index, @Nullable Object otherwise) {
    return index < arguments.length ? arguments[index] : otherwise;
  }

  private static @Nullable Object[] rest(@Nullable Object[] a) {
    return a.length < 2 ? new Object[0] : new @Nullable Object[] {a[1]};
  }

  private static Object toFloat(String name, @Nullable Object value, @Nullable Object[] a) {
    double number = Values.number(Values.text(value));
    if (Double.isNaN(number)) {
      return fallback(name, value, a);
    }
    return number;
  }

  private static Object toInt(String name, @Nullable Object value, @Nullable Object[] a) {
    double number = Values.number(Values.text(value));
    if (Double.isNaN(number)) {
      return fallback(name, value, a);
    }
    return (long) number;
  }

  private static Object fallback(String name, @Nullable Object value, @Nullable Object[] a) {
    Object otherwise = argument(a, 0, null);
    if (otherwise == null) {
      throw noNumber(name, value);
    }
    return otherwise;
  }

  private static double number(String name, @Nullable Object value) {
    double number = Values.number(Values.text(value));
    if (Double.isNaN(number)) {
      throw noNumber(name, value);
    }
    return number;
  }

  private static long whole(@Nullable Object value) {
    return (long) number("a bitwise filter", value);
  }

  private static InterpretException noNumber(String name, @Nullable Object value) {
    return new InterpretException(
        name + " was given '" + Text.shorten(Values.text(value), 60) + "', which is not a number");
  }

  private static Object round(@Nullable Object value, @Nullable Object[] a) {
    int digits = (int) Math.clamp(number("round", argument(a, 0, 0)), -12, 12);
    double number = number("round", value);
    double scale = Math.pow(10, digits);
    double rounded =
        switch (Values.text(argument(a, 1, "common"))) {
          case "ceil" -> Math.ceil(number * scale) / scale;
          case "floor" -> Math.floor(number * scale) / scale;
          case "half" -> Math.round(number * 2) / 2.0;
          default -> Filters.round(number, digits);
        };
    return digits == 0 ? (Object) (long) rounded : (Object) rounded;
  }

  private static Pattern pattern(@Nullable Object[] a, int index) {
    try {
      return Pattern.compile(Values.text(argument(a, index, "")));
    } catch (PatternSyntaxException e) {
      throw new InterpretException("a regular expression is malformed: " + e.getMessage());
    }
  }

  private static String findIndex(String text, @Nullable Object[] a) {
    var matcher = pattern(a, 0).matcher(text);
    long wanted = whole(argument(a, 1, 0));
    for (int i = 0; matcher.find(); i++) {
      if (i == wanted) {
        return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      }
    }
    throw new InterpretException("regex_findall_index found nothing at " + wanted);
  }

  private static Instant instant(@Nullable Object value) {
    try {
      return Instant.ofEpochMilli((long) (number("a timestamp", value) * 1000));
    } catch (DateTimeException e) {
      throw new InterpretException("a timestamp is out of range");
    }
  }

  /** The usual letters of strftime; others stay as they are. */
  private static String timestamp(@Nullable Object value, @Nullable Object[] a) {
    String format = Values.text(argument(a, 0, "%Y-%m-%d %H:%M:%S"));
    boolean local = FastTemplates.truthy(argument(a, 1, true));
    var time = instant(value).atZone(local ? ZoneId.systemDefault() : ZoneOffset.UTC);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      String letters = c == '%' && i + 1 < format.length() ? strftime(format.charAt(++i)) : null;
      if (letters == null) {
        out.append(format.charAt(i));
      } else {
        out.append(time.format(DateTimeFormatter.ofPattern(letters)));
      }
    }
    return out.toString();
  }

  private static @Nullable String strftime(char letter) {
    return switch (letter) {
      case 'Y' -> "yyyy";
      case 'm' -> "MM";
      case 'd' -> "dd";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'p' -> "a";
      case 'z' -> "xx";
      default -> null;
    };
  }
}
