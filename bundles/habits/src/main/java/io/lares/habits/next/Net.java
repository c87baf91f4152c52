package io.lares.habits.next;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Scores a candidate by its features: a weighted sum, and beside it one hidden layer of rectified
 * units where it has some. Softmax over the scores of the candidates gives their chances.
 */
final class Net {
  /** Candidates that are this near to what they should be teach nothing. */
  private static final float LEAST_ERROR = 0.002f;

  private final int own;
  private final int inputs;
  private final int hidden;

  /** In one row: weights by input and unit, the units' biases, their outputs, the sum's weights. */
  final float[] weights;

  private final float[] units;
  private final float[] errors;
  private final float[] shared;

  /**
   * An untrained net.
   *
   * @param own the inputs that differ between candidates; they come first
   * @param inputs all inputs
   */
  Net(int own, int inputs, int hidden, long seed) {
    this.own = own;
    this.inputs = inputs;
    this.hidden = hidden;
    this.weights = new float[inputs * hidden + hidden + hidden + inputs];
    this.units = new float[hidden * Features.CANDIDATES];
    this.errors = new float[hidden];
    this.shared = new float[hidden];
    SplittableRandom random = new SplittableRandom(seed);
    float scale = (float) Math.sqrt(2.0 / inputs);
    for (int i = 0; i < inputs * hidden; i++) {
      weights[i] = (float) random.nextGaussian() * scale;
    }
    for (int i = 0; i < hidden; i++) {
      weights[inputs * hidden + hidden + i] = (float) random.nextGaussian() * 0.05f;
    }
  }

  /** Scores of candidates whose features lie one after the other. */
  void score(float[] features, int count, float[] scores) {
    int biases = inputs * hidden;
    int outputs = biases + hidden;
    int direct = outputs + hidden;
    System.arraycopy(weights, biases, shared, 0, hidden);
    for (int i = own; i < inputs && count > 0; i++) {
      add(shared, 0, features[i], i * hidden);
    }
    for (int c = 0; c < count; c++) {
      int row = c * hidden;
      System.arraycopy(shared, 0, units, row, hidden);
      float score = 0;
      for (int i = 0; i < own; i++) {
        float x = features[c * inputs + i];
        score += x * weights[direct + i];
        add(units, row, x, i * hidden);
      }
      for (int h = 0; h < hidden; h++) {
        score += Math.max(0, units[row + h]) * weights[outputs + h];
      }
      scores[c] = score;
    }
  }

  private void add(float[] sums, int row, float x, int column) {
    for (int h = 0; h < hidden; h++) {
      sums[row + h] += x * weights[column + h];
    }
  }

  /**
   * Adds to the gradient of the cross-entropy; the units are still those of the last {@link
   * #score}.
   *
   * @param chances of each candidate, by softmax
   */
  void learn(float[] features, int count, float[] chances, int right, float[] gradient) {
    int biases = inputs * hidden;
    int outputs = biases + hidden;
    int direct = outputs + hidden;
    Arrays.fill(shared, 0);
    for (int c = 0; c < count; c++) {
      float error = chances[c] - (c == right ? 1 : 0);
      if (Math.abs(error) < LEAST_ERROR) {
        continue;
      }
      int row = c * hidden;
      for (int h = 0; h < hidden; h++) {
        float unit = units[row + h];
        gradient[outputs + h] += error * Math.max(0, unit);
        errors[h] = unit > 0 ? error * weights[outputs + h] : 0;
        shared[h] += errors[h];
      }
      for (int i = 0; i < own; i++) {
        float x = features[c * inputs + i];
        gradient[direct + i] += error * x;
        int column = i * hidden;
        for (int h = 0; h < hidden; h++) {
          gradient[column + h] += x * errors[h];
        }
      }
    }
    for (int h = 0; h < hidden; h++) {
      gradient[biases + h] += shared[h];
    }
    for (int i = own; i < inputs && count > 0; i++) {
      int column = i * hidden;
      for (int h = 0; h < hidden; h++) {
        gradient[column + h] += features[i] * shared[h];
      }
    }
  }

  static void softmax(float[] scores, int count) {
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, scores[i]);
    }
    float sum = 0;
    for (int i = 0; i < count; i++) {
      scores[i] = (float) Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < count; i++) {
      scores[i] /= sum;
    }
  }

  float[] copy() {
    return Arrays.copyOf(weights, weights.length);
  }

  void restore(float[] saved) {
    System.arraycopy(saved, 0, weights, 0, weights.length);
  }
}
