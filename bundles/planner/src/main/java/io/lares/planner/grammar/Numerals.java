package io.lares.planner.grammar;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers, in digits or in words, at a place in a text. What a word does stands beside it in
 * the language's resource: a digit, {@code x100} for what multiplies, {@code .} and {@code -},
 * {@code &} for what may stand behind a multiplier, {@code +0.5} for what may follow a number, and
 * {@code %10} for what makes a share of it.
 */
final class Numerals {
  private static final int LONGEST_WORD = 12;
  private static final int MOST_DIGITS = 12;

  /** A number and where it ends. */
  record Found(double value, int end, boolean percent) {}

  private final PackWords pack;

  Numerals(PackWords pack) {
    this.pack = pack;
  }

  @Nullable Found at(String text, int from) {
    for (int length = 1; length <= 4 && from + length <= text.length(); length++) {
      if (pack.percentBefore(text.substring(from, from + length))) {
        Found number = plain(text, from + length);
        return number == null ? null : new Found(number.value(), number.end(), true);
      }
    }
    Found number = plain(text, from);
    return number == null || number.percent() ? number : followed(text, number);
  }

  /** "And a half", "tenths". */
  private Found followed(String text, Found number) {
    int at = number.end() < text.length() && text.charAt(number.end()) == ' ' ? 1 : 0;
    int next = piece(text, number.end() + at);
    String more = next < 0 ? null : pack.number(text.substring(number.end() + at, next));
    if (more != null && more.startsWith("+")) {
      return new Found(number.value() + Double.parseDouble(more.substring(1)), next, false);
    }
    if (more != null && more.startsWith("%")) {
      return new Found(number.value() * Double.parseDouble(more.substring(1)), next, true);
    }
    return number;
  }

  private @Nullable Found plain(String text, int from) {
    boolean minus =
        from + 1 < text.length()
            && text.charAt(from) == '-'
            && (from == 0 || text.charAt(from - 1) == ' ');
    Found digits = digits(text, minus ? from + 1 : from);
    if (digits != null) {
      return minus ? new Found(-digits.value(), digits.end(), false) : digits;
    }
    return minus ? null : below(text, from);
  }

  /** "Minus 15", or a number in words. */
  private @Nullable Found below(String text, int from) {
    int sign = piece(text, from);
    if (sign > 0 && "-".equals(pack.number(text.substring(from, sign)))) {
      int at = sign < text.length() && text.charAt(sign) == ' ' ? sign + 1 : sign;
      Found digits = digits(text, at);
      if (digits != null) {
        return new Found(-digits.value(), digits.end(), digits.percent());
      }
    }
    return words(text, from);
  }

  private static @Nullable Found digits(String text, int from) {
    int at = from;
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
    if (at == from || at - from > MOST_DIGITS) {
      return null;
    }
    if (at + 1 < text.length() && text.charAt(at) == '.' && digit(text.charAt(at + 1))) {
      at++;
      while (at < text.length() && digit(text.charAt(at)) && at - from < 2 * MOST_DIGITS) {
        at++;
      }
    }
    double value = Double.parseDouble(text.substring(from, at));
    return at < text.length() && text.charAt(at) == '/'
        ? fraction(text, at, value)
        : new Found(value, at, false);
  }

  /** "3/4" as a percentage; only the number before the stroke where it is no fraction. */
  private static Found fraction(String text, int stroke, double above) {
    int at = stroke + 1;
    while (at < text.length() && digit(text.charAt(at)) && at - stroke <= MOST_DIGITS) {
      at++;
    }
    double below = at > stroke + 1 ? Double.parseDouble(text.substring(stroke + 1, at)) : 0;
    return below >= above && below > 0
        ? new Found(Math.rint(above / below * 100), at, true)
        : new Found(above, stroke, false);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private @Nullable Found words(String text, int from) {
    double sum = 0;
    double current = 0;
    double fraction = 0;
    boolean minus = false;
    boolean any = false;
    double tenth = 0;
    int end = from;
    int at = from;
    for (int pieces = 0; pieces < 12; pieces++) {
      int next = piece(text, at);
      if (next < 0) {
        break;
      }
      String value = pack.number(text.substring(at, next));
      if (value == null) {
        break;
      }
      if (value.startsWith("+") || value.startsWith("%")) {
        break;
      } else if (value.equals("&")) {
        if (!any || current != 0 || sum < 100) {
          break;
        }
      } else if (value.equals("-") && at == from) {
        minus = true;
      } else if (value.equals(".") && any && fraction == 0) {
        fraction = 0.1;
      } else if (value.equals("-") || value.equals(".")) {
        break;
      } else if (value.startsWith("x")) {
        if (fraction > 0) {
          break;
        }
        double times = Double.parseDouble(value.substring(1));
        sum += (current == 0 && !(any && sum > 0) ? 1 : current) * times;
        current = 0;
        // Written without spaces, a last digit counts the next smaller unit: 二百二 is 220.
        tenth = times >= 100 && next < text.length() && text.charAt(next) != ' ' ? times / 10 : 0;
        any = true;
        end = next;
      } else {
        double digit = Double.parseDouble(value);
        if (fraction > 0) {
          sum += digit * fraction;
          fraction /= 10;
        } else if (current > 0 && (current < 20 || digit >= 10)) {
          break;
        } else {
          current += digit;
        }
        tenth = digit == 0 || current >= 10 ? 0 : tenth;
        any = true;
        end = next;
      }
      at = next;
      if (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
    double value = sum + (tenth > 0 && current > 0 ? current * tenth : current);
    return any ? new Found(minus ? -value : value, end, false) : null;
  }

  /** The end of the longest number word here, or -1. */
  private int piece(String text, int from) {
    for (int end = Math.min(text.length(), from + LONGEST_WORD); end > from; end--) {
      if (Segmenter.boundary(text, end) && pack.number(text.substring(from, end)) != null) {
        return end;
      }
    }
    return -1;
  }
}
