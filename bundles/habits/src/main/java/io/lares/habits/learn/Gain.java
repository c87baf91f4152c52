package io.lares.habits.learn;

import java.util.Arrays;

/**
 * How much better "it is done at the cue with probability p" tells what was seen than "it is done
 * now and then": the difference of the log likelihoods in nats. It makes cues of all kinds
 * comparable, and a narrow window worth more than a wide one (minimum description length).
 */
final class Gain {
  private static final int[] USUAL = {DaySet.ALL, DaySet.WORKDAYS, DaySet.WEEKEND};

  private Gain() {}

  /**
   * The gain of one cue.
   *
   * @param hits how often it was done
   * @param of how often the cue was there
   * @param chance how often it would be done by chance
   */
  static double of(int hits, int of, double chance) {
    double p = (hits + 0.5) / (of + 1.0);
    double by = Math.min(0.999, Math.max(1e-6, chance));
    return p <= by ? 0 : hits * Math.log(p / by) + (of - hits) * Math.log((1 - p) / (1 - by));
  }

  /**
   * The best days of the week.
   *
   * @param gain with the price of naming the days
   */
  record Days(int set, double gain) {
    static final Days NONE = new Days(0, 0);
  }

  /** Finds the days of the week on which a cue gains most. */
  static Days best(int[] hits, int[] of, double chance) {
    Days best = Days.NONE;
    for (int set : USUAL) {
      best = better(best, set, hits, of, chance);
    }
    // Every other set worth having holds the days with the highest rates.
    int[] order = {0, 1, 2, 3, 4, 5, 6};
    for (int i = 1; i < 7; i++) {
      for (int j = i; j > 0 && rate(hits, of, order[j]) > rate(hits, of, order[j - 1]); j--) {
        int swap = order[j];
        order[j] = order[j - 1];
        order[j - 1] = swap;
      }
    }
    int set = 0;
    for (int i = 0; i < 6; i++) {
      set |= 1 << order[i];
      if (Arrays.binarySearch(new int[] {DaySet.WORKDAYS, DaySet.WEEKEND, DaySet.ALL}, set) < 0) {
        best = better(best, set, hits, of, chance);
      }
    }
    return best;
  }

  private static Days better(Days best, int set, int[] hits, int[] of, double chance) {
    int h = 0;
    int o = 0;
    for (int d = 0; d < 7; d++) {
      if (DaySet.has(set, d)) {
        h += hits[d];
        o += of[d];
      }
    }
    double gain = of(h, o, chance) - DaySet.cost(set);
    return gain > best.gain() && h >= 0.5 * o ? new Days(set, gain) : best;
  }

  private static double rate(int[] hits, int[] of, int d) {
    return (hits[d] + 0.2) / (of[d] + 0.4);
  }
}
