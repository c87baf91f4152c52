package io.lares.store.sqlite;

import io.lares.home.Value;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Values in as few bytes as SQLite allows. Texts are texts. Everything else is an integer where it
 * can be: 0 and 1 are false and true, and a number with up to five decimals is its digits times
 * eight, plus two, plus how many of the digits are decimals; so 21.5 takes two bytes and not eight.
 * A number that this would change is a REAL.
 */
final class Packed {
  private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000};
  private static final double MOST_DIGITS = 1L << 50;
  private static final int TAG_BITS = 3;
  private static final int TAG_MASK = (1 << TAG_BITS) - 1;
  private static final int FIRST_SCALE = 2;

  private Packed() {}

  static @Nullable Object orNull(@Nullable Value value) {
    return value == null ? null : of(value);
  }

  static Object of(Value value) {
    return switch (value) {
      case Value.Bool(boolean on) -> on ? 1L : 0L;
      case Value.Num(double number) -> of(number);
      case Value.Text(String text) -> text;
    };
  }

  static Object of(double number) {
    if (Math.abs(number) < MOST_DIGITS) {
      for (int scale = 0; scale < POWERS.length; scale++) {
        double scaled = number * POWERS[scale];
        if (Math.abs(scaled) >= MOST_DIGITS) {
          break;
        }
        long digits = Math.round(scaled);
        // Compared by bits, since -0.0 equals 0.0.
        if (Double.doubleToLongBits(digits / POWERS[scale]) == Double.doubleToLongBits(number)) {
          return (digits << TAG_BITS) | (scale + FIRST_SCALE);
        }
      }
    }
    return number;
  }

  static @Nullable Value valueOrNull(@Nullable Object packed) {
    return packed == null ? null : value(packed);
  }

  static Value value(Object packed) {
    if (packed instanceof String text) {
      return new Value.Text(
          text.length() > Value.MAX_TEXT ? text.substring(0, Value.MAX_TEXT) : text);
    }
    if (packed instanceof Double number) {
      return Value.of(number);
    }
    long bits = ((Number) packed).longValue();
    return bits == 0 || bits == 1 ? Value.of(bits == 1) : Value.of(decimal(bits));
  }

  /** The value as a number, where it is one; true counts as 1, false as 0. */
  static OptionalDouble number(@Nullable Object packed) {
    return switch (packed) {
      case null -> OptionalDouble.empty();
      case Double number -> OptionalDouble.of(number);
      case Number number -> {
        long bits = number.longValue();
        yield OptionalDouble.of(bits == 0 || bits == 1 ? bits : decimal(bits));
      }
      default -> OptionalDouble.empty();
    };
  }

  private static double decimal(long bits) {
    return (bits >> TAG_BITS) / POWERS[(int) (bits & TAG_MASK) - FIRST_SCALE];
  }
}
