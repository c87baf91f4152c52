package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import io.lares.mqttdiscovery.template.Text;
import io.lares.mqttdiscovery.template.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The filters that reckon. Where one is given no number, it gives its default, or fails. */
final class Arithmetic {
  private Arithmetic() {}

  /** What a filter gives that was handed no number. */
  static @Nullable Object noNumber(String filter, @Nullable Object value, Args a, int place) {
    if (a.has(place, "default")) {
      return a.get(place, "default", null);
    }
    if (value == null || value == None.NONE) {
      throw new Undefined();
    }
    throw new InterpretException(
        filter + " was given '" + Text.shorten(Py.str(value), 60) + "', which is not a number");
  }

  static @Nullable Object toFloat(@Nullable Object value, Args a) {
    double number = Py.toDouble(value);
    return Double.isNaN(number) ? noNumber("float", value, a, 0) : (Object) number;
  }

  static @Nullable Object toInt(@Nullable Object value, Args a) {
    if (value instanceof Number number && Py.isWhole(number)) {
      return number;
    }
    int base = a.whole(1, "base", 10);
    if (value instanceof String text && base != 10) {
      BigInteger number = inBase(text.strip().toLowerCase(Locale.ROOT), base);
      return number == null ? noNumber("int", value, a, 0) : Py.small(number);
    }
    double number = Py.toDouble(value);
    if (Double.isNaN(number)) {
      return noNumber("int", value, a, 0);
    }
    boolean digits = value instanceof String text && text.strip().matches("[-+]?[0-9]+");
    return Py.small(
        digits
            ? new BigInteger(Py.str(value).strip().replaceFirst("^\\+", ""))
            : new BigDecimal(number).toBigInteger());
  }

  private static @Nullable BigInteger inBase(String text, int base) {
    String prefix =
        switch (base) {
          case 16 -> "0x";
          case 8 -> "0o";
          case 2 -> "0b";
          default -> "";
        };
    try {
      String digits = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      return base < 2 || base > 36 ? null : new BigInteger(digits, base);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static @Nullable Object round(@Nullable Object value, Args a) {
    double number = Py.toDouble(value);
    if (!Double.isFinite(number)) {
      return noNumber("round", value, a, 2);
    }
    int digits = Math.clamp(a.whole(0, "precision", 0), -300, 300);
    double scale = Math.pow(10, digits);
    double rounded =
        switch (a.text(1, "method", "common")) {
          case "ceil" -> Math.ceil(number * scale) / scale;
          case "floor" -> Math.floor(number * scale) / scale;
          case "half" -> Math.rint(number * 2) / 2;
          default -> Values.rounded(number, digits);
        };
    return digits == 0 ? (Object) Py.small(new BigDecimal(rounded).toBigInteger()) : rounded;
  }

  static @Nullable Object multiply(@Nullable Object value, Args a) {
    double number = Py.toDouble(value);
    return Double.isNaN(number)
        ? noNumber("multiply", value, a, 1)
        : Operators.multiply(number, a.need(0, "amount"));
  }

  static @Nullable Object add(@Nullable Object value, Args a) {
    double number = Py.toDouble(value);
    return Double.isNaN(number)
        ? noNumber("add", value, a, 1)
        : Operators.add(number, a.need(0, "amount"));
  }

  static @Nullable Object of(
      String name, DoubleUnaryOperator operator, @Nullable Object value, Args a) {
    double result = operator.applyAsDouble(Py.toDouble(value));
    return Double.isNaN(result) ? noNumber(name, value, a, 0) : (Object) result;
  }

  static @Nullable Object log(@Nullable Object value, Args a) {
    double base = a.has(0, "base") ? Py.toDouble(a.get(0, "base", null)) : Math.E;
    double number = Py.toDouble(value);
    double result =
        base == 10
            ? Math.log10(number)
            : base == Math.E ? Math.log(number) : Math.log(number) / Math.log(base);
    return Double.isFinite(result) ? (Object) result : noNumber("log", value, a, 1);
  }

  static Object bits(String name, @Nullable Object value, Args a) {
    Number one = Py.number(value, name);
    Number two = Py.number(a.need(0, "second"), name);
    if (!Py.isWhole(one) || !Py.isWhole(two)) {
      throw new InterpretException(name + " takes whole numbers");
    }
    BigInteger other = Py.big(two);
    return Py.small(
        switch (name) {
          case "bitwise_and" -> Py.big(one).and(other);
          case "bitwise_or" -> Py.big(one).or(other);
          default -> Py.big(one).xor(other);
        });
  }

  static @Nullable Object average(List<@Nullable Object> items, Args a) {
    double sum = 0;
    for (Object item : items) {
      sum += Py.toDouble(item);
    }
    return items.isEmpty() || Double.isNaN(sum)
        ? noNumber("average", items, a, 0)
        : (Object) (sum / items.size());
  }

  static Object median(List<@Nullable Object> items) {
    List<@Nullable Object> sorted = items.stream().sorted(Operators::compare).toList();
    if (sorted.isEmpty()) {
      throw new InterpretException("median was given an empty list");
    }
    int middle = sorted.size() / 2;
    Object upper = sorted.get(middle);
    return sorted.size() % 2 == 1
        ? Py.number(upper, "median")
        : Operators.divide(Operators.add(sorted.get(middle - 1), upper), 2L);
  }
}
