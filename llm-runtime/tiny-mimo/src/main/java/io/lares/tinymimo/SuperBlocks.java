package io.lares.tinymimo;

import java.nio.ByteBuffer;

/** Blocks of 256 numbers, whose parts have scales that are quantised themselves. */
final class SuperBlocks {
  private static final int SIZE = 256;

  private SuperBlocks() {}

  /** Eight parts of 32 with scale and minimum of six bits each: Q4_K, Q5_K. */
  static void withMinima(float[] row, int from, int bits, ByteBuffer out) {
    int most = (1 << bits) - 1;
    float[] scales = new float[8];
    float[] minima = new float[8];
    float largestScale = 0;
    float largestMinimum = 0;
    for (int part = 0; part < 8; part++) {
      float low = 0;
      float high = 0;
      for (int i = 0; i < 32; i++) {
        low = Math.min(low, row[from + part * 32 + i]);
        high = Math.max(high, row[from + part * 32 + i]);
      }
      scales[part] = (high - low) / most;
      minima[part] = -low;
      largestScale = Math.max(largestScale, scales[part]);
      largestMinimum = Math.max(largestMinimum, minima[part]);
    }
    float d = SmallBlocks.putHalf(largestScale / 63, out);
    float dmin = SmallBlocks.putHalf(largestMinimum / 63, out);
    byte[] packed = new byte[12];
    int[] q = new int[SIZE];
    for (int part = 0; part < 8; part++) {
      int scale = SmallBlocks.figure(scales[part], d, 0, 63);
      int minimum = SmallBlocks.figure(minima[part], dmin, 0, 63);
      pack(part, scale, minimum, packed);
      for (int i = 0; i < 32; i++) {
        float number = row[from + part * 32 + i] + dmin * minimum;
        q[part * 32 + i] = SmallBlocks.figure(number, d * scale, 0, most);
      }
    }
    out.put(packed);
    if (bits == 5) {
      for (int i = 0; i < 32; i++) {
        int high = 0;
        for (int part = 0; part < 8; part++) {
          high |= q[part * 32 + i] >> 4 << part;
        }
        out.put((byte) high);
      }
    }
    for (int pair = 0; pair < 4; pair++) {
      for (int i = 0; i < 32; i++) {
        out.put((byte) (q[pair * 64 + i] & 15 | (q[pair * 64 + 32 + i] & 15) << 4));
      }
    }
  }

  /** The last four parts' upper bits stand above the first four's figures. */
  private static void pack(int part, int scale, int minimum, byte[] packed) {
    if (part < 4) {
      packed[part] |= (byte) scale;
      packed[part + 4] |= (byte) minimum;
    } else {
      packed[part + 4] = (byte) (scale & 15 | (minimum & 15) << 4);
      packed[part - 4] |= (byte) (scale >> 4 << 6);
      packed[part] |= (byte) (minimum >> 4 << 6);
    }
  }

  /** Sixteen parts of 16 with a signed scale of eight bits: Q6_K. */
  static void six(float[] row, int from, ByteBuffer out) {
    float[] scales = new float[16];
    float largest = 0;
    for (int part = 0; part < 16; part++) {
      for (int i = 0; i < 16; i++) {
        scales[part] = Math.max(scales[part], Math.abs(row[from + part * 16 + i]) / 31);
      }
      largest = Math.max(largest, scales[part]);
    }
    short half = Float.floatToFloat16(largest / 127);
    float d = Float.float16ToFloat(half);
    byte[] packed = new byte[16];
    int[] q = new int[SIZE];
    for (int part = 0; part < 16; part++) {
      packed[part] = (byte) SmallBlocks.figure(scales[part], d, 0, 127);
      for (int i = part * 16; i < part * 16 + 16; i++) {
        q[i] = SmallBlocks.figure(row[from + i], d * packed[part], 32, 63);
      }
    }
    for (int start = 0; start < SIZE; start += 128) {
      for (int i = start; i < start + 64; i++) {
        out.put((byte) (q[i] & 15 | (q[i + 64] & 15) << 4));
      }
    }
    for (int start = 0; start < SIZE; start += 128) {
      for (int i = start; i < start + 32; i++) {
        out.put(
            (byte) (q[i] >> 4 | q[i + 32] >> 4 << 2 | q[i + 64] >> 4 << 4 | q[i + 96] >> 4 << 6));
      }
    }
    out.put(packed).putShort(half);
  }
}
