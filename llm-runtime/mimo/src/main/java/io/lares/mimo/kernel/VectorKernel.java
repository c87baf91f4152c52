package io.lares.mimo.kernel;

import static io.lares.mimo.kernel.Lanes.COUNT;
import static io.lares.mimo.kernel.Lanes.FLOATS;
import static io.lares.mimo.kernel.Lanes.floats;

import io.lares.mimo.weights.Matrix;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernel on Java's Vector API, in floats throughout: for few vectors, where the time goes into
 * reading the weights. It needs the module {@code jdk.incubator.vector}; {@link Kernels} sees
 * whether it is there.
 */
final class VectorKernel implements Kernel {
  /** Rows that a thread takes at once, from two places. */
  private static final int STRIP = 64;

  private static final float LOG2_E = 1.44269504f;

  /** Few bits, so that its multiples are exact; and the rest. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = (float) (0.6931471805599453 - LN2_HIGH);
  private static final float ROUNDING = 0x1.8p23f;

  private final Workers workers;
  private final PortableKernel portable;

  VectorKernel(Workers workers) {
    this.workers = workers;
    this.portable = new PortableKernel(workers);
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    products.forEach(product -> multiply(product.matrix(), x, n, product.y()));
  }

  @Override
  public void multiply(Matrix matrix, float[] x, int n, float[] y) {
    switch (matrix) {
      case Matrix.Int4 four when FourBits.takes(four) -> {
        FourBits bits = new FourBits(four, x, n);
        int rows = four.rows();
        workers.forEach(
            strips(rows),
            strip -> {
              int from = strip * STRIP;
              int half = (Math.min(STRIP, rows - from) + 1) / 2;
              for (int row = from; row < from + half; row++) {
                bits.multiply(row, Math.min(row + half, rows - 1), n, y);
              }
            });
      }
      case Matrix.Int8 eight when EightBits.takes(eight) -> {
        EightBits bits = new EightBits(eight, x, n);
        int rows = eight.rows();
        workers.forEach(
            strips(rows),
            strip -> {
              int end = Math.min(rows, (strip + 1) * STRIP);
              for (int row = strip * STRIP; row < end; row++) {
                bits.multiply(row, n, y);
              }
            });
      }
      default -> portable.multiply(matrix, x, n, y);
    }
  }

  private static int strips(int rows) {
    return (rows + STRIP - 1) / STRIP;
  }

  @Override
  public void scores(
      float[] query,
      int at,
      float[] keys,
      int from,
      int stride,
      int count,
      int width,
      float[] scores,
      int to) {
    if (width % COUNT != 0) {
      portable.scores(query, at, keys, from, stride, count, width, scores, to);
      return;
    }
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      fourScores(query, at, keys, from + i * stride, stride, width, scores, to + i);
    }
    for (; i < count; i++) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int j = 0; j < width; j += COUNT) {
        sum = floats(query, at + j).fma(floats(keys, from + i * stride + j), sum);
      }
      scores[to + i] = Lanes.sum(sum);
    }
  }

  /** Four keys, for which the query is read once; sums in the same order as for one. */
  private static void fourScores(
      float[] query,
      int at,
      float[] keys,
      int from,
      int stride,
      int width,
      float[] scores,
      int to) {
    FloatVector a = FloatVector.zero(FLOATS);
    FloatVector b = FloatVector.zero(FLOATS);
    FloatVector c = FloatVector.zero(FLOATS);
    FloatVector d = FloatVector.zero(FLOATS);
    for (int j = 0; j < width; j += COUNT) {
      FloatVector q = floats(query, at + j);
      a = q.fma(floats(keys, from + j), a);
      b = q.fma(floats(keys, from + stride + j), b);
      c = q.fma(floats(keys, from + 2 * stride + j), c);
      d = q.fma(floats(keys, from + 3 * stride + j), d);
    }
    scores[to] = Lanes.sum(a);
    scores[to + 1] = Lanes.sum(b);
    scores[to + 2] = Lanes.sum(c);
    scores[to + 3] = Lanes.sum(d);
  }

