package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Matrix;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.Weights;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A model that is ready to run. It has no state: what was read is in a {@link Context}, of which
 * there may be many. It lives as long as its weights and workers, which others close.
 */
public final class Mimo {
  private final MimoShape shape;
  private final Kernel kernel;
  private final Matrix embedding;
  private final List<Block> blocks;
  private final Norm norm;
  private final Linear head;
  private final Optional<Ahead> ahead;

  /**
   * Takes a model's weights.
   *
   * @param workers for the work that is not the kernel's
   */
  public Mimo(Weights weights, Kernel kernel, Workers workers) {
    this.shape = weights.shape();
    this.kernel = kernel;
    embedding = weights.matrix("model.embed_tokens.weight");
    blocks =
        IntStream.range(0, shape.layers())
            .mapToObj(i -> new Block(weights, "model.layers." + i + ".", kernel, workers))
            .toList();
    norm = Norm.of(weights, "model.norm.weight", shape);
    head = Linear.of(weights, "lm_head");
    ahead =
        shape.mtpLayers() > 0 ? Optional.of(new Ahead(weights, kernel, workers)) : Optional.empty();
  }

  public MimoShape shape() {
    return shape;
  }

  /** The layer that guesses, where the model has one; of several, the first. */
  Optional<Ahead> ahead() {
    return ahead;
  }

  /** The tokens' rows of the embedding, [count, hidden]. */
  float[] embed(int[] tokens) {
    int width = shape.hidden();
    float[] out = new float[tokens.length * width];
    float[] row = new float[width];
    for (int i = 0; i < tokens.length; i++) {
      embedding.row(tokens[i], row);
      System.arraycopy(row, 0, out, i * width, width);
    }
    return out;
  }

  /**
   * What the model thinks at the positions from {@code first}, after its last norm.
   *
   * @param cancelled is asked before each layer; true ends it with nothing, and caches that some
   *     layers have written to
   */
  float[] think(int[] tokens, int first, List<KvCache> caches, BooleanSupplier cancelled) {
    float[] stream = embed(tokens);
    Rotation rotation = new Rotation(shape, first, tokens.length);
    for (int layer = 0; layer < blocks.size(); layer++) {
      if (cancelled.getAsBoolean()) {
        return new float[0];
      }
      blocks.get(layer).pass(stream, first, tokens.length, rotation, caches.get(layer));
    }
    return norm.apply(stream, tokens.length);
  }

  /** The logits of the tokens that may follow, [count, vocab]. */
  float[] logits(float[] thoughts, int count) {
    return head.apply(kernel, thoughts, count);
  }
}
