package io.lares.tinymimo;

import java.nio.ByteBuffer;

/**
 * How numbers lie in a GGUF file, by ggml's definitions ({@code ggml-common.h}). The rounding is
 * plain, without ggml's search for the best scales.
 */
public enum Quant {
  F32(0, 0, 1, 4),
  F16(1, 1, 1, 2),
  BF16(30, 32, 1, 2),
  Q4_0(2, 2, 32, 18),
  Q4_1(3, 3, 32, 20),
  Q5_0(6, 8, 32, 22),
  Q5_1(7, 9, 32, 24),
  Q8_0(8, 7, 32, 34),
  Q4_K(12, 15, 256, 144),
  Q5_K(13, 17, 256, 176),
  Q6_K(14, 18, 256, 210);

  final int id;

  /** What {@code general.file_type} says of a file that is mostly so. */
  final int fileType;

  final int numbers;
  final int bytes;

  Quant(int id, int fileType, int numbers, int bytes) {
    this.id = id;
    this.fileType = fileType;
    this.numbers = numbers;
    this.bytes = bytes;
  }

  long size(long count) {
    return count / numbers * bytes;
  }

  /** What llama.cpp's quantiser does, too, where rows are no whole blocks. */
  Quant fitting(int width) {
    if (width % numbers == 0) {
      return this;
    }
    return width % 32 == 0 ? Q8_0 : F16;
  }

  /** Writes a row of whole blocks; little-endian. */
  void write(float[] row, ByteBuffer out) {
    for (int from = 0; from < row.length; from += numbers) {
      switch (this) {
        case F32 -> out.putFloat(row[from]);
        case F16 -> out.putShort(Float.floatToFloat16(row[from]));
        case BF16 -> out.putShort((short) (Float.floatToRawIntBits(row[from]) >>> 16));
        case Q4_0 -> SmallBlocks.symmetric(row, from, 4, out);
        case Q5_0 -> SmallBlocks.symmetric(row, from, 5, out);
        case Q4_1 -> SmallBlocks.withMinimum(row, from, 4, out);
        case Q5_1 -> SmallBlocks.withMinimum(row, from, 5, out);
        case Q8_0 -> SmallBlocks.eight(row, from, out);
        case Q4_K -> SuperBlocks.withMinima(row, from, 4, out);
        case Q5_K -> SuperBlocks.withMinima(row, from, 5, out);
        case Q6_K -> SuperBlocks.six(row, from, out);
      }
    }
  }
}
