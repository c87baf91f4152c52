package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.weights.Matrix;
import io.lares.mimo.weights.Weights;

/**
 * A projection.
 *
 * @param bias empty for none
 */
record Linear(Matrix matrix, float[] bias) {
  /** The projection of this name, with its bias where the model has one. */
  static Linear of(Weights weights, String name) {
    String bias = name + ".bias";
    return new Linear(
        weights.matrix(name + ".weight"), weights.has(bias) ? weights.vector(bias) : new float[0]);
  }

  float[] apply(Kernel kernel, float[] vectors, int count) {
    int rows = matrix.rows();
    float[] out = new float[Math.multiplyExact(count, rows)];
    kernel.multiply(matrix, vectors, count, out);
    for (int i = 0; i < bias.length; i++) {
      for (int row = 0; row < count; row++) {
        out[row * rows + i] += bias[i];
      }
    }
    return out;
  }
}
