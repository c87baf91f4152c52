package io.lares.mimo.kernel;

import static io.lares.mimo.kernel.Lanes.COUNT;
import static io.lares.mimo.kernel.Lanes.INTS;
import static io.lares.mimo.kernel.Lanes.ORDER;
import static io.lares.mimo.kernel.Lanes.floats;
import static io.lares.mimo.kernel.Lanes.ints;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Runs of a row's numbers as eight bits of one scale, each 128 too large. Their order is that in
 * which lanes take them; {@link #place} tells it.
 */
final class RowBytes {
  private static final int MOST = 127;

  /** Adding it to a float leaves the nearest whole number in the lower bits. */
  private static final float ROUNDING = 0x1.8p23f;

  private static final int MOST_BLOCKS = BulkKernel.RUN / Matrix.BLOCK;
  private static final VectorShuffle<Float> BY_4 = Lanes.repeated(4);
  private static final VectorShuffle<Float> BY_8 = Lanes.repeated(8);

  private final Matrix matrix;

  RowBytes(Matrix matrix) {
    this.matrix = matrix;
  }

  static boolean takes(Matrix matrix) {
    return switch (matrix) {
      case Matrix.Int4 four -> FourBits.takes(four);
      case Matrix.Int8 eight -> EightBits.takes(eight);
      default -> false;
    };
  }

  /** What each block of a run is multiplied with and gets added to become bytes. */
  static final class Blocks {
    final float[] factors = new float[MOST_BLOCKS + COUNT];
    final float[] added = new float[MOST_BLOCKS + COUNT];
  }

  /** Where a column of a run stands. */
  int place(int col) {
    if (matrix instanceof Matrix.Int8) {
      return col;
    }
    // A lane has eight numbers side by side; four become an int, and then the other four.
    int within = col % FourBits.GROUP;
    int half = within / 4 % 2;
    return col - within + half * (FourBits.GROUP / 2) + within / 8 * 4 + within % 4;
  }

  /**
   * Writes a run of a row.
   *
   * @param start its first column, a multiple of {@link BulkKernel#RUN}
   * @param to where it goes, from {@code at}
   * @return what a step of these bytes is worth
   */
  float write(int row, int start, int width, Blocks blocks, MemorySegment to, long at) {
    long first = ((long) row * matrix.cols() + start) / Matrix.BLOCK;
    int count = width / Matrix.BLOCK;
    return switch (matrix) {
      case Matrix.Int4 four -> {
        float step = four(four, first, count, blocks);
        fourBits(four.quants(), first * (Matrix.BLOCK / 2), width, blocks, to, at);
        yield step;
      }
      case Matrix.Int8 eight -> {
        float step = eight(eight, first, count, blocks);
        eightBits(eight.quants(), first * Matrix.BLOCK, width, blocks, to, at);
        yield step;
      }
      default -> throw new IllegalArgumentException("no blocks");
    };
  }

  private static float four(Matrix.Int4 matrix, long first, int count, Blocks blocks) {
    Lanes.halves(matrix.scales(), 2 * first, count, blocks.factors);
    if (matrix.offsets().isPresent()) {
      Lanes.halves(matrix.offsets().get(), 2 * first, count, blocks.added);
    } else {
      Arrays.fill(blocks.added, 0, count, 0);
    }
    float most = Float.MIN_NORMAL;
    for (int i = 0; i < count; i++) {
      float scale = blocks.factors[i];
      float offset = blocks.added[i];
      blocks.added[i] = offset - 8 * scale;
      most = Math.max(most, Math.max(Math.abs(offset - 8 * scale), Math.abs(offset + 7 * scale)));
    }
    scale(blocks, count, MOST / most);
    return most / MOST;
  }

  private static float eight(Matrix.Int8 matrix, long first, int count, Blocks blocks) {
    float most = Float.MIN_NORMAL;
    Lanes.halves(matrix.scales(), 2 * first, count, blocks.factors);
    for (int i = 0; i < count; i++) {
      blocks.added[i] = 0;
      most = Math.max(most, Math.abs(blocks.factors[i]));
    }
    // Weights that had five bits or six use a part of the eight only.
    most *= largest(matrix.quants(), first * Matrix.BLOCK, count * Matrix.BLOCK);
    scale(blocks, count, MOST / most);
    return most / MOST;
  }

  private static int largest(MemorySegment quants, long from, int width) {
    int largest = 1;
    for (int at = 0; at < width; at++) {
      largest = Math.max(largest, Math.abs(quants.get(ValueLayout.JAVA_BYTE, from + at)));
    }
    return largest;
  }

  private static void scale(Blocks blocks, int count, float factor) {
    for (int i = 0; i < count; i++) {
      blocks.factors[i] *= factor;
      blocks.added[i] = blocks.added[i] * factor + 128;
    }
  }

  private static void fourBits(
      MemorySegment quants, long from, int width, Blocks blocks, MemorySegment to, long at) {
    for (int col = 0; col < width; col += FourBits.GROUP) {
      int block = col / Matrix.BLOCK;
      FloatVector added = floats(blocks.added, block).rearrange(BY_4);
      FloatVector f0 = floats(blocks.factors, block).rearrange(BY_4);
      IntVector q = IntVector.fromMemorySegment(INTS, quants, from + col / 2, ORDER);
      for (int half = 0; half < 2; half++) {
        FloatVector factor = f0;
        IntVector mask = ints(0xf);
        IntVector bytes = ints(0);
        for (int place = 0; place < 4; place++) {
          bytes = next(bytes, floats(q.and(mask)).fma(factor, added));
          factor = factor.mul(1f / 16);
          mask = mask.lanewise(VectorOperators.LSHL, 4);
        }
        bytes.intoMemorySegment(to, at + col + half * (FourBits.GROUP / 2), ORDER);
        q = q.lanewise(VectorOperators.LSHR, 16);
      }
    }
  }

  private static void eightBits(
      MemorySegment quants, long from, int width, Blocks blocks, MemorySegment to, long at) {
    for (int col = 0; col < width; col += EightBits.GROUP) {
      int block = col / Matrix.BLOCK;
      FloatVector added = floats(blocks.added, block).rearrange(BY_8);
      FloatVector factor = floats(blocks.factors, block).rearrange(BY_8);
      IntVector q = IntVector.fromMemorySegment(INTS, quants, from + col, ORDER);
      IntVector bytes = ints(0);
      for (int place = 0; place < 4; place++) {
        IntVector number = q.lanewise(VectorOperators.LSHL, 24).lanewise(VectorOperators.ASHR, 24);
        bytes = next(bytes, floats(number).fma(factor, added));
        q = q.lanewise(VectorOperators.LSHR, 8);
      }
      bytes.intoMemorySegment(to, at + col, ORDER);
    }
  }

  /** Takes the nearest whole number in as the uppermost byte of its lane, above those before. */
  private static IntVector next(IntVector bytes, FloatVector number) {
    return bytes
        .lanewise(VectorOperators.LSHR, 8)
        .or(number.add(ROUNDING).reinterpretAsInts().lanewise(VectorOperators.LSHL, 24));
  }
}
