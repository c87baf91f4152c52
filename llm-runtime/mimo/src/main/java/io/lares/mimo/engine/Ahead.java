package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;

/**
 * The layer for multi-token prediction (arXiv 2505.07608, section 2.2): from what the model thinks
 * at a position and the token after it, what comes after that.
 */
final class Ahead {
  private static final String PREFIX = "model.mtp_layers.0.";

  private final Kernel kernel;
  private final Norm hiddenNorm;
  private final Norm tokenNorm;
  private final Linear input;
  private final Block block;
  private final Norm finalNorm;

  Ahead(Weights weights, Kernel kernel, Workers workers) {
    this.kernel = kernel;
    hiddenNorm = Norm.of(weights, PREFIX + "hidden_layernorm.weight", weights.shape());
    tokenNorm = Norm.of(weights, PREFIX + "token_layernorm.weight", weights.shape());
    input = Linear.of(weights, PREFIX + "input_proj");
    block = new Block(weights, PREFIX, kernel, workers);
    finalNorm = Norm.of(weights, PREFIX + "final_layernorm.weight", weights.shape());
  }

  /**
   * What the head makes guesses of, for the positions from {@code first}.
   *
   * @param hidden [count, hidden], of these positions, after the model's last norm
   * @param embedded [count, hidden], of the tokens one further
   */
  float[] pass(
      float[] hidden, float[] embedded, int first, int count, Rotation rotation, KvCache cache) {
    int width = hidden.length / count;
    float[] thoughts = hiddenNorm.apply(hidden, count);
    float[] tokens = tokenNorm.apply(embedded, count);
    float[] pairs = new float[2 * count * width];
    for (int row = 0; row < count; row++) {
      System.arraycopy(thoughts, row * width, pairs, 2 * row * width, width);
      System.arraycopy(tokens, row * width, pairs, (2 * row + 1) * width, width);
    }
    float[] stream = input.apply(kernel, pairs, count);
    block.pass(stream, first, count, rotation, cache);
    return finalNorm.apply(stream, count);
  }
}
