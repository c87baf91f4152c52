package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;

/**
 * Rotary position embedding (arXiv 2104.09864) for a run of positions, in the order of GPT-NeoX:
 * number {@code i} of a head turns with number {@code i + headDim / 2}.
 */
final class Rotation {
  private final int half;
  private final float[] cosines;
  private final float[] sines;

  Rotation(MimoShape shape, int first, int count) {
    half = shape.headDim() / 2;
    cosines = new float[count * half];
    sines = new float[count * half];
    for (int i = 0; i < half; i++) {
      double speed = Math.pow(shape.ropeTheta(), -(double) i / half);
      for (int row = 0; row < count; row++) {
        cosines[row * half + i] = (float) Math.cos((first + row) * speed);
        sines[row * half + i] = (float) Math.sin((first + row) * speed);
      }
    }
  }

  /** Turns the heads of each vector. */
  void turn(float[] vectors, int count, int heads) {
    for (int row = 0; row < count; row++) {
      for (int head = 0; head < heads; head++) {
        int at = (row * heads + head) * 2 * half;
        for (int i = 0; i < half; i++) {
          float cosine = cosines[row * half + i];
          float sine = sines[row * half + i];
          float a = vectors[at + i];
          float b = vectors[at + half + i];
          vectors[at + i] = a * cosine - b * sine;
          vectors[at + half + i] = b * cosine + a * sine;
        }
      }
    }
  }
}
