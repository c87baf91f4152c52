package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.Weights;

/**
 * A decoder block of Qwen2: attention with grouped queries (arXiv 2305.13245), then SwiGLU (arXiv
 * 2002.05202), each before a norm and beside the residual stream.
 */
final class Block {
  /** Numbers that a thread takes at once. */
  private static final int RUN = 4096;

  private final MimoShape shape;
  private final Kernel kernel;
  private final Workers workers;
  private final Norm attentionNorm;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final Norm feedNorm;
  private final Linear gate;
  private final Linear up;
  private final Linear down;

  /**
   * @param prefix of its tensors: {@code model.layers.0.}
   */
  Block(Weights weights, String prefix, Kernel kernel, Workers workers) {
    this.shape = weights.shape();
    this.kernel = kernel;
    this.workers = workers;
    attentionNorm = Norm.of(weights, prefix + "input_layernorm.weight", shape);
    query = Linear.of(weights, prefix + "self_attn.q_proj");
    key = Linear.of(weights, prefix + "self_attn.k_proj");
    value = Linear.of(weights, prefix + "self_attn.v_proj");
    output = Linear.of(weights, prefix + "self_attn.o_proj");
    feedNorm = Norm.of(weights, prefix + "post_attention_layernorm.weight", shape);
    gate = Linear.of(weights, prefix + "mlp.gate_proj");
    up = Linear.of(weights, prefix + "mlp.up_proj");
    down = Linear.of(weights, prefix + "mlp.down_proj");
  }

  /**
   * Passes on the stream at the positions from {@code first}.
   *
   * @param stream [count, hidden], changed in place
   * @param cache has what this block saw below {@code first}, and gets the rest
   */
  void pass(float[] stream, int first, int count, Rotation rotation, KvCache cache) {
    float[] in = attentionNorm.apply(stream, count);
    float[] queries = query.apply(kernel, in, count);
    float[] keys = key.apply(kernel, in, count);
    rotation.turn(queries, count, shape.heads());
    rotation.turn(keys, count, shape.kvHeads());
    cache.reserve(first + count);
    cache.keys().write(first, count, keys);
    cache.values().write(first, count, value.apply(kernel, in, count));
    float[] seen = new float[count * shape.queryDim()];
    workers.forEach(
        count * shape.heads(),
        turn -> attend(queries, seen, turn, first + turn / shape.heads() + 1, cache));
    add(stream, output.apply(kernel, seen, count));

    in = feedNorm.apply(stream, count);
    float[] gates = gate.apply(kernel, in, count);
    float[] ups = up.apply(kernel, in, count);
    workers.forEach(
        (gates.length + RUN - 1) / RUN,
        run -> kernel.gate(gates, ups, run * RUN, Math.min(gates.length, (run + 1) * RUN)));
    add(stream, down.apply(kernel, ups, count));
  }

  private static void add(float[] stream, float[] more) {
    for (int i = 0; i < more.length; i++) {
      stream[i] += more[i];
    }
  }

  /** One head of one position, over all positions below {@code length}. */
  private void attend(float[] queries, float[] seen, int turn, int length, KvCache cache) {
    int width = shape.headDim();
    int shared = turn % shape.heads() / (shape.heads() / shape.kvHeads()) * width;
    int at = turn * width;
    float scale = (float) (1 / Math.sqrt(width));
    float[] scores = new float[length];
    Rows keys = cache.keys();
    for (int position = 0; position < length; position += Rows.PAGE) {
      int count = Math.min(Rows.PAGE, length - position);
      float[] page = keys.page(position);
      kernel.scores(queries, at, page, shared, shape.kvDim(), count, width, scores, position);
    }
    float highest = Float.NEGATIVE_INFINITY;
    for (int position = 0; position < length; position++) {
      scores[position] *= scale;
      highest = Math.max(highest, scores[position]);
    }
    double total = 0;
    for (int position = 0; position < length; position++) {
      scores[position] = (float) Math.exp(scores[position] - highest);
      total += scores[position];
    }
    float share = (float) (1 / total);
    for (int position = 0; position < length; position++) {
      scores[position] *= share;
    }
    Rows values = cache.values();
    for (int position = 0; position < length; position += Rows.PAGE) {
      int count = Math.min(Rows.PAGE, length - position);
      float[] page = values.page(position);
      kernel.mix(scores, position, page, shared, shape.kvDim(), count, width, seen, at);
    }
  }
}
