package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.util.List;

/**
 * The kernel that runs wherever Java does, in all forms of weights: each row is made floats once,
 * for all vectors. The sums are in floats, eight side by side.
 */
public final class PortableKernel implements Kernel {
  /** Rows that a thread takes at once: enough that taking them costs nothing. */
  private static final int STRIP = 16;

  private final Workers workers;

  public PortableKernel(Workers workers) {
    this.workers = workers;
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    products.forEach(product -> multiply(product.matrix(), x, n, product.y()));
  }

  @Override
  public void multiply(Matrix matrix, float[] x, int n, float[] y) {
    int rows = matrix.rows();
    int cols = matrix.cols();
    workers.forEach(
        (rows + STRIP - 1) / STRIP,
        strip -> {
          float[] weights = new float[cols];
          int end = Math.min(rows, (strip + 1) * STRIP);
          for (int row = strip * STRIP; row < end; row++) {
            matrix.row(row, weights);
            for (int i = 0; i < n; i++) {
              y[i * rows + row] = dot(weights, x, i * cols, cols);
            }
          }
        });
  }

  /** Eight sums, since one would wait for each addition. */
  private static float dot(float[] weights, float[] x, int from, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i + 8 <= count; i += 8) {
      a += weights[i] * x[from + i];
      b += weights[i + 1] * x[from + i + 1];
      c += weights[i + 2] * x[from + i + 2];
      d += weights[i + 3] * x[from + i + 3];
      e += weights[i + 4] * x[from + i + 4];
      f += weights[i + 5] * x[from + i + 5];
      g += weights[i + 6] * x[from + i + 6];
      h += weights[i + 7] * x[from + i + 7];
    }
    for (; i < count; i++) {
      a += weights[i] * x[from + i];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
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
    for (int i = 0; i < count; i++) {
      float score = 0;
      for (int j = 0; j < width; j++) {
        score += query[at + j] * keys[from + i * stride + j];
      }
      scores[to + i] = score;
    }
  }

  @Override
  public void softmax(float[] scores, int from, int count, float scale) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      highest = Math.max(highest, scores[i]);
    }
    double total = 0;
    for (int i = from; i < from + count; i++) {
      scores[i] = (float) Math.exp((scores[i] - highest) * scale);
      total += scores[i];
    }
    float share = (float) (1 / total);
    for (int i = from; i < from + count; i++) {
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
    for (int i = 0; i < count; i++) {
      float share = shares[first + i];
      for (int j = 0; j < width; j++) {
        seen[at + j] += share * values[from + i * stride + j];
      }
    }
  }

  @Override
  public void gate(float[] gates, float[] ups, int from, int to) {
    for (int i = from; i < to; i++) {
      ups[i] *= gates[i] / (1 + (float) Math.exp(-gates[i]));
    }
  }
}
