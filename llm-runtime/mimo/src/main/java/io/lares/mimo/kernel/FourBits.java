package io.lares.mimo.kernel;

import static io.lares.mimo.kernel.Lanes.COUNT;
import static io.lares.mimo.kernel.Lanes.FLOATS;
import static io.lares.mimo.kernel.Lanes.INTS;
import static io.lares.mimo.kernel.Lanes.ORDER;
import static io.lares.mimo.kernel.Lanes.floats;
import static io.lares.mimo.kernel.Lanes.ints;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Rows of four bits times vectors of floats, as they lie in the file. A lane takes eight numbers
 * that stand side by side, and so four lanes share a scale. A figure is masked where it stands and
 * made a float there, 16 times too large for each place; the vector's number is made as much
 * smaller beforehand, which costs no bit. That figures count from 8 is taken off for a lane at a
 * time.
 *
 * <p>Two rows at once, since memory is read faster at two places; and one vector or two, since
 * unpacking costs as much as multiplying. Each method is about as long as C2 takes in one piece:
 * beyond that, vectors become objects.
 */
final class FourBits {
  /** Columns that are taken at once. */
  static final int GROUP = 8 * COUNT;

  private static final VectorShuffle<Float> TO_LANES = Lanes.repeated(4);

  /** Vectors as this class reads them. */
  private final float[] x;

  /** For each lane of each group, -8 times the sum of its numbers. */
  private final float[] eights;

  private final Matrix.Int4 matrix;
  private final int cols;
  private final int groups;

  FourBits(Matrix.Int4 matrix, float[] x, int n) {
    this.matrix = matrix;
    this.cols = matrix.cols();
    this.groups = cols / GROUP;
    this.x = new float[n * cols];
    this.eights = new float[n * cols / 8];
    for (int at = 0; at < n * cols; at += GROUP) {
      for (int lane = 0; lane < COUNT; lane++) {
        float sum = 0;
        for (int place = 0; place < 8; place++) {
          float number = x[at + 8 * lane + place];
          sum += number;
          this.x[at + place * COUNT + lane] = place == 7 ? number : number / (1 << 4 * place);
        }
        eights[at / 8 + lane] = -8 * sum;
      }
    }
  }

  static boolean takes(Matrix.Int4 matrix) {
    return matrix.cols() % GROUP == 0;
  }

  /** The products of two rows, which may be the same, with all {@code n} vectors. */
  void multiply(int row, int other, int n, float[] y) {
    int rows = matrix.rows();
    float[] sums = new float[4];
    float[] scales = scales(matrix.scales(), row);
    float[] others = scales(matrix.scales(), other);
    for (int i = 0; i < n; i += 2) {
      if (i + 1 < n) {
        pair((long) row * cols, (long) other * cols, i, scales, others, sums);
      } else {
        single((long) row * cols, (long) other * cols, i, scales, others, sums);
      }
      for (int j = i; j < Math.min(n, i + 2); j++) {
        y[j * rows + row] = sums[2 * (j - i)] + offsets(row, j);
        y[j * rows + other] = sums[2 * (j - i) + 1] + offsets(other, j);
      }
    }
  }

