package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads blocks as ggml defines them ({@code ggml-common.h}, {@code ggml-quants.c}): each result is
 * the float that ggml computes.
 */
final class Blocks {
  private Blocks() {}

  /**
   * Reads whole blocks.
   *
   * @param data where the first block starts at {@code at}
   * @param out filled from its start
   * @param count of numbers, whole blocks
   */
  static void read(TensorType type, MemorySegment data, long at, float[] out, int count) {
    for (int i = 0; i < count; i += type.numbers, at += type.bytes) {
      switch (type) {
        case F32 -> out[i] = data.get(Bytes.FLOAT, at);
        case F16 -> out[i] = Bytes.half(data, at);
        case BF16 -> out[i] = Bytes.brain(data, at);
        case Q8_0 -> q8(data, at, out, i);
        case Q4_0 -> q4(data, at, out, i);
        case Q4_1 -> q4WithMinimum(data, at, out, i);
        case Q5_0 -> q5(data, at, out, i);
        case Q5_1 -> q5WithMinimum(data, at, out, i);
        case Q4_K -> q4K(data, at, out, i);
        case Q5_K -> q5K(data, at, out, i);
        case Q6_K -> q6K(data, at, out, i);
      }
    }
  }

  private static void q8(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    for (int i = 0; i < 32; i++) {
      out[to + i] = data.get(ValueLayout.JAVA_BYTE, at + 2 + i) * d;
    }
  }

  private static void q4(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    for (int i = 0; i < 16; i++) {
      int pair = Bytes.unsigned(data, at + 2 + i);
      out[to + i] = ((pair & 15) - 8) * d;
      out[to + 16 + i] = ((pair >> 4) - 8) * d;
    }
  }

  private static void q4WithMinimum(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    float m = Bytes.half(data, at + 2);
    for (int i = 0; i < 16; i++) {
      int pair = Bytes.unsigned(data, at + 4 + i);
      out[to + i] = (pair & 15) * d + m;
      out[to + 16 + i] = (pair >> 4) * d + m;
    }
  }

  private static void q5(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    int high = data.get(Bytes.INT, at + 2);
    for (int i = 0; i < 16; i++) {
      int pair = Bytes.unsigned(data, at + 6 + i);
      out[to + i] = ((pair & 15 | (high >>> i & 1) << 4) - 16) * d;
      out[to + 16 + i] = ((pair >> 4 | (high >>> i + 16 & 1) << 4) - 16) * d;
    }
  }

  private static void q5WithMinimum(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    float m = Bytes.half(data, at + 2);
    int high = data.get(Bytes.INT, at + 4);
    for (int i = 0; i < 16; i++) {
      int pair = Bytes.unsigned(data, at + 8 + i);
      out[to + i] = (pair & 15 | (high >>> i & 1) << 4) * d + m;
      out[to + 16 + i] = (pair >> 4 | (high >>> i + 16 & 1) << 4) * d + m;
    }
  }

  /** The scale, of six bits, of one of the eight parts of a block of Q4_K or Q5_K. */
  static int scaleK(MemorySegment data, long scales, int part) {
    return part < 4
        ? Bytes.unsigned(data, scales + part) & 63
        : Bytes.unsigned(data, scales + part + 4) & 15
            | Bytes.unsigned(data, scales + part - 4) >> 6 << 4;
  }

  /** The minimum, of six bits, of one of the eight parts of a block of Q4_K or Q5_K. */
  static int minimumK(MemorySegment data, long scales, int part) {
    return part < 4
        ? Bytes.unsigned(data, scales + part + 4) & 63
        : Bytes.unsigned(data, scales + part + 4) >> 4
            | Bytes.unsigned(data, scales + part) >> 6 << 4;
  }

  private static void q4K(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    float dmin = Bytes.half(data, at + 2);
    for (int part = 0; part < 8; part++) {
      float scale = d * scaleK(data, at + 4, part);
      float minimum = dmin * minimumK(data, at + 4, part);
      long quants = at + 16 + part / 2 * 32;
      int shift = part % 2 * 4;
      for (int i = 0; i < 32; i++) {
        int q = Bytes.unsigned(data, quants + i) >> shift & 15;
        out[to + part * 32 + i] = scale * q - minimum;
      }
    }
  }

  private static void q5K(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at);
    float dmin = Bytes.half(data, at + 2);
    for (int part = 0; part < 8; part++) {
      float scale = d * scaleK(data, at + 4, part);
      float minimum = dmin * minimumK(data, at + 4, part);
      long quants = at + 48 + part / 2 * 32;
      int shift = part % 2 * 4;
      for (int i = 0; i < 32; i++) {
        int high = Bytes.unsigned(data, at + 16 + i) >> part & 1;
        int q = Bytes.unsigned(data, quants + i) >> shift & 15 | high << 4;
        out[to + part * 32 + i] = scale * q - minimum;
      }
    }
  }

  private static void q6K(MemorySegment data, long at, float[] out, int to) {
    float d = Bytes.half(data, at + 208);
    for (int i = 0; i < 256; i++) {
      // Two halves of 128; in each, four runs of 32 share the bytes of their low and high bits.
      int half = i >> 7;
      int run = i >> 5 & 3;
      int within = i & 31;
      int low = Bytes.unsigned(data, at + half * 64 + (run & 1) * 32 + within) >> (run >> 1) * 4;
      int high = Bytes.unsigned(data, at + 128 + half * 32 + within) >> run * 2;
      int scale = data.get(ValueLayout.JAVA_BYTE, at + 192 + i / 16);
      out[to + i] = d * scale * ((low & 15 | (high & 3) << 4) - 32);
    }
  }
}
