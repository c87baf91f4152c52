package io.lares.habits.learn;

import java.util.Arrays;

/** For how long something could be done: what stands so already can't be brought about. */
final class Opportunity {
  private static final double DAY = 1440;

  private Opportunity() {}

  /** For each day the minutes in which the act could be done. */
  static double[] minutes(Timeline line, Token token) {
    double[] minutes = new double[line.days()];
    Arrays.fill(minutes, DAY);
    Signal signal = token.signal();
    if (signal == null || token.value() == null || signal.momentary()) {
      return minutes;
    }
    long since = -1;
    for (int event : line.events(signal)) {
      boolean same = line.log.tokens()[event] == token.id();
      if (same && since < 0) {
        since = line.log.seconds()[event];
      } else if (!same && since >= 0) {
        take(minutes, line, since, line.log.seconds()[event]);
        since = -1;
      }
    }
    if (since >= 0) {
      take(minutes, line, since, line.begins[line.days()]);
    }
    return minutes;
  }

  private static void take(double[] minutes, Timeline line, long from, long until) {
    for (int d = 0; d < minutes.length && line.begins[d] < until; d++) {
      long overlap = Math.min(until, line.begins[d + 1]) - Math.max(from, line.begins[d]);
      minutes[d] -= Math.max(0, overlap) / 60.0;
    }
  }
}
