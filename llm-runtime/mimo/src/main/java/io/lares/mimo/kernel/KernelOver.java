package io.lares.mimo.kernel;

/** A kernel that multiplies in its own way and leaves everything else to another one. */
abstract class KernelOver implements Kernel {
  final Kernel rest;

  /**
   * @param rest is closed by the kernel that stands over it
   */
  KernelOver(Kernel rest) {
    this.rest = rest;
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
    rest.scores(query, at, keys, from, stride, count, width, scores, to);
  }

  @Override
  public void softmax(float[] scores, int from, int count, float scale) {
    rest.softmax(scores, from, count, scale);
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
    rest.mix(shares, first, values, from, stride, count, width, seen, at);
  }

  @Override
  public void gate(float[] gates, float[] ups, int from, int to) {
    rest.gate(gates, ups, from, to);
  }
}