  /** The last lanes' worth are summed one by one: how long a row is does not change its start. */
  @Override
  public void softmax(float[] scores, int from, int count, float scale) {
    int end = from + count;
    int whole = end - count % COUNT;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < end; i++) {
      highest = Math.max(highest, scores[i]);
    }
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = from; i < whole; i += COUNT) {
      FloatVector part = exp(floats(scores, i).sub(highest).mul(scale));
      part.intoArray(scores, i);
      sum = sum.add(part);
    }
    float total = Lanes.sum(sum);
    for (int i = whole; i < end; i++) {
      scores[i] = (float) Math.exp((scores[i] - highest) * scale);
      total += scores[i];
    }
    float share = 1 / total;
    for (int i = from; i < end; i++) {
      scores[i] *= share;
    }
  }

  @Override
  public void mix(
      float[] shares,
      int first,
      float[] values,
      int from,
      int stride,
      int count,
      int width,
      float[] seen,
      int at) {
    if (width % COUNT != 0) {
      portable.mix(shares, first, values, from, stride, count, width, seen, at);
      return;
    }
    int j = 0;
    for (; j + 4 * COUNT <= width; j += 4 * COUNT) {
      mixFour(shares, first, values, from + j, stride, count, seen, at + j);
    }
    for (; j < width; j += COUNT) {
      FloatVector sum = floats(seen, at + j);
      for (int i = 0; i < count; i++) {
        sum =
            floats(values, from + i * stride + j)
                .fma(FloatVector.broadcast(FLOATS, shares[first + i]), sum);
      }
      sum.intoArray(seen, at + j);
    }
  }

  /** Four lanes' worth of all values, for which a share is read once. */
  private static void mixFour(
      float[] shares,
      int first,
      float[] values,
      int from,
      int stride,
      int count,
      float[] seen,
      int at) {
    FloatVector a = floats(seen, at);
    FloatVector b = floats(seen, at + COUNT);
    FloatVector c = floats(seen, at + 2 * COUNT);
    FloatVector d = floats(seen, at + 3 * COUNT);
    int value = from;
    for (int i = first; i < first + count; i++) {
      FloatVector share = FloatVector.broadcast(FLOATS, shares[i]);
      a = floats(values, value).fma(share, a);
      b = floats(values, value + COUNT).fma(share, b);
      c = floats(values, value + 2 * COUNT).fma(share, c);
      d = floats(values, value + 3 * COUNT).fma(share, d);
      value += stride;
    }
    a.intoArray(seen, at);
    b.intoArray(seen, at + COUNT);
    c.intoArray(seen, at + 2 * COUNT);
    d.intoArray(seen, at + 3 * COUNT);
  }

  @Override
  public void gate(float[] gates, float[] ups, int from, int to) {
    int i = from;
    for (; i + COUNT <= to; i += COUNT) {
      FloatVector gate = floats(gates, i);
      floats(ups, i).mul(gate.div(exp(gate.neg()).add(1))).intoArray(ups, i);
    }
    portable.gate(gates, ups, i, to);
  }

  /**
   * The exponential function, by 2 to the power of the whole part and Taylor's series for the rest.
   * The Vector API's own may differ between compiled code and interpreted.
   */
  static FloatVector exp(FloatVector x) {
    FloatVector bounded = x.max(-87).min(88);
    // The nearest whole number is in the lower bits of the sum.
    FloatVector rounded = bounded.mul(LOG2_E).add(ROUNDING);
    FloatVector whole = rounded.sub(ROUNDING);
    FloatVector r = bounded.sub(whole.mul(LN2_HIGH)).sub(whole.mul(LN2_LOW));
    FloatVector series = r.mul(1f / 5040).add(1f / 720);
    series = series.mul(r).add(1f / 120);
    series = series.mul(r).add(1f / 24);
    series = series.mul(r).add(1f / 6);
    series = series.mul(r).add(0.5f);
    series = series.mul(r).add(1).mul(r).add(1);
    IntVector exponent = rounded.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
    return series.mul(exponent.reinterpretAsFloats());
  }
}
