package io.lares.tinymimo;

import java.nio.ByteBuffer;

/** Blocks of 32 numbers. */
final class SmallBlocks {
  private static final int SIZE = 32;

  private SmallBlocks() {}

  /** A scale, and figures around the middle of their range: Q4_0, Q5_0. */
  static void symmetric(float[] row, int from, int bits, ByteBuffer out) {
    float extreme = 0;
    for (int i = from; i < from + SIZE; i++) {
      if (Math.abs(row[i]) > Math.abs(extreme)) {
        extreme = row[i];
      }
    }
    int middle = 1 << bits - 1;
    float scale = putHalf(extreme / -middle, out);
    int[] q = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      q[i] = figure(row[from + i], scale, middle, (1 << bits) - 1);
    }
    put(q, bits, out);
  }

  /** A scale and a minimum: Q4_1, Q5_1. */
  static void withMinimum(float[] row, int from, int bits, ByteBuffer out) {
    float low = row[from];
    float high = row[from];
    for (int i = from; i < from + SIZE; i++) {
      low = Math.min(low, row[i]);
      high = Math.max(high, row[i]);
    }
    int most = (1 << bits) - 1;
    float scale = putHalf((high - low) / most, out);
    float minimum = putHalf(low, out);
    int[] q = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      q[i] = figure(row[from + i] - minimum, scale, 0, most);
    }
    put(q, bits, out);
  }

  /** A scale and signed bytes: Q8_0. */
  static void eight(float[] row, int from, ByteBuffer out) {
    float largest = 0;
    for (int i = from; i < from + SIZE; i++) {
      largest = Math.max(largest, Math.abs(row[i]));
    }
    float scale = putHalf(largest / 127, out);
    for (int i = from; i < from + SIZE; i++) {
      out.put((byte) (figure(row[i], scale, 128, 255) - 128));
    }
  }

  /** Fifth bits first, as a figure of 32 bits; then pairs of i and i + 16. */
  private static void put(int[] q, int bits, ByteBuffer out) {
    if (bits == 5) {
      int high = 0;
      for (int i = 0; i < SIZE; i++) {
        high |= (q[i] >> 4) << i;
      }
      out.putInt(high);
    }
    for (int i = 0; i < SIZE / 2; i++) {
      out.put((byte) (q[i] & 15 | (q[i + SIZE / 2] & 15) << 4));
    }
  }

  /** Writes a half; returns what a reader will get. */
  static float putHalf(float number, ByteBuffer out) {
    short half = Float.floatToFloat16(number);
    out.putShort(half);
    return Float.float16ToFloat(half);
  }

  static int figure(float number, float scale, int middle, int most) {
    return scale == 0 ? middle : Math.clamp(Math.round(number / scale) + middle, 0, most);
  }
}
