package io.lares.encoder;

import java.util.Arrays;

/**
 * How the vectors of a sentence's tokens become the one of the sentence. Each model has its own.
 */
enum Pooling {
  /** The mean of all tokens. */
  MEAN {
    @Override
    float[] pool(float[] tokens, int dimension) {
      int count = count(tokens, dimension);
      double[] sums = new double[dimension];
      for (int i = 0; i < tokens.length; i++) {
        sums[i % dimension] += tokens[i];
      }
      float[] mean = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        mean[i] = (float) (sums[i] / count);
      }
      return mean;
    }
  },

  /** The first token, which stands for the sentence. */
  FIRST {
    @Override
    float[] pool(float[] tokens, int dimension) {
      count(tokens, dimension);
      return Arrays.copyOf(tokens, dimension);
    }
  };

  /**
   * Pools.
   *
   * @param tokens the vectors of one sentence's tokens, one after the other; at least one
   */
  abstract float[] pool(float[] tokens, int dimension);

  private static int count(float[] tokens, int dimension) {
    if (tokens.length == 0 || tokens.length % dimension != 0) {
      throw new IllegalArgumentException(
          tokens.length + " values are no vectors of " + dimension + " dimensions");
    }
    return tokens.length / dimension;
  }
}
