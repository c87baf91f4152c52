package io.lares.habits.next;

/** Adam (Kingma and Ba 2015) with decoupled weight decay: its memory of gradients. */
final class Adam {
  private final float[] weights;
  private final float[] means;
  private final float[] squares;
  private final float decay;
  private final int decayed;
  private double power1 = 1;
  private double power2 = 1;

  /**
   * For weights that did not move yet.
   *
   * @param decayed how many of them decay, the first ones
   */
  Adam(float[] weights, float decay, int decayed) {
    this.weights = weights;
    this.decayed = decayed;
    this.means = new float[weights.length];
    this.squares = new float[weights.length];
    this.decay = decay;
  }

  /** Goes a step against {@code gradient * factor}. */
  void step(float[] gradient, float rate, float factor) {
    power1 *= 0.9;
    power2 *= 0.999;
    float step = (float) (rate / (1 - power1));
    float bias = (float) (1 / (1 - power2));
    for (int i = 0; i < weights.length; i++) {
      float g = gradient[i] * factor;
      means[i] = 0.9f * means[i] + 0.1f * g;
      squares[i] = 0.999f * squares[i] + 0.001f * g * g;
      weights[i] -=
          step * means[i] / ((float) Math.sqrt(squares[i] * bias) + 1e-8f)
              + (i < decayed ? rate * decay * weights[i] : 0);
    }
  }
}
