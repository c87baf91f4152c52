package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.Weights;

/** RMSNorm (arXiv 1910.07467). */
record Norm(float[] weight, float eps) {
  static Norm of(Weights weights, String name, MimoShape shape) {
    return new Norm(weights.vector(name), shape.rmsEps());
  }

  /** The vectors, each brought to the same size. */
  float[] apply(float[] vectors, int count) {
    int width = weight.length;
    float[] out = new float[count * width];
    for (int from = 0; from < out.length; from += width) {
      double squares = 0;
      for (int i = 0; i < width; i++) {
        squares += (double) vectors[from + i] * vectors[from + i];
      }
      float scale = (float) (1 / Math.sqrt(squares / width + eps));
      for (int i = 0; i < width; i++) {
        out[from + i] = vectors[from + i] * scale * weight[i];
      }
    }
    return out;
  }
}
