package io.lares.mimo.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers within bounds, as JSON writes them: no exponent, and no zero before others. */
final class Digits {
  /** More digits nobody needs. */
  private static final int LONGEST = 18;

  private static final int FRACTION = 6;
  private static final int MOST_MULTIPLES = 10_000;
  private static final Unit DIGIT = Unit.plain(CodePoints.of('0', '9'));

  private Digits() {}

  /**
   * Bounds of numbers; both are among it.
   *
   * @param low null for none
   * @param high null for none
   */
  record Bounds(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    boolean has(BigDecimal number) {
      return (low == null || number.compareTo(low) >= 0)
          && (high == null || number.compareTo(high) <= 0);
    }
  }

  static Node integers(Bounds bounds) {
    BigInteger low = bounds.low == null ? null : whole(bounds.low, RoundingMode.CEILING);
    BigInteger high = bounds.high == null ? null : whole(bounds.high, RoundingMode.FLOOR);
    return signed(low, high, Node.NOTHING);
  }

  /**
   * Those with a fraction fill the whole numbers' gaps between the bounds; nearer to a bound that
   * is no whole number they are a hundred and more of equal steps.
   */
  static Node numbers(Bounds bounds) {
    BigInteger low = bounds.low == null ? null : whole(bounds.low, RoundingMode.CEILING);
    BigInteger high = bounds.high == null ? null : whole(bounds.high, RoundingMode.FLOOR);
    Node fraction = Node.all(Node.text("."), new Node.Run(DIGIT, 1, FRACTION));
    List<Node> choices = new ArrayList<>();
    choices.add(signed(low, high, Node.NOTHING));
    BigInteger one = BigInteger.ONE;
    BigInteger most = high == null ? null : high.subtract(one);
    choices.add(between(low == null ? BigInteger.ZERO : low.max(BigInteger.ZERO), most, fraction));
    BigInteger least = high == null ? BigInteger.ZERO : high.negate().max(BigInteger.ZERO);
    BigInteger deepest = low == null ? null : low.negate().subtract(one);
    choices.add(Node.all(Node.text("-"), between(least, deepest, fraction)));
    if (bounds.low != null && bounds.high != null) {
      BigDecimal span = bounds.high.subtract(bounds.low);
      if (span.signum() > 0 && (low == null || high == null || low.compareTo(high) >= 0)) {
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(span.precision() - span.scale() - 3);
        choices.add(multiples(bounds, step));
      }
    }
    return new Node.Choice(choices);
  }

  /** The multiples of a number within bounds. */
  static Node multiples(Bounds bounds, BigDecimal step) {
    if (bounds.low == null || bounds.high == null) {
      throw new Unsupported("multipleOf needs a minimum and a maximum");
    }
    BigDecimal first = bounds.low.divide(step, 0, RoundingMode.CEILING);
    BigDecimal last = bounds.high.divide(step, 0, RoundingMode.FLOOR);
    if (last.subtract(first).compareTo(BigDecimal.valueOf(MOST_MULTIPLES)) > 0) {
      throw new Unsupported("multipleOf allows more than " + MOST_MULTIPLES + " numbers");
    }
    List<Node> choices = new ArrayList<>();
    for (BigDecimal i = first; i.compareTo(last) <= 0; i = i.add(BigDecimal.ONE)) {
      choices.add(Node.text(plain(i.multiply(step))));
    }
    return new Node.Choice(choices);
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static BigInteger whole(BigDecimal number, RoundingMode rounding) {
    return number.setScale(0, rounding).toBigInteger();
  }

  private static Node signed(@Nullable BigInteger low, @Nullable BigInteger high, Node then) {
    BigInteger one = BigInteger.ONE;
    BigInteger least = high == null ? one : high.negate().max(one);
    return Node.oneOf(
        between(low == null ? BigInteger.ZERO : low.max(BigInteger.ZERO), high, then),
        Node.all(Node.text("-"), between(least, low == null ? null : low.negate(), then)));
  }

  /** From {@code low}, which is not negative, to {@code high}. */
  private static Node between(BigInteger low, @Nullable BigInteger high, Node then) {
    BigInteger most = high == null ? BigInteger.TEN.pow(LONGEST).subtract(BigInteger.ONE) : high;
    List<Node> lengths = new ArrayList<>();
    int longest = most.signum() < 0 ? 0 : most.toString().length();
    for (int length = low.toString().length(); length <= longest; length++) {
      BigInteger first = length == 1 ? BigInteger.ZERO : BigInteger.TEN.pow(length - 1);
      BigInteger from = low.max(first);
      BigInteger to = most.min(BigInteger.TEN.pow(length).subtract(BigInteger.ONE));
      if (from.compareTo(to) <= 0) {
        lengths.add(Node.all(sameLength(from.toString(), to.toString()), then));
      }
    }
    return new Node.Choice(lengths);
  }

  private static Node sameLength(String from, String to) {
    int length = from.length();
    if (length == 0) {
      return Node.NOTHING;
    }
    char first = from.charAt(0);
    char last = to.charAt(0);
    String rest = from.substring(1);
    if (first == last) {
      return Node.all(Node.text(from.substring(0, 1)), sameLength(rest, to.substring(1)));
    }
    boolean whole = rest.chars().allMatch(c -> c == '0');
    boolean full = to.substring(1).chars().allMatch(c -> c == '9');
    List<Node> choices = new ArrayList<>();
    if (!whole) {
      Node tail = sameLength(rest, "9".repeat(length - 1));
      choices.add(Node.all(Node.text(from.substring(0, 1)), tail));
    }
    if (!full) {
      Node tail = sameLength("0".repeat(length - 1), to.substring(1));
      choices.add(Node.all(Node.text(to.substring(0, 1)), tail));
    }
    char open = (char) (whole ? first : first + 1);
    char close = (char) (full ? last : last - 1);
    if (open <= close) {
      Unit unit = Unit.plain(CodePoints.of(open, close));
      choices.add(Node.all(new Node.Run(unit, 1, 1), new Node.Run(DIGIT, length - 1, length - 1)));
    }
    return new Node.Choice(choices);
  }
}
