package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's operators. */
public final class Operators {
  private Operators() {}

  public static Object add(@Nullable Object a, @Nullable Object b) {
    if (a instanceof String one && b instanceof String two) {
      return concat(one, two);
    }
    if (a instanceof List<?> one && b instanceof List<?> two) {
      Steps.size((long) one.size() + two.size(), Steps.MAX_LIST);
      List<@Nullable Object> sum = new ArrayList<>(one);
      sum.addAll(two);
      return a instanceof Tuple ? new Tuple(sum) : sum;
    }
    Number x = operand(a, b, "+");
    Number y = operand(b, a, "+");
    return Py.isWhole(x) && Py.isWhole(y)
        ? Py.small(Py.big(x).add(Py.big(y)))
        : (Number) (x.doubleValue() + y.doubleValue());
  }

  public static Object subtract(@Nullable Object a, @Nullable Object b) {
    Number x = operand(a, b, "-");
    Number y = operand(b, a, "-");
    return Py.isWhole(x) && Py.isWhole(y)
        ? Py.small(Py.big(x).subtract(Py.big(y)))
        : (Number) (x.doubleValue() - y.doubleValue());
  }

  public static Object multiply(@Nullable Object a, @Nullable Object b) {
    if ((a instanceof String || a instanceof List<?>) && b instanceof Number times) {
      return repeat(a, times);
    }
    if ((b instanceof String || b instanceof List<?>) && a instanceof Number times) {
      return repeat(b, times);
    }
    Number x = operand(a, b, "*");
    Number y = operand(b, a, "*");
    return Py.isWhole(x) && Py.isWhole(y)
        ? Py.small(Py.big(x).multiply(Py.big(y)))
        : (Number) (x.doubleValue() * y.doubleValue());
  }

