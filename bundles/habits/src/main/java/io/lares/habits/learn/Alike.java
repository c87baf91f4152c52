package io.lares.habits.learn;

import java.util.Arrays;

/**
 * How something has to stand so that an act is not needed: at its value, or at a number among those
 * that are set for the same reason. A number that people set again though it stands so is no state.
 *
 * @param low no number stands so where it is more than {@code high}
 */
record Alike(Timeline line, int token, boolean number, float low, float high) {
  /** What share of the acts may set again what stands already. */
  private static final double AGAIN = 0.2;

  /**
   * What acts bring about.
   *
   * @param acts events of the token, in order
   */
  static Alike of(Timeline line, Token token, int[] acts) {
    Signal signal = token.signal();
    if (token.value() != null || signal == null) {
      return new Alike(line, token.id(), false, 0, 0);
    }
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int act : acts) {
      low = Math.min(low, line.log.values()[act]);
      high = Math.max(high, line.log.values()[act]);
    }
    Alike alike = new Alike(line, token.id(), true, low, high);
    return alike.again(line.events(signal), acts) > AGAIN * acts.length
        ? new Alike(line, token.id(), true, 1, 0)
        : alike;
  }

  private int again(int[] events, int[] acts) {
    int again = 0;
    boolean stands = false;
    for (int event : events) {
      boolean same = at(event);
      again += stands && same && Arrays.binarySearch(acts, event) >= 0 ? 1 : 0;
      stands = same;
    }
    return again;
  }

  /** Whether it stands so after an event of the act's signal. */
  boolean at(int event) {
    float value = line.log.values()[event];
    return line.log.tokens()[event] == token && (!number || value >= low && value <= high);
  }
}
