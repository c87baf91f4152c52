package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.weights.Matrix;
import io.lares.mimo.weights.Weights;
import java.util.List;

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
    return apply(List.of(this), kernel, vectors, count).getFirst();
  }

  /** Several of the same vectors. */
  static List<float[]> apply(List<Linear> all, Kernel kernel, float[] vectors, int count) {
    List<Kernel.Product> products =
        all.stream()
            .map(one ->
                new Kernel.Product(
                    one.matrix, new float[Math.multiplyExact(count, one.matrix.rows())]))
            .toList();
    kernel.multiply(products, vectors, count);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).addBias(products.get(i).y(), count);
    }
    return products.stream().map(Kernel.Product::y).toList();
  }

  private void addBias(float[] out, int count) {
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < bias.length; i++) {
        out[row * bias.length + i] += bias[i];
      }
    }
  }
}
