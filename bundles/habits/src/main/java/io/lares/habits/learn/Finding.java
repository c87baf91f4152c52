package io.lares.habits.learn;

import io.lares.habits.Cue;

/**
 * A regularity of one kind of act.
 *
 * @param events the acts that it tells
 * @param done for each time that the cue was there, in order, whether it was done
 * @param cueDays for each time that the cue was there the day
 * @param leastRate how often it has to be done to be a routine
 * @param echo whether it comes from what was done before and is no routine of its own
 */
record Finding(
    Cue cue,
    double gain,
    int[] events,
    boolean[] done,
    int[] cueDays,
    double leastRate,
    boolean echo) {
  int times() {
    int times = 0;
    for (boolean each : done) {
      times += each ? 1 : 0;
    }
    return times;
  }

  double rate() {
    return (times() + 0.5) / (done.length + 1.0);
  }

  /** How many of the latest so many cues were answered. */
  int lastTimes(int of) {
    int times = 0;
    for (int i = Math.max(0, done.length - of); i < done.length; i++) {
      times += done[i] ? 1 : 0;
    }
    return times;
  }

  /**
   * Whether it ended: what was done as a rule was not done lately, more often than chance has it.
   */
  boolean ended(double unlikely) {
    for (int recent = 2; recent <= Math.min(14, done.length - 3); recent++) {
      int before = times() - lastTimes(recent);
      double p = Math.min(0.97, (before + 1.0) / (done.length - recent + 2.0));
      if (atMost(lastTimes(recent), recent, p) < unlikely) {
        return true;
      }
    }
    return false;
  }

  /** The probability of at most so many successes. */
  private static double atMost(int successes, int of, double p) {
    double sum = 0;
    double term = Math.pow(1 - p, of);
    for (int k = 0; k <= successes; k++) {
      sum += term;
      term *= (of - k) / (k + 1.0) * p / (1 - p);
    }
    return sum;
  }
}
