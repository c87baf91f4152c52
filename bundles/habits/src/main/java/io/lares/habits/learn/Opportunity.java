package io.lares.habits.learn;

import java.util.Arrays;

/**
 * When an act could be done, and how likely it is then by chance: what stands so already can't be
 * brought about, who is out does nothing at home, and what was just set otherwise is soon put back.
 */
final class Opportunity {
  private static final int DAY = 1440;

  /** How many minutes of a day hardly anybody is up. */
  private static final int ASLEEP = 150;

  /** How much the usual counts beside what is seen, in minutes. */
  private static final double PRIOR = 60;

  /** Times since it was set otherwise are parted at every doubling. */
  private static final int PARTS = 12;

  /** For each day how many minutes there were in which it could be done, before each minute. */
  private final short[][] before;

  /** For each day how often it is to be expected before each minute. */
  private final float[][] expected;

  private Opportunity(short[][] before, float[][] expected) {
    this.before = before;
    this.expected = expected;
  }

  /**
   * The opportunities of an act.
   *
   * @param acts the events, in order
   * @param alike how it stands when it needs not be done
   * @param absence when who does it is out
   */
  static Opportunity of(
      Timeline line, Token token, int[] acts, Alike alike, Whereabouts.Absence absence) {
    int days = line.days();
    // How long it has stood otherwise, in minutes; negative while it can't be done.
    float[][] since = new float[days][DAY];
    Signal signal = token.signal();
    if (signal != null && !signal.momentary()) {
      long begin = line.begins[0];
      boolean otherwise = true;
      for (int event : line.events(signal)) {
        boolean same = alike.at(event);
        long second = line.log.seconds()[event];
        if (same == otherwise) {
          fill(since, line, begin, second, otherwise);
          begin = second;
          otherwise = !same;
        }
      }
      fill(since, line, begin, line.begins[days], otherwise);
    } else {
      fill(since, line, line.begins[0] - DAY * 60L, line.begins[days], true);
    }
    for (int i = 0; i < absence.from().length; i++) {
      fill(since, line, absence.from()[i], absence.until()[i], false);
    }
    double[] hazard = hazard(line, acts, since);
    short[][] before = new short[days][DAY + 1];
    float[][] expected = new float[days][DAY + 1];
    for (int d = 0; d < days; d++) {
      for (int m = 0; m < DAY; m++) {
        boolean possible = since[d][m] >= 0;
        before[d][m + 1] = (short) (before[d][m] + (possible ? 1 : 0));
        expected[d][m + 1] = (float) (expected[d][m] + (possible ? hazard[part(since[d][m])] : 0));
      }
    }
    return new Opportunity(before, expected);
  }

  private static void fill(
      float[][] since, Timeline line, long from, long until, boolean possible) {
    for (int d = 0; d < since.length && line.begins[d] < until; d++) {
      if (line.begins[d + 1] > from) {
        int begin = Math.clamp((from - line.begins[d] + 59) / 60, 0, DAY);
        int end = Math.clamp((until - line.begins[d] + 59) / 60, 0, DAY);
        for (int m = begin; m < end; m++) {
          since[d][m] = possible ? (float) ((line.begins[d] - from) / 60.0 + m) : -1;
        }
      }
    }
  }

  private static int part(float minutes) {
    return Math.clamp(1 + Math.getExponent(minutes), 0, PARTS - 1);
  }

  /** How often it is done in a minute, so long after it was set otherwise. */
  private static double[] hazard(Timeline line, int[] acts, float[][] since) {
    double[] done = new double[PARTS];
    double[] minutes = new double[PARTS];
    for (float[] day : since) {
      for (int m = ASLEEP; m < DAY; m++) {
        if (day[m] >= 0) {
          minutes[part(day[m])]++;
        }
      }
    }
    for (int act : acts) {
      // The minute before, in which it was not yet done.
      int m = Math.clamp((int) line.minute[act] - Timeline.DAY_BEGINS - 1, 0, DAY - 1);
      float before = since[line.day[act]][m];
      if (before >= 0) {
        done[part(before)]++;
      }
    }
    double usual = acts.length / Math.max(60, Arrays.stream(minutes).sum());
    double[] hazard = new double[PARTS];
    for (int p = 0; p < PARTS; p++) {
      hazard[p] = (done[p] + usual * PRIOR) / (minutes[p] + PRIOR);
    }
    return hazard;
  }

  /** How often it is to be expected by chance in a time of day. */
  double expected(int day, double low, double high) {
    int from = Math.clamp(Math.round(low) - Timeline.DAY_BEGINS, 0, DAY);
    int until = Math.clamp(Math.round(high) - Timeline.DAY_BEGINS, 0, DAY);
    return until <= from ? 0 : expected[day][until] - expected[day][from];
  }

  /** Whether it could be done when the day began. */
  boolean atFirst(int day) {
    return before[day][1] > 0;
  }

  /** In how many minutes of all days it could be done. */
  int minutes() {
    int sum = 0;
    for (int d = 0; d < before.length; d++) {
      sum += minutes(d);
    }
    return sum;
  }

  /** In how many minutes of a day it could be done. */
  int minutes(int day) {
    return before[day][DAY];
  }

  /**
   * In how many minutes of a time of day it could be done.
   *
   * @param low a minute of the day, from 210 on
   * @param high a minute of the same day, up to 1650
   */
  int minutes(int day, double low, double high) {
    int from = Math.clamp(Math.round(low) - Timeline.DAY_BEGINS, 0, DAY);
    int until = Math.clamp(Math.round(high) - Timeline.DAY_BEGINS, 0, DAY);
    return until <= from ? 0 : before[day][until] - before[day][from];
  }
}
