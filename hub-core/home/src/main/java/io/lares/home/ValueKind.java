package io.lares.home;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What values an attribute may take. */
public sealed interface ValueKind {
  /** True or false. */
  record Bool() implements ValueKind {}

  /**
   * A number between two bounds, both allowed.
   *
   * @param min lowest value; {@code -Double.MAX_VALUE} where there is none
   * @param max highest value; {@code Double.MAX_VALUE} where there is none
   * @param step the grid that a control moves on, 0 for none; 1 makes whole numbers
   */
  record Number(double min, double max, double step) implements ValueKind {
    public Number {
      if (!(min <= max) || !(step >= 0)) {
        throw new IllegalArgumentException(
            "A range needs min <= max and step >= 0: " + min + ".." + max + " step " + step);
      }
    }

    /** True where both ends are known, so that a slider and a percentage make sense. */
    public boolean bounded() {
      return min > -Double.MAX_VALUE && max < Double.MAX_VALUE;
    }
  }

  /** One of the listed values, compared exactly. */
  record Choice(List<String> values) implements ValueKind {
    public Choice {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("A choice needs at least one value");
      }
    }
  }

  /** Any text of at most this many characters. */
  record Text(int maxLength) implements ValueKind {
    public Text {
      if (maxLength < 1 || maxLength > Value.MAX_TEXT) {
        throw new IllegalArgumentException("A text's length must be 1.." + Value.MAX_TEXT);
      }
    }
  }

  /** A colour, as {@code #rrggbb} in lower case. */
  record Colour() implements ValueKind {
    private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");
  }

  /** Any number. */
  Number ANY_NUMBER = new Number(-Double.MAX_VALUE, Double.MAX_VALUE, 0);

  /** Whole percent, 0 to 100. */
  Number PERCENT = new Number(0, 100, 1);

  Bool BOOL = new Bool();
  Colour COLOUR = new Colour();
  Text TEXT = new Text(Value.MAX_TEXT);

  /**
   * Says why a value does not fit, in words for people, or null where it fits. Colours are compared
   * without regard to case.
   */
  default @Nullable String misfit(Value value) {
    return switch (this) {
      case Bool b -> value instanceof Value.Bool ? null : "must be true or false";
      case Number(double min, double max, double step) -> {
        if (!(value instanceof Value.Num(double number))) {
          yield "must be a number";
        }
        if (number < min || number > max) {
          yield "must be between " + Value.of(min) + " and " + Value.of(max);
        }
        yield null;
      }
      case Choice(List<String> values) ->
          value instanceof Value.Text(String text) && values.contains(text)
              ? null
              : "must be one of " + String.join(", ", values);
      case Text(int maxLength) -> {
        if (!(value instanceof Value.Text(String text))) {
          yield "must be a text";
        }
        yield text.length() > maxLength ? "must have at most " + maxLength + " characters" : null;
      }
      case Colour c ->
          value instanceof Value.Text(String text)
                  && Colour.HEX.matcher(text.toLowerCase(Locale.ROOT)).matches()
              ? null
              : "must be a colour such as #ff8800";
    };
  }
}
