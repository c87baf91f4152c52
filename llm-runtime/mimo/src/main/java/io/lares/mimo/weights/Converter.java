package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Turns stretches of a tensor into its form with us. Blocks of four bits, and those of eight in
 * Q8_0 and Q5_0, are taken over number by number; others are quantised anew.
 */
final class Converter {
  /** Numbers that are converted at a time: whole blocks of every type. */
  static final int STRETCH = 1 << 18;

  private static final int BLOCK = Matrix.BLOCK;

  /** By how much the largest number of a block may be cut off for the good of the others. */
  private static final float[] LEVELS = {-8f, -7.75f, -7.5f, -7.25f, -7f, -6.75f, -6.5f};

  /** Its inverse is still a float. */
  private static final float NOTHING = 1e-30f;

  private final String name;
  private final TensorType type;
  private final Form form;
  private final MemorySegment source;
  private final float[] numbers = new float[STRETCH];
  private final int[] rounded = new int[BLOCK];

  Converter(String name, SourceTensor tensor, Form form) {
    this.name = name;
    this.type = tensor.type();
    this.form = form;
    this.source = tensor.data();
  }

  /**
   * Converts numbers.
   *
   * @param first of the tensor's numbers, a multiple of {@link #STRETCH}
   * @param count at most {@link #STRETCH}
   * @param parts where the parts of these numbers go, from their starts
   */
  void convert(long first, int count, MemorySegment[] parts) throws ModelException {
    long at = type.size(first);
    switch (form) {
      case F16, BF16 -> MemorySegment.copy(source, at, parts[0], 0, type.size(count));
      case F32 -> {
        Blocks.read(type, source, at, numbers, count);
        MemorySegment.copy(numbers, 0, parts[0], Bytes.FLOAT, 0, count);
      }
      case INT4, INT4_OFFSETS -> toInt4(at, count, parts);
      case INT8 -> toInt8(at, count, parts);
    }
  }

  private void toInt4(long at, int count, MemorySegment[] parts) throws ModelException {
    switch (type) {
      case Q4_0 -> {
        for (int block = 0; block < count / BLOCK; block++, at += type.bytes) {
          repack(at + 2, parts[0], block);
          scale(parts[1], block, Bytes.half(source, at));
        }
      }
      case Q4_1 -> {
        for (int block = 0; block < count / BLOCK; block++, at += type.bytes) {
          float d = Bytes.half(source, at);
          repack(at + 4, parts[0], block);
          scale(parts[1], block, d);
          scale(parts[2], block, Bytes.half(source, at + 2) + 8 * d);
        }
      }
      case Q4_K -> {
        for (int block = 0; block < count / BLOCK; block += 8, at += type.bytes) {
          fromQ4K(at, block, parts);
        }
      }
      default -> {
        Blocks.read(type, source, at, numbers, count);
        for (int block = 0; block < count / BLOCK; block++) {
          scale(parts[1], block, quantise4(block * BLOCK));
          for (int i = 0; i < BLOCK; i += 2) {
            byte pair = (byte) (rounded[i] + 8 | rounded[i + 1] + 8 << 4);
            parts[0].set(ValueLayout.JAVA_BYTE, block * 16L + i / 2, pair);
          }
        }
      }
    }
  }

  /** From ggml's order, in which a byte holds the numbers i and i + 16, to neighbours. */
  private void repack(long from, MemorySegment quants, int block) {
    for (int i = 0; i < 8; i++) {
      int even = Bytes.unsigned(source, from + 2 * i);
      int odd = Bytes.unsigned(source, from + 2 * i + 1);
      quants.set(ValueLayout.JAVA_BYTE, block * 16L + i, (byte) (even & 15 | odd << 4));
      quants.set(ValueLayout.JAVA_BYTE, block * 16L + 8 + i, (byte) (even >> 4 | odd & 0xf0));
    }
  }

