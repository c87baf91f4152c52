package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vectors in eight bits with a scale for each block, as {@link LaneCode} reads them: of a few
 * vectors their blocks side by side, and then of the next few.
 */
final class LaneVectors {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MOST = 127;
  private static final int ALIGNMENT = 64;

  private final int bits;
  private final int blocks;
  private final int most;
  private final int count;
  private final MemorySegment data;

  /**
   * Takes {@code count} vectors over.
   *
   * @param bits of the weights that they will meet
   * @param x their numbers from {@code first}
   * @param most vectors at once
   * @param memory is used where it is large enough
   */
  LaneVectors(
      int bits,
      float[] x,
      int first,
      int cols,
      int count,
      int most,
      MemorySegment memory,
      Workers workers) {
    this.bits = bits;
    this.most = most;
    this.count = count;
    blocks = cols / Matrix.BLOCK;
    long size = (long) count * blocks * LaneCode.VECTOR_BLOCK;
    data = memory.byteSize() < size ? Arena.ofAuto().allocate(size, ALIGNMENT) : memory;
    workers.forEach(count, i -> fill(x, first + i * cols, i));
  }

  MemorySegment memory() {
    return data;
  }

  /** How many vectors are taken with the one that comes first among them. */
  int some(int first) {
    return Math.min(most, count - first);
  }

  /** Where the vectors that are taken with {@code first} begin. */
  MemorySegment from(int first) {
    return data.asSlice((long) first * blocks * LaneCode.VECTOR_BLOCK);
  }

  private void fill(float[] x, int from, int number) {
    int first = number - number % most;
    int some = some(first);
    long at = ((long) first * blocks + number - first) * LaneCode.VECTOR_BLOCK;
    int[] figures = new int[Matrix.BLOCK];
    for (int block = 0; block < blocks; block++) {
      block(x, from + block * Matrix.BLOCK, figures, at);
      at += (long) some * LaneCode.VECTOR_BLOCK;
    }
  }

  private void block(float[] x, int from, int[] figures, long to) {
    float largest = 0;
    for (int i = from; i < from + Matrix.BLOCK; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    float factor = largest > 0 ? MOST / largest : 0;
    int sum = 0;
    for (int i = 0; i < Matrix.BLOCK; i++) {
      // Rounds to the nearest, since the sum is positive.
      figures[i] = (int) (x[from + i] * factor + (MOST + 0.5f)) - MOST;
      sum += figures[i];
    }
    for (int i = 0; i < Matrix.BLOCK; i++) {
      data.set(ValueLayout.JAVA_BYTE, to + LaneCode.place(bits, i), (byte) figures[i]);
    }
    float scale = largest / MOST;
    data.set(INT, to + LaneCode.INT, -LaneCode.excess(bits) * sum);
    data.set(FLOAT, to + LaneCode.SCALE, scale);
    data.set(FLOAT, to + LaneCode.SUM, scale * sum);
  }
}
