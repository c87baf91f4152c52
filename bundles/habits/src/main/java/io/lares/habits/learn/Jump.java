package io.lares.habits.learn;

/** Where a row of numbers jumps: two normal distributions, one after the other, tell it better. */
final class Jump {
  /** How much better, in nats; the choice of the place is paid from it. */
  private static final double ENOUGH = 8;

  private static final int FEWEST_BEFORE = 4;
  private static final int FEWEST_AFTER = 3;
  private static final double FARTHER_THAN = 20;
  private static final double LEAST_VARIANCE = 4;

  private Jump() {}

  /** The index at which the second part begins; 0 where there is no jump. */
  static int in(double[] values) {
    int n = values.length;
    double[] sums = new double[n + 1];
    double[] squares = new double[n + 1];
    for (int i = 0; i < n; i++) {
      sums[i + 1] = sums[i] + values[i];
      squares[i + 1] = squares[i] + values[i] * values[i];
    }
    double one = cost(sums, squares, 0, n);
    double best = ENOUGH;
    int place = 0;
    for (int i = FEWEST_BEFORE; i <= n - FEWEST_AFTER; i++) {
      double gain = one - cost(sums, squares, 0, i) - cost(sums, squares, i, n);
      double apart = Math.abs(sums[i] / i - (sums[n] - sums[i]) / (n - i));
      if (gain > best && apart > FARTHER_THAN) {
        best = gain;
        place = i;
      }
    }
    return place;
  }

  private static double cost(double[] sums, double[] squares, int from, int until) {
    int n = until - from;
    double mean = (sums[until] - sums[from]) / n;
    double variance = (squares[until] - squares[from]) / n - mean * mean;
    return n / 2.0 * Math.log(Math.max(LEAST_VARIANCE, variance));
  }
}