  private float offsets(int row, int i) {
    if (matrix.offsets().isEmpty()) {
      return 0;
    }
    float[] offsets = scales(matrix.offsets().get(), row);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int g = 0; g < groups; g++) {
      sum = scales(offsets, g).fma(floats(eights, i * cols / 8 + g * COUNT), sum);
    }
    return Lanes.sum(sum) / -8;
  }

  private void single(long a, long b, int i, float[] scales, float[] others, float[] sums) {
    MemorySegment quants = matrix.quants();
    float[] numbers = x;
    FloatVector sumA = FloatVector.zero(FLOATS);
    FloatVector sumB = FloatVector.zero(FLOATS);
    int at = i * cols;
    for (int g = 0; g < groups; g++) {
      IntVector p = IntVector.fromMemorySegment(INTS, quants, a / 2 + g * (GROUP / 2L), ORDER);
      IntVector q = IntVector.fromMemorySegment(INTS, quants, b / 2 + g * (GROUP / 2L), ORDER);
      FloatVector s = floats(eights, at / 8);
      FloatVector t = floats(eights, at / 8);
      IntVector mask = ints(0xf);
      for (int place = 0; place < 7; place++, at += COUNT) {
        FloatVector v = floats(numbers, at);
        s = floats(p.and(mask)).fma(v, s);
        t = floats(q.and(mask)).fma(v, t);
        mask = mask.lanewise(VectorOperators.LSHL, 4);
      }
      FloatVector v = floats(numbers, at);
      at += COUNT;
      s = floats(p.lanewise(VectorOperators.LSHR, 28)).fma(v, s);
      t = floats(q.lanewise(VectorOperators.LSHR, 28)).fma(v, t);
      sumA = scales(scales, g).fma(s, sumA);
      sumB = scales(others, g).fma(t, sumB);
    }
    sums[0] = Lanes.sum(sumA);
    sums[1] = Lanes.sum(sumB);
  }

  private void pair(long a, long b, int i, float[] scales, float[] others, float[] sums) {
    MemorySegment quants = matrix.quants();
    float[] numbers = x;
    int width = cols;
    FloatVector sumA = FloatVector.zero(FLOATS);
    FloatVector sumB = FloatVector.zero(FLOATS);
    FloatVector sumC = FloatVector.zero(FLOATS);
    FloatVector sumD = FloatVector.zero(FLOATS);
    int at = i * width;
    for (int g = 0; g < groups; g++) {
      IntVector p = IntVector.fromMemorySegment(INTS, quants, a / 2 + g * (GROUP / 2L), ORDER);
      IntVector q = IntVector.fromMemorySegment(INTS, quants, b / 2 + g * (GROUP / 2L), ORDER);
      FloatVector s = floats(eights, at / 8);
      FloatVector t = floats(eights, at / 8);
      FloatVector u = floats(eights, (at + width) / 8);
      FloatVector v = floats(eights, (at + width) / 8);
      IntVector mask = ints(0xf);
      for (int place = 0; place < 7; place++, at += COUNT) {
        FloatVector one = floats(numbers, at);
        FloatVector two = floats(numbers, at + width);
        FloatVector w = floats(p.and(mask));
        s = w.fma(one, s);
        u = w.fma(two, u);
        w = floats(q.and(mask));
        t = w.fma(one, t);
        v = w.fma(two, v);
        mask = mask.lanewise(VectorOperators.LSHL, 4);
      }
      FloatVector one = floats(numbers, at);
      FloatVector two = floats(numbers, at + width);
      at += COUNT;
      FloatVector w = floats(p.lanewise(VectorOperators.LSHR, 28));
      s = w.fma(one, s);
      u = w.fma(two, u);
      w = floats(q.lanewise(VectorOperators.LSHR, 28));
      t = w.fma(one, t);
      v = w.fma(two, v);
      w = scales(scales, g);
      sumA = w.fma(s, sumA);
      sumC = w.fma(u, sumC);
      w = scales(others, g);
      sumB = w.fma(t, sumB);
      sumD = w.fma(v, sumD);
    }
    sums[0] = Lanes.sum(sumA);
    sums[1] = Lanes.sum(sumB);
    sums[2] = Lanes.sum(sumC);
    sums[3] = Lanes.sum(sumD);
  }

  /** Those of a row, and room to read a whole vector of them anywhere. */
  private float[] scales(MemorySegment halves, int row) {
    int blocks = cols / Matrix.BLOCK;
    float[] scales = new float[blocks + COUNT];
    Lanes.halves(halves, 2L * row * blocks, blocks, scales);
    return scales;
  }

  private static FloatVector scales(float[] scales, int group) {
    return floats(scales, group * COUNT / 4).rearrange(TO_LANES);
  }
}
