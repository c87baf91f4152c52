package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import io.lares.mqttdiscovery.template.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as Python sees them: texts, numbers ({@code Long}, {@code BigInteger}, {@code Double}),
 * booleans, {@link None}, lists, maps, moments. Java's null is what is not defined.
 */
public final class Py {
  private Py() {}

  /** What {@code str(value)} gives; nothing for what is undefined. */
  public static String str(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      default -> repr(value);
    };
  }

  /** What {@code repr(value)} gives: texts in quotes. */
  public static String repr(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    repr(value, out);
    return out.toString();
  }

  private static void repr(@Nullable Object value, StringBuilder out) {
    Steps.size(out.length(), Steps.MAX_TEXT);
    switch (value) {
      case null -> {}
      case String text -> quoted(text, out);
      case Boolean flag -> out.append(flag ? "True" : "False");
      case Double number -> out.append(Values.text(number));
      case List<?> list -> {
        boolean tuple = value instanceof Tuple;
        out.append(tuple ? '(' : '[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          repr(list.get(i), out);
        }
        out.append(tuple && list.size() == 1 ? "," : "").append(tuple ? ')' : ']');
      }
      case Map<?, ?> map -> {
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(comma);
          repr(entry.getKey(), out);
          out.append(": ");
          repr(entry.getValue(), out);
          comma = ", ";
        }
        out.append('}');
      }
      case Number number -> out.append(number);
      case None none -> out.append(none);
      case Moment moment -> out.append(moment);
      default -> throw new InterpretException(kind(value) + " can't be written");
    }
  }

  private static void quoted(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> out.append(c == quote ? "\\" : "").append(c);
      }
    }
    out.append(quote);
  }

  /** What Python holds to be true. */
  public static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case None none -> false;
      case Boolean flag -> flag;
      case BigInteger number -> number.signum() != 0;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /** The items that a loop over the value passes: characters, items, keys. */
  public static List<@Nullable Object> iterate(@Nullable Object value) {
    List<@Nullable Object> items = new ArrayList<>();
    switch (value) {
      case null -> {}
      case String text ->
          text.codePoints().forEach(point -> items.add(new String(Character.toChars(point))));
      case List<?> list -> items.addAll(list);
      case Map<?, ?> map -> items.addAll(map.keySet());
      default -> throw new InterpretException(kind(value) + " can't be looped over");
    }
    Steps.size(items.size(), Steps.MAX_TEXT);
    Steps.take(items.size());
    return items;
  }

  /** The number that a value is; a boolean is 0 or 1. */
  static Number number(@Nullable Object value, String what) {
    return switch (value) {
      case null -> throw new Undefined();
      case Boolean flag -> flag ? 1L : 0L;
      case Integer number -> number.longValue();
      case Number number -> number;
      default -> throw new InterpretException(what + " takes a number, not " + kind(value));
    };
  }

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  static boolean isWhole(Number number) {
    return !(number instanceof Double || number instanceof Float || number instanceof BigDecimal);
  }

  static BigInteger big(Number whole) {
    return whole instanceof BigInteger big ? big : BigInteger.valueOf(whole.longValue());
  }

  static Number small(BigInteger number) {
    if (number.bitLength() > 4096) {
      throw new InterpretException("a number is too large");
    }
    return number.bitLength() < 64 ? (Number) number.longValue() : number;
  }

  /** What {@code float(value)} gives, or NaN where Python raises an error. */
  static double toDouble(@Nullable Object value) {
    return switch (value) {
      case null -> Double.NaN;
      case Boolean flag -> flag ? 1 : 0;
      case Number number -> number.doubleValue();
      case String text -> Values.number(text.strip());
      default -> Double.NaN;
    };
  }

  /** The name of a value's kind, for messages. */
  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "something undefined";
      case None none -> "None";
      case String text -> "a text";
      case Boolean flag -> "a boolean";
      case Number number -> "a number";
      case List<?> list -> "a list";
      case Map<?, ?> map -> "a map";
      default -> "such a value";
    };
  }
}
