package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * A matrix as it lies in the mapped file, row by row, little-endian; each segment is aligned to 64
 * bytes and lives as long as its {@link Weights}.
 */
public sealed interface Matrix {
  /** Numbers that share a scale in the block formats. */
  int BLOCK = 32;

  /** Outputs. */
  int rows();

  /** Inputs; a multiple of {@link #BLOCK} in the block formats. */
  int cols();

  /**
   * Writes the numbers of a row to the start of {@code into}, as floats.
   *
   * @param into of length {@link #cols()} at least
   */
  void row(int row, float[] into);

  /** Floats. */
  record F32(int rows, int cols, MemorySegment values) implements Matrix {
    @Override
    public void row(int row, float[] into) {
      MemorySegment.copy(values, Bytes.FLOAT, 4L * row * cols, into, 0, cols);
    }
  }

  /** IEEE 754 halves. */
  record F16(int rows, int cols, MemorySegment values) implements Matrix {
    @Override
    public void row(int row, float[] into) {
      for (int i = 0; i < cols; i++) {
        into[i] = Bytes.half(values, 2L * ((long) row * cols + i));
      }
    }
  }

  /** Floats without their lower halves. */
  record BF16(int rows, int cols, MemorySegment values) implements Matrix {
    @Override
    public void row(int row, float[] into) {
      for (int i = 0; i < cols; i++) {
        into[i] = Bytes.brain(values, 2L * ((long) row * cols + i));
      }
    }
  }

  /**
   * Four bits a number: {@code scale * (q - 8) + offset}.
   *
   * @param quants [rows, cols / 32, 16] bytes; the even column in the lower half of a byte
   * @param scales [rows, cols / 32] halves
   * @param offsets [rows, cols / 32] halves, where a source has them
   */
  record Int4(
      int rows,
      int cols,
      MemorySegment quants,
      MemorySegment scales,
      Optional<MemorySegment> offsets)
      implements Matrix {
    @Override
    public void row(int row, float[] into) {
      long block = (long) row * cols / BLOCK;
      for (int at = 0; at < cols; at += BLOCK, block++) {
        float scale = Bytes.half(scales, 2 * block);
        float offset = offsets.isPresent() ? Bytes.half(offsets.get(), 2 * block) : 0;
        for (int i = 0; i < BLOCK / 2; i++) {
          int pair = Bytes.unsigned(quants, block * (BLOCK / 2) + i);
          into[at + 2 * i] = scale * ((pair & 15) - 8) + offset;
          into[at + 2 * i + 1] = scale * ((pair >> 4) - 8) + offset;
        }
      }
    }
  }

  /**
   * Eight bits a number: {@code scale * q}.
   *
   * @param quants [rows, cols] signed bytes
   * @param scales [rows, cols / 32] halves
   */
  record Int8(int rows, int cols, MemorySegment quants, MemorySegment scales) implements Matrix {
    @Override
    public void row(int row, float[] into) {
      long start = (long) row * cols;
      for (int i = 0; i < cols; i++) {
        into[i] =
            Bytes.half(scales, (start + i) / BLOCK * 2)
                * quants.get(ValueLayout.JAVA_BYTE, start + i);
      }
    }
  }
}