  private static Object repeat(Object what, Number times) {
    int count = Math.clamp(times.longValue(), 0, Steps.MAX_TEXT + 1);
    if (what instanceof String text) {
      Steps.size((long) text.length() * count, Steps.MAX_TEXT);
      return text.repeat(count);
    }
    List<?> list = (List<?>) what;
    Steps.size((long) list.size() * count, Steps.MAX_LIST);
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(list);
    }
    return all;
  }

  public static Object divide(@Nullable Object a, @Nullable Object b) {
    double x = operand(a, b, "/").doubleValue();
    return x / notZero(operand(b, a, "/"));
  }

  public static Object floorDivide(@Nullable Object a, @Nullable Object b) {
    Number x = operand(a, b, "//");
    Number y = operand(b, a, "//");
    double divisor = notZero(y);
    if (Py.isWhole(x) && Py.isWhole(y)) {
      return Py.small(floor(Py.big(x), Py.big(y)));
    }
    return Math.floor(x.doubleValue() / divisor);
  }

  public static Object modulo(@Nullable Object a, @Nullable Object b) {
    if (a instanceof String format) {
      return Formats.percent(format, b instanceof Tuple tuple ? tuple : oneItem(b));
    }
    Number x = operand(a, b, "%");
    Number y = operand(b, a, "%");
    double divisor = notZero(y);
    if (Py.isWhole(x) && Py.isWhole(y)) {
      BigInteger big = Py.big(y);
      return Py.small(Py.big(x).subtract(floor(Py.big(x), big).multiply(big)));
    }
    double rest = x.doubleValue() % divisor;
    return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
  }

  private static List<@Nullable Object> oneItem(@Nullable Object item) {
    List<@Nullable Object> list = new ArrayList<>(1);
    list.add(item);
    return list;
  }

  private static BigInteger floor(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    boolean down = parts[1].signum() != 0 && parts[1].signum() != y.signum();
    return down ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  public static Object power(@Nullable Object a, @Nullable Object b) {
    Number x = operand(a, b, "**");
    Number y = operand(b, a, "**");
    if (Py.isWhole(x) && Py.isWhole(y) && y.longValue() >= 0) {
      if (Py.big(y).bitLength() > 12 || Py.big(x).bitLength() * y.longValue() > 4096) {
        throw new InterpretException("a number is too large");
      }
      return Py.small(Py.big(x).pow(y.intValue()));
    }
    return Math.pow(x.doubleValue(), y.doubleValue());
  }

  public static Object negate(@Nullable Object a) {
    Number x = Py.number(a, "-");
    return Py.isWhole(x) ? Py.small(Py.big(x).negate()) : (Number) (-x.doubleValue());
  }

  /** The operator {@code ~}. */
  public static String concat(@Nullable Object a, @Nullable Object b) {
    String one = Py.str(a);
    String two = Py.str(b);
    Steps.size((long) one.length() + two.length(), Steps.MAX_TEXT);
    return one + two;
  }

  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    Steps.take(1);
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (Py.isNumber(a) && Py.isNumber(b)) {
      return compareNumbers(Py.number(a, "=="), Py.number(b, "==")) == 0;
    }
    if (a instanceof List<?> one && b instanceof List<?> two) {
      if (one.size() != two.size() || a instanceof Tuple != b instanceof Tuple) {
        return false;
      }
      for (int i = 0; i < one.size(); i++) {
        if (!equal(one.get(i), two.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> two) {
      return one.size() == two.size()
          && one.entrySet().stream()
              .allMatch(entry ->
                  two.containsKey(entry.getKey())
                      && equal(entry.getValue(), two.get(entry.getKey())));
    }
    return Objects.equals(a, b);
  }

  /**
   * What comes first.
   *
   * @throws InterpretException where Python does not compare such values
   */
  public static int compare(@Nullable Object a, @Nullable Object b) {
    Steps.take(1);
    if (a == null || b == null) {
      throw new Undefined();
    }
    if (Py.isNumber(a) && Py.isNumber(b)) {
      return compareNumbers(Py.number(a, "<"), Py.number(b, "<"));
    }
    if (a instanceof String one && b instanceof String two) {
      return one.compareTo(two);
    }
    if (a instanceof Moment one && b instanceof Moment two) {
      return one.time().compareTo(two.time());
    }
    if (a instanceof List<?> one && b instanceof List<?> two) {
      for (int i = 0; i < Math.min(one.size(), two.size()); i++) {
        if (!equal(one.get(i), two.get(i))) {
          return compare(one.get(i), two.get(i));
        }
      }
      return Integer.compare(one.size(), two.size());
    }
    throw new InterpretException(Py.kind(a) + " can't be compared with " + Py.kind(b));
  }

  private static int compareNumbers(Number x, Number y) {
    if (Py.isWhole(x) && Py.isWhole(y)) {
      return Py.big(x).compareTo(Py.big(y));
    }
    double one = x.doubleValue();
    double two = y.doubleValue();
    if (!Double.isFinite(one) || !Double.isFinite(two)) {
      return Double.compare(one, two);
    }
    return exact(x).compareTo(exact(y));
  }

  private static BigDecimal exact(Number number) {
    return Py.isWhole(number)
        ? new BigDecimal(Py.big(number))
        : new BigDecimal(number.doubleValue());
  }

  /** The operator {@code in}. */
  public static boolean contains(@Nullable Object container, @Nullable Object item) {
    return switch (container) {
      case null -> false;
      case String text -> {
        Steps.text(text);
        if (item == null) {
          throw new Undefined();
        }
        if (!(item instanceof String part)) {
          throw new InterpretException("a text holds texts, not " + Py.kind(item));
        }
        yield text.contains(part);
      }
      case List<?> list -> list.stream().anyMatch(one -> equal(one, item));
      case Map<?, ?> map -> map.containsKey(item);
      default -> throw new InterpretException(Py.kind(container) + " holds nothing");
    };
  }

  private static double notZero(Number divisor) {
    if (divisor.doubleValue() == 0) {
      throw new InterpretException("a division by zero");
    }
    return divisor.doubleValue();
  }

  private static Number operand(@Nullable Object value, @Nullable Object other, String operator) {
    if (value == null || other == null) {
      throw new Undefined();
    }
    if (!Py.isNumber(value) || !Py.isNumber(other)) {
      throw new InterpretException(
          operator + " does not take " + Py.kind(value) + " and " + Py.kind(other));
    }
    return Py.number(value, operator);
  }
}
