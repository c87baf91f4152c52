package io.lares.habits.next;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Scores a candidate by the logarithm of a mixture of what the experts say, whose shares depend on
 * what is the same for all candidates (Jacobs et al. 1991), and by its features: a weighted sum,
 * and beside it one hidden layer of rectified units where it has some. Softmax over the scores of
 * the candidates gives their chances.
 */
final class Net {
  /** Candidates that are this near to what they should be teach nothing. */
  private static final float LEAST_ERROR = 0.002f;

  private static final float LEAST_MIXTURE = 1e-6f;

  private static final int OWN = Features.OWN;
  private static final int SHARED = Features.SHARED;
  private static final int INPUTS = OWN + SHARED;
  private static final int EXPERTS = Features.EXPERTS;

  private final int hidden;

  /** Where the shares' weights begin: one row for each shared input, and one of biases. */
  private final int gate;

  /**
   * In one row: weights by input and unit, the units' biases, their outputs, the sum's weights,
   * those of the shares.
   */
  final float[] weights;

  private final float[] units;
  private final float[] errors;
  private final float[] shared;
  private final float[] shares = new float[EXPERTS];
  private final float[] shareErrors = new float[EXPERTS];
  private final float[] mixtures = new float[Features.CANDIDATES];

  /** An untrained net. */
  Net(int hidden, long seed) {
    this.hidden = hidden;
    this.gate = INPUTS * hidden + hidden + hidden + OWN;
    this.weights = new float[gate + (SHARED + 1) * EXPERTS];
    this.units = new float[hidden * Features.CANDIDATES];
    this.errors = new float[hidden];
    this.shared = new float[hidden];
    SplittableRandom random = new SplittableRandom(seed);
    float scale = (float) Math.sqrt(2.0 / INPUTS);
    for (int i = 0; i < INPUTS * hidden; i++) {
      weights[i] = (float) random.nextGaussian() * scale;
    }
  }

  /** A net that scores as this one does, with more units that say nothing yet. */
  Net with(int more, long seed) {
    Net wider = new Net(more, seed);
    System.arraycopy(weights, direct(), wider.weights, wider.direct(), weights.length - direct());
    return wider;
  }

  /** How many of the weights, the first ones, decay: those of the units where there are some. */
  int decayed() {
    return hidden == 0 ? weights.length : direct();
  }

  /** Where what a net without units has begins. */
  private int direct() {
    return gate - OWN;
  }

  /** Scores the candidates of a sheet. */
  void score(Sheet sheet, float[] scores) {
    int count = sheet.count;
    share(sheet);
    int biases = INPUTS * hidden;
    int outputs = biases + hidden;
    int direct = outputs + hidden;
    System.arraycopy(weights, biases, shared, 0, hidden);
    for (int i = 0; i < SHARED; i++) {
      add(shared, 0, sheet.shared[i], (OWN + i) * hidden);
    }
    for (int c = 0; c < count; c++) {
      int row = c * hidden;
      System.arraycopy(shared, 0, units, row, hidden);
      float score = (float) Math.log(mixtures[c]);
      for (int i = 0; i < OWN; i++) {
        float x = sheet.own[c * OWN + i];
        score += x * weights[direct + i];
        add(units, row, x, i * hidden);
      }
      for (int h = 0; h < hidden; h++) {
        score += Math.max(0, units[row + h]) * weights[outputs + h];
      }
      scores[c] = score;
    }
  }

  /** Mixes what the experts say. */
  private void share(Sheet sheet) {
    System.arraycopy(weights, gate + SHARED * EXPERTS, shares, 0, EXPERTS);
    for (int i = 0; i < SHARED; i++) {
      int row = gate + i * EXPERTS;
      for (int expert = 0; expert < EXPERTS; expert++) {
        shares[expert] += sheet.shared[i] * weights[row + expert];
      }
    }
    softmax(shares, EXPERTS);
    for (int c = 0; c < sheet.count; c++) {
      float sum = LEAST_MIXTURE;
      for (int expert = 0; expert < EXPERTS; expert++) {
        sum += shares[expert] * sheet.chances[c * EXPERTS + expert];
      }
      mixtures[c] = sum;
    }
  }

  private void learnShares(Sheet sheet, float[] chances, int right, float[] gradient) {
    Arrays.fill(shareErrors, 0);
    for (int c = 0; c < sheet.count; c++) {
      float error = (chances[c] - (c == right ? 1 : 0)) / mixtures[c];
      for (int expert = 0; expert < EXPERTS; expert++) {
        shareErrors[expert] += error * sheet.chances[c * EXPERTS + expert];
      }
    }
    float mean = 0;
    for (int expert = 0; expert < EXPERTS; expert++) {
      mean += shares[expert] * shareErrors[expert];
    }
    for (int expert = 0; expert < EXPERTS; expert++) {
      shareErrors[expert] = shares[expert] * (shareErrors[expert] - mean);
    }
    for (int i = 0; i <= SHARED; i++) {
      float x = i < SHARED ? sheet.shared[i] : 1;
      int row = gate + i * EXPERTS;
      for (int expert = 0; expert < EXPERTS; expert++) {
        gradient[row + expert] += x * shareErrors[expert];
      }
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
  void learn(Sheet sheet, float[] chances, int right, float[] gradient) {
    learnShares(sheet, chances, right, gradient);
    int count = sheet.count;
    int biases = INPUTS * hidden;
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
      for (int i = 0; i < OWN; i++) {
        float x = sheet.own[c * OWN + i];
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
    for (int i = 0; i < SHARED; i++) {
      int column = (OWN + i) * hidden;
      for (int h = 0; h < hidden; h++) {
        gradient[column + h] += sheet.shared[i] * shared[h];
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
