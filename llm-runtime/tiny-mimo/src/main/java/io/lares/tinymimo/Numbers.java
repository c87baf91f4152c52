package io.lares.tinymimo;

import java.util.SplittableRandom;

/**
 * The numbers of one tensor, row after row: near to normal, spread so that signals keep their size
 * from layer to layer, and rounded so that bfloat16 and half both hold them exactly.
 */
final class Numbers {
  /** Half's smallest number of full precision. */
  private static final float SMALLEST = 0x1p-14f;

  /** Of the sum of four numbers of 16 bits. */
  private static final double DEVIATION = 65536 / Math.sqrt(3);

  private final SplittableRandom random;
  private final float mean;
  private final float spread;

  Numbers(long seed, Tensor tensor) {
    this.random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L ^ hash(tensor.name()));
    boolean norm = tensor.name().endsWith("norm.weight");
    this.mean = norm ? 1 : 0;
    this.spread = (float) (spread(tensor, norm) / DEVIATION);
  }

  private static double spread(Tensor tensor, boolean norm) {
    if (norm || tensor.vector()) {
      return 0.1;
    }
    if (tensor.name().equals("model.embed_tokens.weight")) {
      return 1;
    }
    // Logits with a few clear favourites, as a trained model has them.
    double gain = tensor.name().equals("lm_head.weight") ? 2.5 : 1;
    return gain / Math.sqrt(tensor.cols());
  }

  private static long hash(String name) {
    long hash = 1125899906842597L;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    return hash;
  }

  void next(float[] row) {
    for (int i = 0; i < row.length; i++) {
      long bits = random.nextLong();
      int sum =
          (int) ((bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48));
      float number = mean + (sum - 2 * 65535) * spread;
      float rounded = Float.intBitsToFloat(Float.floatToRawIntBits(number) + 0x8000 & 0xffff0000);
      row[i] = Math.abs(rounded) < SMALLEST ? 0 : rounded;
    }
  }

  /** What blocks of Q4_0 with random figures need as their scale, to spread likewise. */
  static float scaleOfRandomBlocks(Tensor tensor) {
    // Two figures of three bits added: the deviation of one is sqrt(63 / 12).
    return (float) (spread(tensor, false) / Math.sqrt(10.5));
  }
}
