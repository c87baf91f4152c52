package io.lares.habits.next;

import java.util.Arrays;

/** Described pasts and what followed, in 16-bit numbers, for training and for choosing. */
final class Examples {
  /** The chance for each 16-bit logarithm. */
  private static final float[] CHANCES = new float[1 << 16];

  static {
    for (int i = 0; i < CHANCES.length; i++) {
      CHANCES[i] = (float) Math.exp(Float.float16ToFloat((short) i));
    }
  }

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
    int count = features.sheet.count;
    for (int c = 0; c < count; c++) {
      right = features.candidates[c] == item ? (byte) c : right;
    }
    short[] packed = new short[count * Features.SIZE];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = Float.floatToFloat16(features.sheet.values[i]);
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

  /** Unpacks an example, scaled. */
  void unpack(int example, Scale scale, Sheet sheet) {
    short[] packed = values[example];
    sheet.count = packed.length / Features.SIZE;
    for (int i = 0; i < packed.length; i++) {
      sheet.values[i] = Float.float16ToFloat(packed[i]);
    }
    for (int c = 0; c < sheet.count; c++) {
      for (int expert = 0; expert < Features.EXPERTS; expert++) {
        short logarithm = packed[c * Features.SIZE + expert];
        sheet.chances[c * Features.EXPERTS + expert] = CHANCES[logarithm & 0xffff];
      }
    }
    scale.apply(sheet);
  }

  /** Brings each feature to mean 0 and deviation 1 over the examples it was made from. */
  record Scale(float[] means, float[] factors) {
    void apply(Sheet sheet) {
      float[] features = sheet.values;
      for (int c = 0; c < sheet.count; c++) {
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
