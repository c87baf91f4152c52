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
    short[] packed = new short[Features.SHARED + count * Features.OWN];
    for (int i = 0; i < packed.length; i++) {
      packed[i] =
          Float.floatToFloat16(
              i < Features.SHARED
                  ? features.sheet.shared[i]
                  : features.sheet.own[i - Features.SHARED]);
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
    sheet.count = (packed.length - Features.SHARED) / Features.OWN;
    for (int i = 0; i < Features.SHARED; i++) {
      sheet.shared[i] = Float.float16ToFloat(packed[i]);
    }
    for (int c = 0; c < sheet.count; c++) {
      int row = c * Features.OWN;
      for (int i = 0; i < Features.OWN; i++) {
        short value = packed[Features.SHARED + row + i];
        sheet.own[row + i] = Float.float16ToFloat(value);
        if (i < Features.EXPERTS) {
          sheet.chances[c * Features.EXPERTS + i] = CHANCES[value & 0xffff];
        }
      }
    }
    scale.apply(sheet);
  }

  /** Brings each feature to mean 0 and deviation 1 over the examples it was made from. */
  record Scale(Line own, Line shared) {
    void apply(Sheet sheet) {
      for (int c = 0; c < sheet.count; c++) {
        own.apply(sheet.own, c * Features.OWN);
      }
      shared.apply(sheet.shared, 0);
    }
  }

  /** The mean and the inverse deviation of each of some features. */
  record Line(float[] means, float[] factors) {
    private void apply(float[] values, int from) {
      for (int i = 0; i < means.length; i++) {
        values[from + i] = (values[from + i] - means[i]) * factors[i];
      }
    }
  }

  Scale scale() {
    return new Scale(line(true), line(false));
  }

  private Line line(boolean own) {
    int width = own ? Features.OWN : Features.SHARED;
    double[] sums = new double[width];
    double[] squares = new double[width];
    long rows = 0;
    for (int example = 0; example < size; example++) {
      short[] packed = values[example];
      int from = own ? Features.SHARED : 0;
      int to = own ? packed.length : Features.SHARED;
      rows += (to - from) / width;
      for (int i = from; i < to; i++) {
        double x = Float.float16ToFloat(packed[i]);
        sums[(i - from) % width] += x;
        squares[(i - from) % width] += x * x;
      }
    }
    float[] means = new float[width];
    float[] factors = new float[width];
    Arrays.fill(factors, 1);
    for (int i = 0; i < width && rows > 0; i++) {
      means[i] = (float) (sums[i] / rows);
      double deviation = Math.sqrt(Math.max(0, squares[i] / rows - (double) means[i] * means[i]));
      factors[i] = deviation < 1e-4 ? 0 : (float) (1 / deviation);
    }
    return new Line(means, factors);
  }
}