  private void fromQ4K(long at, int block, MemorySegment[] parts) throws ModelException {
    float d = Bytes.half(source, at);
    float dmin = Bytes.half(source, at + 2);
    for (int part = 0; part < 8; part++) {
      float scale = d * Blocks.scaleK(source, at + 4, part);
      float minimum = dmin * Blocks.minimumK(source, at + 4, part);
      scale(parts[1], block + part, scale);
      scale(parts[2], block + part, 8 * scale - minimum);
      long quants = at + 16 + part / 2 * 32;
      int shift = part % 2 * 4;
      for (int i = 0; i < 16; i++) {
        int even = Bytes.unsigned(source, quants + 2 * i) >> shift & 15;
        int odd = Bytes.unsigned(source, quants + 2 * i + 1) >> shift & 15;
        parts[0].set(ValueLayout.JAVA_BYTE, (block + part) * 16L + i, (byte) (even | odd << 4));
      }
    }
  }

  private void toInt8(long at, int count, MemorySegment[] parts) throws ModelException {
    if (type == TensorType.Q8_0) {
      for (int block = 0; block < count / BLOCK; block++, at += type.bytes) {
        scale(parts[1], block, Bytes.half(source, at));
        MemorySegment.copy(source, at + 2, parts[0], (long) block * BLOCK, BLOCK);
      }
      return;
    }
    Blocks.read(type, source, at, numbers, count);
    for (int block = 0; block < count / BLOCK; block++, at += type.bytes) {
      float scale = type == TensorType.Q5_0 ? Bytes.half(source, at) : largest(block * BLOCK) / 127;
      scale(parts[1], block, scale);
      float kept = Bytes.half(parts[1], 2L * block);
      for (int i = 0; i < BLOCK; i++) {
        float q = kept == 0 ? 0 : numbers[block * BLOCK + i] / kept;
        parts[0].set(
            ValueLayout.JAVA_BYTE,
            (long) block * BLOCK + i,
            (byte) Math.clamp(Math.round(q), -127, 127));
      }
    }
  }

  private float largest(int from) {
    float largest = 0;
    for (int i = from; i < from + BLOCK; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    return largest;
  }

  /**
   * Rounds a block to -8 to 7 times a scale, the one of some candidates with the least squared
   * error.
   *
   * @return the scale; the figures are in {@link #rounded}
   */
  private float quantise4(int from) {
    float extreme = 0;
    for (int i = from; i < from + BLOCK; i++) {
      // Whatever is not a number must not be lost in a comparison.
      if (!(Math.abs(numbers[i]) <= Math.abs(extreme))) {
        extreme = numbers[i];
      }
    }
    Arrays.fill(rounded, 0);
    if (!Float.isFinite(extreme)) {
      return extreme;
    }
    if (Math.abs(extreme) < NOTHING) {
      return 0;
    }
    float bestGain = -1;
    float bestLevel = 0;
    for (float level : LEVELS) {
      float gain = gain(from, level / extreme);
      if (gain > bestGain) {
        bestGain = gain;
        bestLevel = level;
      }
    }
    float inverse = bestLevel / extreme;
    float products = 0;
    float squares = 0;
    for (int i = 0; i < BLOCK; i++) {
      int q = round(numbers[from + i] * inverse);
      rounded[i] = q;
      products += q * numbers[from + i];
      squares += q * q;
    }
    return products / squares;
  }

  /** What the best scale for this rounding takes off the squared error. */
  private float gain(int from, float inverse) {
    float products = 0;
    float squares = 0;
    for (int i = from; i < from + BLOCK; i++) {
      float q = round(numbers[i] * inverse);
      products += q * numbers[i];
      squares += q * q;
    }
    return products * products / squares;
  }

  private static int round(float number) {
    // Math.round is several times slower, and the figures are small.
    return Math.clamp((int) (number + 8.5f), 0, 15) - 8;
  }

  private void scale(MemorySegment scales, int block, float scale) throws ModelException {
    short half = Float.floatToFloat16(scale);
    if (!Float.isFinite(Float.float16ToFloat(half))) {
      throw new ModelException("The tensor " + name + " has numbers that are not finite");
    }
    scales.set(Bytes.SHORT, 2L * block, half);
  }
}
