package io.lares.home;

/** The value of an attribute. */
public sealed interface Value {
  /** Longest text value, in characters. */
  int MAX_TEXT = 4096;

  /** True or false. */
  record Bool(boolean value) implements Value {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** A finite number; whole numbers are numbers too. */
  record Num(double value) implements Value {
    public Num {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A number must be finite");
      }
    }

    /** True where nothing stands behind the decimal point. */
    public boolean isWhole() {
      return value == Math.rint(value) && Math.abs(value) < 1e15;
    }

    @Override
    public String toString() {
      return isWhole() ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** A text, an enum's value, or a colour as {@code #rrggbb}. */
  record Text(String value) implements Value {
    public Text {
      if (value.length() > MAX_TEXT) {
        throw new IllegalArgumentException(
            "A text must have at most " + MAX_TEXT + " characters, this one has " + value.length());
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  static Value of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }

  static Value of(double value) {
    return new Num(value);
  }

  static Value of(String value) {
    return new Text(value);
  }
}
