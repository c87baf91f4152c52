package io.lares.habits.learn;

/**
 * How much better "it is done at the cue with probability p" tells what was seen than "it is done
 * now and then": the difference of the log likelihoods in nats. It makes cues of all kinds
 * comparable, and a narrow window worth more than a wide one (minimum description length).
 *
 * @param by how often it would be done by chance
 * @param yes the log likelihood that chance gives one that was done
 * @param no the log likelihood that chance gives one that was not
 */
record Gain(double by, double yes, double no) {
  private static final int TABLE = 1 << 12;

  /** The logarithms of 0.5, 1, 1.5 and so on: most of the time of a search goes into them. */
  private static final double[] LOGS = logs();

  /** Against chance. */
  static Gain over(double chance) {
    double by = Math.min(0.999, Math.max(1e-6, chance));
    return new Gain(by, Math.log(by), Math.log1p(-by));
  }

  private static double[] logs() {
    double[] logs = new double[2 * TABLE];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log((i + 1) / 2.0);
    }
    return logs;
  }

  private static double log(int halves) {
    return halves <= LOGS.length ? LOGS[halves - 1] : Math.log(halves / 2.0);
  }

  /**
   * The gain of one cue.
   *
   * @param hits how often it was done
   * @param of how often the cue was there
   */
  double of(int hits, int of) {
    if (hits + 0.5 <= by * (of + 1)) {
      return 0;
    }
    double all = log(2 * of + 2);
    return hits * (log(2 * hits + 1) - all - yes)
        + (of - hits) * (log(2 * (of - hits) + 1) - all - no);
  }

  /** What so many hits can gain at most, however few other cues there were. */
  double most(int hits) {
    return -hits * yes;
  }

  /**
   * The best days of the week.
   *
   * @param gain with the price of naming the days
   * @param worth the gain, and that over all days
   */
  record Days(int set, double gain, double worth) {
    static final Days NONE = new Days(0, 0, 0);
  }

  /**
   * Finds the days of the week on which a cue gains most.
   *
   * @param known days that cost nothing to name, because it was done on them before; 0 for none
   */
  Days best(int[] hits, int[] of, int known) {
    return best(hits, of, of, known);
  }

  /**
   * Finds the days of the week on which a cue gains most. On which days something is done at all is
   * told by all days, too, and not only by those on which it could be done.
   *
   * @param all how many days there are
   * @param known days that cost nothing to name, because it was done on them before; 0 for none
   */
  Days best(int[] hits, int[] of, int[] all, int known) {
    Days best = Days.NONE;
    best = better(best, DaySet.ALL, hits, of, all, known);
    best = better(best, DaySet.WORKDAYS, hits, of, all, known);
    best = better(best, DaySet.WEEKEND, hits, of, all, known);
    if (known != 0) {
      best = better(best, known, hits, of, all, known);
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
      if (set != DaySet.WORKDAYS && set != DaySet.WEEKEND) {
        best = better(best, set, hits, of, all, known);
      }
    }
    return best;
  }

  private Days better(Days best, int set, int[] hits, int[] of, int[] all, int known) {
    int h = 0;
    int o = 0;
    int a = 0;
    for (int d = 0; d < 7; d++) {
      if (DaySet.has(set, d)) {
        h += hits[d];
        o += of[d];
        a += all[d];
      }
    }
    double gain = of(h, o) - (set == known ? 0 : DaySet.cost(set));
    double worth = gain + of(h, a);
    return worth > best.worth() && gain > 0 && h >= 0.5 * o ? new Days(set, gain, worth) : best;
  }

  private static double rate(int[] hits, int[] of, int d) {
    return (hits[d] + 0.2) / (of[d] + 0.4);
  }
}
