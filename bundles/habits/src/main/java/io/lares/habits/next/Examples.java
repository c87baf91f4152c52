package io.lares.habits.next;

import java.util.Arrays;

/** Described pasts and what followed, in 16-bit numbers, for training and for choosing. */
final class Examples {
  private final short[][] values;
  private final byte[] rights;
  private int size;

  Examples(int most) {
    this.values = new short[most][];
    this.rights = new byte[most];
  }

  /**
   * Adds what was described last.
   *
   * @param item what followed; where it is none of the candidates the example counts as a miss
   */
  void add(Features features, int item) {
    byte right = -1;
    for (int c = 0; c < features.count; c++) {
      right = features.candidates[c] == item ? (byte) c : right;
    }
    short[] packed = new short[features.count * Features.SIZE];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = Float.floatToFloat16(features.values[i]);
    }
    values[size] = packed;
    rights[size] = right;
    size++;
  }

  int size() {
    return size;
  }

  /** The place of what followed among the candidates, -1 when it is none of them. */
  int right(int example) {
    return rights[example];
  }

  /** Unpacks an example's features; how many candidates it has. */
  int unpack(int example, Scale scale, float[] features) {
    short[] packed = values[example];
    for (int i = 0; i < packed.length; i++) {
      features[i] = Float.float16ToFloat(packed[i]);
    }
    int count = packed.length / Features.SIZE;
    scale.apply(features, count);
    return count;
  }

  /** Brings each feature to mean 0 and deviation 1 over the examples it was made from. */
  record Scale(float[] means, float[] factors) {
    void apply(float[] features, int count) {
      for (int c = 0; c < count; c++) {
        int row = c * Features.SIZE;
        for (int i = 0; i < Features.SIZE; i++) {
          features[row + i] = (features[row + i] - means[i]) * factors[i];
        }
      }
    }
  }

  Scale scale() {
    double[] sums = new double[Features.SIZE];
    double[] squares = new double[Features.SIZE];
    long rows = 0;
    for (int example = 0; example < size; example++) {
      short[] packed = values[example];
      rows += packed.length / Features.SIZE;
      for (int i = 0; i < packed.length; i++) {
        double x = Float.float16ToFloat(packed[i]);
        sums[i % Features.SIZE] += x;
        squares[i % Features.SIZE] += x * x;
      }
    }
    float[] means = new float[Features.SIZE];
    float[] factors = new float[Features.SIZE];
    Arrays.fill(factors, 1);
    for (int i = 0; i < Features.SIZE && rows > 0; i++) {
      means[i] = (float) (sums[i] / rows);
      double deviation = Math.sqrt(Math.max(0, squares[i] / rows - (double) means[i] * means[i]));
      factors[i] = deviation < 1e-4 ? 0 : (float) (1 / deviation);
    }
    return new Scale(means, factors);
  }
}
