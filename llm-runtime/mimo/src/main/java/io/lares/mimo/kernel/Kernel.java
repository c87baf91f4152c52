package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;

/** The arithmetic that is about speed. Safe from any thread. */
public interface Kernel extends AutoCloseable {
  /**
   * From so many vectors on, products may be rounded otherwise than those of fewer: prompts are
   * read so, and nothing else has as many.
   */
  int MANY = 8;

  /**
   * Multiplies a matrix with each of {@code n} vectors. What comes out for a vector does not depend
   * on those beside it, to the last bit, as long as they are fewer than {@link #MANY}: text that
   * was guessed ahead is checked several tokens at once and must be what one at a time would give.
   * Nor does it among {@link #MANY} and more.
   *
   * @param x [n, cols], may be longer
   * @param n 1 or more
   * @param y [n, rows], may be longer; is overwritten, and is not {@code x}
   */
  void multiply(Matrix matrix, float[] x, int n, float[] y);

  /**
   * Products of a query with keys that lie {@code stride} apart.
   *
   * @param query its numbers from {@code at}
   * @param keys the first from {@code from}
   * @param width of a head, 2 or more
   * @param scores [count] from {@code to}
   */
  void scores(
      float[] query,
      int at,
      float[] keys,
      int from,
      int stride,
      int count,
      int width,
      float[] scores,
      int to);

  /**
   * Adds values that lie {@code stride} apart to {@code seen}, each with its share.
   *
   * @param shares [count] from {@code first}
   * @param values the first from {@code from}
   * @param width of a head, 2 or more
   * @param seen its numbers from {@code at}
   */
  void mix(
      float[] shares,
      int first,
      float[] values,
      int from,
      int stride,
      int count,
      int width,
      float[] seen,
      int at);

  /** SwiGLU: multiplies {@code ups} with {@code gates * sigmoid(gates)}, from and to below. */
  void gate(float[] gates, float[] ups, int from, int to);

  /** Lets go of what it holds; matrices and workers are others'. */
  @Override
  default void close() {}
}
