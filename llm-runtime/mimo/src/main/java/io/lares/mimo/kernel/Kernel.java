package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.util.List;

/** The arithmetic that is about speed. Safe from any thread. */
public interface Kernel extends AutoCloseable {
  /**
   * From so many vectors on, products may be rounded otherwise than those of fewer: prompts are
   * read so. Answers are read in fewer at a time.
   */
  int MANY = 16;

  /**
   * A matrix, and where its products with vectors go.
   *
   * @param y [n, rows], may be longer; is overwritten
   */
  record Product(Matrix matrix, float[] y) {}

  /**
   * Multiplies matrices with each of {@code n} vectors. What comes out for a vector does not depend
   * on those beside it, to the last bit, as long as they are fewer than {@link #MANY}: text that
   * was guessed ahead is checked several tokens at once and must be what one at a time would give.
   *
   * @param products matrices of the same width; none of their results is {@code x}
   * @param x [n, cols], may be longer
   * @param n 1 or more
   */
  void multiply(List<Product> products, float[] x, int n);

  /** Multiplies one matrix. */
  default void multiply(Matrix matrix, float[] x, int n, float[] y) {
    multiply(List.of(new Product(matrix, y)), x, n);
  }

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
   * Turns scores into shares that add up to 1: the exponential function of each, {@code scale}
   * times as large.
   *
   * @param scores [count] from {@code from}, 1 or more
   * @param scale 0 or more
   */
  void softmax(float[] scores, int from, int count, float scale);

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
