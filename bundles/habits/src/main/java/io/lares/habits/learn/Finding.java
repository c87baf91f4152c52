package io.lares.habits.learn;

import io.lares.habits.Cue;

/**
 * A regularity of one kind of act.
 *
 * @param days the days of the week on which it is done
 * @param events the acts that it tells
 * @param done for each time that the cue was there, in order, whether it was done
 * @param cueDays for each time that the cue was there the day
 * @param leastRate how often it has to be done to be a routine
 * @param today the day on which it is looked at
 * @param moved whether it is done at another time now, near this one
 */
record Finding(
    Cue cue,
    double gain,
    int days,
    int[] events,
    boolean[] done,
    int[] cueDays,
    double leastRate,
    int today,
    boolean moved) {
  /** Whatever its rate was: what was not done at any cue for so long is done no more. */
  private static final int QUIET_DAYS = 7;

  private static final int FEWEST_QUIET = 3;
  private static final int FEWEST_BEFORE = 3;

  /** What is done at fewer of its cues than this is done no more. */
  private static final double SELDOM = 1 / 3.0;

  /** How much better two rates have to tell it, in nats: one falls anywhere by chance. */
  static final double TURN = 4.5;

  int times() {
    return last(done, done.length);
  }

  double rate() {
    return (times() + 0.5) / (done.length + 1.0);
  }

  /** How many of the latest so many cues were answered. */
  int lastTimes(int of) {
    return last(done, of);
  }

  private static int last(boolean[] done, int of) {
    int times = 0;
    for (int i = Math.max(0, done.length - of); i < done.length; i++) {
      times += done[i] ? 1 : 0;
    }
    return times;
  }

  /**
   * Whether it ended: at some moment its rate fell so that two rates tell what was seen much better
   * than one, and it is now seldom done.
   */
  boolean ended() {
    return moved || ended(done, cueDays, today);
  }

  static boolean ended(boolean[] done, int[] cueDays, int today) {
    int quiet = 0;
    while (quiet < done.length && !done[done.length - 1 - quiet]) {
      quiet++;
    }
    if (quiet >= FEWEST_QUIET && today - cueDays[done.length - quiet] >= QUIET_DAYS) {
      return true;
    }
    return fall(done, cueDays, today) > TURN;
  }

  /** How much better two rates tell what was seen than one, where the second is seldom; in nats. */
  double fall() {
    return fall(done, cueDays, today);
  }

  private static double fall(boolean[] done, int[] cueDays, int today) {
    int all = last(done, done.length);
    double one = likelihood(all, done.length);
    double most = 0;
    for (int recent = 2; recent <= done.length - FEWEST_BEFORE; recent++) {
      int after = last(done, recent);
      if (after <= SELDOM * recent && today - cueDays[done.length - recent] >= QUIET_DAYS) {
        double two = likelihood(all - after, done.length - recent) + likelihood(after, recent);
        most = Math.max(most, two - one);
      }
    }
    return most;
  }

  /** The log likelihood of so many successes at the rate that fits them best. */
  private static double likelihood(int successes, int of) {
    double p = successes / (double) of;
    return (successes == 0 ? 0 : successes * Math.log(p))
        + (successes == of ? 0 : (of - successes) * Math.log(1 - p));
  }
}
