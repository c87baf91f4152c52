package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's two ways to format: {@code '%.1f' % x} and {@code '{:.1f}'.format(x)}. */
final class Formats {
  private static final int MAX_WIDTH = 200;

  private static final Pattern PERCENT =
      Pattern.compile("%([-+ 0#]{0,5})([0-9]{0,3})(?:\\.([0-9]{1,3}))?([a-zA-Z%])");

  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(.)?([<>^]))?([-+ ]?)(#?)(0?)([0-9]{0,3})(,?)(?:\\.([0-9]{1,3}))?([a-zA-Z%]?)");

  private Formats() {}

  /** How a value is to be written. */
  private record Style(
      char type, int precision, String sign, boolean alternate, boolean grouped, boolean python) {}

  static String percent(String format, List<?> values) {
    Steps.text(format);
    StringBuilder out = new StringBuilder();
    Matcher matcher = PERCENT.matcher(format);
    int next = 0;
    int from = 0;
    for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
      out.append(format, from, at);
      if (!matcher.find(at) || matcher.start() != at) {
        throw new InterpretException("the format '" + format + "' is malformed");
      }
      from = matcher.end();
      char type = matcher.group(4).charAt(0);
      if (type == '%') {
        out.append('%');
        continue;
      }
      if (next == values.size()) {
        throw new InterpretException("the format '" + format + "' lacks values");
      }
      String flags = matcher.group(1);
      String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
      String text =
          write(
              values.get(next++),
              new Style(
                  type, number(matcher.group(3), -1), sign, flags.contains("#"), false, false));
      char align = flags.contains("-") ? '<' : '>';
      boolean zeros = flags.contains("0") && align == '>' && type != 's';
      out.append(pad(text, zeros ? '0' : ' ', zeros ? '=' : align, number(matcher.group(2), 0)));
      Steps.size(out.length(), Steps.MAX_TEXT);
    }
    return out.append(format, from, format.length()).toString();
  }

  static String braces(String format, List<?> values) {
    Steps.text(format);
    StringBuilder out = new StringBuilder();
    int next = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      boolean twice = i + 1 < format.length() && format.charAt(i + 1) == c;
      if (c != '{' && c != '}' || twice) {
        out.append(c);
        i += twice && (c == '{' || c == '}') ? 1 : 0;
        continue;
      }
      int end = format.indexOf('}', i);
      if (c == '}' || end < 0) {
        throw new InterpretException("the format '" + format + "' is malformed");
      }
      String[] field = format.substring(i + 1, end).split(":", 2);
      int index = field[0].isEmpty() ? next++ : number(field[0], -1);
      if (index < 0 || index >= values.size()) {
        throw new InterpretException("the format '" + format + "' lacks values");
      }
      out.append(spec(values.get(index), field.length == 2 ? field[1] : ""));
      Steps.size(out.length(), Steps.MAX_TEXT);
      i = end;
    }
    return out.toString();
  }

  private static String spec(@Nullable Object value, String spec) {
    Matcher matcher = SPEC.matcher(spec);
    if (!matcher.matches()) {
      throw new InterpretException("the format '" + spec + "' is malformed");
    }
    boolean number = Py.isNumber(value) && !(value instanceof Boolean);
    String type = matcher.group(9);
    char letter = type.isEmpty() ? 's' : type.charAt(0);
    int precision = number(matcher.group(8), -1);
    if (type.isEmpty() && number && precision >= 0) {
      letter = 'g';
    }
    String text =
        write(
            value,
            new Style(
                letter,
                precision,
                matcher.group(3).equals("-") ? "" : matcher.group(3),
                !matcher.group(4).isEmpty(),
                !matcher.group(7).isEmpty(),
                true));
    String fill = matcher.group(1);
    String align = matcher.group(2);
    boolean zeros = !matcher.group(5).isEmpty() && align == null;
    char way = zeros ? '=' : align == null ? (number ? '>' : '<') : align.charAt(0);
    return pad(
        text, zeros ? '0' : fill == null ? ' ' : fill.charAt(0), way, number(matcher.group(6), 0));
  }

  private static String write(@Nullable Object value, Style style) {
    return switch (style.type) {
      case 's', 'r' -> {
        String text = style.type == 'r' ? Py.repr(value) : Py.str(value);
        if (value instanceof Number number && style.python) {
          text = sign(style.grouped ? grouped(text) : text, number.doubleValue() < 0, style);
        }
        yield style.precision >= 0 && style.precision < text.length()
            ? text.substring(0, style.precision)
            : text;
      }
      case 'd', 'i', 'u', 'x', 'X', 'o', 'b' -> whole(value, style);
      case 'c' -> value instanceof String text ? text : Character.toString(whole(value).intValue());
      case 'f', 'F', 'e', 'E', 'g', 'G', '%' -> real(value, style);
      default ->
          throw new InterpretException("the format letter '" + style.type + "' is not known");
    };
  }

  private static BigInteger whole(@Nullable Object value) {
    Number number = Py.number(value, "a format");
    return Py.isWhole(number)
        ? Py.big(number)
        : new BigDecimal(finite(number.doubleValue())).toBigInteger();
  }

  private static String whole(@Nullable Object value, Style style) {
    if (style.python && value instanceof Double) {
      throw new InterpretException("the format letter '" + style.type + "' takes whole numbers");
    }
    BigInteger number = whole(value);
    BigInteger size = number.abs();
    String digits =
        switch (style.type) {
          case 'x' -> (style.alternate ? "0x" : "") + size.toString(16);
          case 'X' -> (style.alternate ? "0X" : "") + size.toString(16).toUpperCase(Locale.ROOT);
          case 'o' -> (style.alternate ? "0o" : "") + size.toString(8);
          case 'b' -> (style.alternate ? "0b" : "") + size.toString(2);
          default -> style.grouped ? grouped(size.toString()) : size.toString();
        };
    return sign(number.signum() < 0 ? "-" + digits : digits, number.signum() < 0, style);
  }

  private static String real(@Nullable Object value, Style style) {
    double number = finite(Py.number(value, "a format").doubleValue());
    int precision = Math.min(style.precision < 0 ? 6 : style.precision, MAX_WIDTH);
    String text =
        switch (style.type) {
          case 'e', 'E' -> scientific(number, precision);
          case 'g', 'G' -> general(number, precision == 0 ? 1 : precision);
          case '%' -> fixed(number * 100, precision) + "%";
          default -> fixed(number, precision);
        };
    text = style.grouped ? grouped(text) : text;
    return sign(
        Character.isUpperCase(style.type) ? text.toUpperCase(Locale.ROOT) : text,
        text.startsWith("-"),
        style);
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new InterpretException("a number is not finite");
    }
    return number;
  }

  /** Rounds what the number really is, as Python does; keeps the sign of what becomes nothing. */
  static String fixed(double number, int precision) {
    String text =
        new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return number < 0 && !text.startsWith("-") ? "-" + text : text;
  }

  private static String scientific(double number, int precision) {
    return String.format(Locale.ROOT, "%." + precision + "e", number);
  }

  private static String general(double number, int precision) {
    if (number == 0) {
      return "0";
    }
    String scientific = scientific(number, precision - 1);
    int e = scientific.indexOf('e');
    int exponent = Integer.parseInt(scientific.substring(e + 1));
    boolean plain = exponent >= -4 && exponent < precision;
    String digits =
        plain ? fixed(number, Math.max(0, precision - 1 - exponent)) : scientific.substring(0, e);
    if (digits.indexOf('.') >= 0) {
      digits = digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return plain ? digits : digits + scientific.substring(e);
  }

  private static String grouped(String digits) {
    int point = digits.indexOf('.');
    int end = point < 0 ? digits.length() : point;
    StringBuilder out = new StringBuilder(digits);
    for (int i = end - 3; i > 0 && Character.isDigit(out.charAt(i - 1)); i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  private static String sign(String text, boolean negative, Style style) {
    return negative ? text : style.sign + text;
  }

  private static String pad(String text, char fill, char align, int width) {
    int missing = Math.min(width, MAX_WIDTH) - text.length();
    if (missing <= 0) {
      return text;
    }
    String all = String.valueOf(fill).repeat(missing);
    return switch (align) {
      case '<' -> text + all;
      case '^' -> all.substring(0, missing / 2) + text + all.substring(missing / 2);
      case '=' ->
          text.startsWith("-") || text.startsWith("+")
              ? text.charAt(0) + all + text.substring(1)
              : all + text;
      default -> all + text;
    };
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null || !digits.matches("[0-9]{1,6}") ? otherwise : Integer.parseInt(digits);
  }
}
