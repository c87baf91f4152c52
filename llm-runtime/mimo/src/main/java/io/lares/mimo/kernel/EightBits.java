package io.lares.mimo.kernel;

import static io.lares.mimo.kernel.Lanes.COUNT;
import static io.lares.mimo.kernel.Lanes.FLOATS;
import static io.lares.mimo.kernel.Lanes.INTS;
import static io.lares.mimo.kernel.Lanes.ORDER;
import static io.lares.mimo.kernel.Lanes.floats;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Rows of eight bits times vectors of floats, as they lie in the file. A lane takes four numbers
 * that stand side by side, and so eight lanes share a scale.
 */
final class EightBits {
  /** Columns that are taken at once. */
  static final int GROUP = 4 * COUNT;

  private static final VectorShuffle<Float> TO_LANES = Lanes.repeated(8);

  private final float[] x;
  private final Matrix.Int8 matrix;
  private final int cols;

  EightBits(Matrix.Int8 matrix, float[] x, int n) {
    this.matrix = matrix;
    this.cols = matrix.cols();
    this.x = new float[n * cols];
    for (int at = 0; at < n * cols; at += GROUP) {
      for (int lane = 0; lane < COUNT; lane++) {
        for (int place = 0; place < 4; place++) {
          this.x[at + place * COUNT + lane] = x[at + 4 * lane + place];
        }
      }
    }
  }

  static boolean takes(Matrix.Int8 matrix) {
    return matrix.cols() % GROUP == 0;
  }

  /** The products of a row with all {@code n} vectors. */
  void multiply(int row, int n, float[] y) {
    int blocks = cols / Matrix.BLOCK;
    float[] scales = new float[blocks + COUNT];
    Lanes.halves(matrix.scales(), 2L * row * blocks, blocks, scales);
    for (int i = 0; i < n; i++) {
      y[i * matrix.rows() + row] = single((long) row * cols, i, scales);
    }
  }

  private float single(long row, int i, float[] scales) {
    MemorySegment quants = matrix.quants();
    FloatVector sum = FloatVector.zero(FLOATS);
    int at = i * cols;
    for (int col = 0; col < cols; col += GROUP) {
      IntVector q = IntVector.fromMemorySegment(INTS, quants, row + col, ORDER);
      FloatVector s =
          floats(q.lanewise(VectorOperators.ASHR, 24)).mul(floats(x, at + col + 3 * COUNT));
      s = floats(signed(q, 8)).fma(floats(x, at + col + 2 * COUNT), s);
      s = floats(signed(q, 16)).fma(floats(x, at + col + COUNT), s);
      s = floats(signed(q, 24)).fma(floats(x, at + col), s);
      sum = floats(scales, col / Matrix.BLOCK).rearrange(TO_LANES).fma(s, sum);
    }
    return Lanes.sum(sum);
  }

  private static IntVector signed(IntVector bytes, int left) {
    return bytes.lanewise(VectorOperators.LSHL, left).lanewise(VectorOperators.ASHR, 24);
  }
}
