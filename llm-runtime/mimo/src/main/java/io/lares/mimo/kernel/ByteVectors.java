package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vectors in eight bits with a scale for each block, as {@link DotCode} reads them; the same
 * rounding as ggml's Q8_0, but for the scale, which stays a float.
 */
final class ByteVectors {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MOST = 127;
  private static final int ALIGNMENT = 64;

  /** Steps that a thread takes at once. */
  private static final int STRETCH = 16;

  private MemorySegment data = MemorySegment.NULL;

  /** The header, and then the vectors. */
  MemorySegment data() {
    return data;
  }

  /**
   * Takes {@code n} vectors over.
   *
   * @param x their numbers from {@code first}
   * @param cols of each, a multiple of {@link DotCode#COLUMNS}
   */
  void fill(DotCode code, float[] x, int first, int cols, int n, Workers workers) {
    int steps = cols / DotCode.COLUMNS;
    long size = DotCode.HEADER + (long) steps * n * code.stepBytes();
    if (data.byteSize() < size) {
      data = Arena.ofAuto().allocate(size, ALIGNMENT);
    }
    header(code, steps);
    int stretches = (steps + STRETCH - 1) / STRETCH;
    workers.forEach(
        stretches,
        stretch -> {
          int end = Math.min(steps, (stretch + 1) * STRETCH);
          for (int step = stretch * STRETCH; step < end; step++) {
            for (int i = 0; i < n; i++) {
              long to = DotCode.HEADER + (long) (step * n + i) * code.stepBytes();
              step(code, x, first + i * cols + step * DotCode.COLUMNS, to);
            }
          }
        });
  }

  private void header(DotCode code, int steps) {
    for (int at = 0; at < code.width(); at += Integer.BYTES) {
      data.set(INT, at, code.constant());
      for (int part = 0; part < code.parts(); part++) {
        data.set(INT, code.lanes(part) + at, code.block(part, at / Integer.BYTES));
      }
    }
    data.set(LONG, DotCode.steps(), steps);
  }

  private void step(DotCode code, float[] x, int from, long to) {
    for (int block = 0; block < DotCode.BLOCKS; block++) {
      int start = block * Matrix.BLOCK;
      float most = 0;
      for (int i = from + start; i < from + start + Matrix.BLOCK; i++) {
        most = Math.max(most, Math.abs(x[i]));
      }
      float scale = most / MOST;
      float factor = most > 0 ? MOST / most : 0;
      int total = 0;
      for (int column = start; column < start + Matrix.BLOCK; column += code.laneColumns()) {
        int sum = 0;
        for (int c = column; c < column + code.laneColumns(); c++) {
          // Rounds to the nearest, since the sum is positive.
          int number = (int) (x[from + c] * factor + (MOST + 0.5f)) - MOST;
          data.set(ValueLayout.JAVA_BYTE, to + code.place(c), (byte) number);
          sum += number;
        }
        int place = code.place(column);
        int part = place / code.partBytes();
        long lane = to + part * code.partBytes() + code.ints() + place % code.partBytes();
        data.set(INT, lane, -code.excess() * sum);
        data.set(FLOAT, lane + code.width(), scale);
        total += sum;
      }
      data.set(FLOAT, to + code.parts() * code.partBytes() + block * Float.BYTES, scale * total);
    }
  }
}
