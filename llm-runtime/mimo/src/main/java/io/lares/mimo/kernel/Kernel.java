package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;

/** Multiplies with the weights. Safe from any thread. */
@FunctionalInterface
public interface Kernel {
  /**
   * Multiplies a matrix with each of {@code n} vectors. What comes out for a vector does not depend
   * on those beside it, to the last bit: text that was guessed ahead is checked several tokens at
   * once and must be what one at a time would give.
   *
   * @param x [n, cols], may be longer
   * @param n 1 or more
   * @param y [n, rows], may be longer; is overwritten, and is not {@code x}
   */
  void multiply(Matrix matrix, float[] x, int n, float[] y);
}
