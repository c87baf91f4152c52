package io.lares.habits.learn;

import java.util.Arrays;

/** Estimates that a few wild values do not move. */
final class Robust {
  private Robust() {}

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The median distance from the median, scaled to the standard deviation of normal values. */
  static double deviation(double[] values) {
    double middle = median(values);
    return 1.4826 * median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
  }

  /** Tukey's biweight of location, two steps from the median. */
  static double location(double[] values) {
    double middle = median(values);
    double scale = deviation(values);
    if (scale == 0) {
      return middle;
    }
    for (int step = 0; step < 2; step++) {
      double sum = 0;
      double weights = 0;
      for (double value : values) {
        double u = (value - middle) / (4.685 * scale);
        if (Math.abs(u) < 1) {
          double weight = (1 - u * u) * (1 - u * u);
          sum += weight * value;
          weights += weight;
        }
      }
      if (weights > 0) {
        middle = sum / weights;
      }
    }
    return middle;
  }
}
