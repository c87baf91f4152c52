package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.Weights;
import java.util.List;

/**
 * A decoder block of Qwen2: attention with grouped queries (arXiv 2305.13245), then SwiGLU (arXiv
 * 2002.05202), each before a norm and beside the residual stream.
 */
final class Block {
  /** Numbers that a thread takes at once. */
  private static final int RUN = 4096;

  /** Positions that attend together, so that keys and values are worked out once for them. */
  private static final int TILE = 16;

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
    List<float[]> projected = Linear.apply(List.of(query, key, value), kernel, in, count);
    float[] queries = projected.getFirst();
    float[] keys = projected.get(1);
    rotation.turn(queries, count, shape.heads());
    rotation.turn(keys, count, shape.kvHeads());
    cache.reserve(first + count);
    cache.keys().write(first, count, keys);
    cache.values().write(first, count, projected.get(2));
    float[] seen = new float[count * shape.queryDim()];
    int tiles = (count + TILE - 1) / TILE;
    workers.forEach(
        tiles * shape.kvHeads(),
        turn ->
            new Attention(queries, seen, first, count, cache)
                .attend(turn / shape.kvHeads() * TILE, turn % shape.kvHeads()));
    add(stream, output.apply(kernel, seen, count));

    in = feedNorm.apply(stream, count);
    List<float[]> fed = Linear.apply(List.of(gate, up), kernel, in, count);
    float[] gates = fed.getFirst();
    float[] ups = fed.get(1);
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

  /**
   * Attention of the positions from {@code first} over all before them and themselves.
   *
   * @param queries [count, heads * headDim]
   * @param seen the same, written
   */
  private final class Attention {
    private final float[] queries;
    private final float[] seen;
    private final int first;
    private final int count;
    private final KvCache cache;
    private final int width = shape.headDim();
    private final int group = shape.heads() / shape.kvHeads();
    private final float scale = (float) (1 / Math.sqrt(width));

    Attention(float[] queries, float[] seen, int first, int count, KvCache cache) {
      this.queries = queries;
      this.seen = seen;
      this.first = first;
      this.count = count;
      this.cache = cache;
    }

    /** The positions from {@code row}, and the heads that share a head of keys and values. */
    void attend(int row, int shared) {
      int rows = Math.min(TILE, count - row);
      int longest = first + row + rows;
      float[] scores = new float[rows * group * longest];
      float[] scratch = new float[Rows.PAGE * width];
      for (int position = 0; position < longest; position += Rows.PAGE) {
        int there = Math.min(Rows.PAGE, longest - position);
        Rows.Part keys = cache.keys().part(position, shared * width, width, there, scratch);
        for (int turn = 0; turn < rows * group; turn++) {
          int some = Math.min(there, length(row, turn) - position);
          if (some > 0) {
            kernel.scores(
                queries,
                at(row, turn, shared),
                keys.numbers(),
                keys.start(),
                keys.stride(),
                some,
                width,
                scores,
                turn * longest + position);
          }
        }
      }
      for (int turn = 0; turn < rows * group; turn++) {
        kernel.softmax(scores, turn * longest, length(row, turn), scale);
      }
      for (int position = 0; position < longest; position += Rows.PAGE) {
        int there = Math.min(Rows.PAGE, longest - position);
        Rows.Part values = cache.values().part(position, shared * width, width, there, scratch);
        for (int turn = 0; turn < rows * group; turn++) {
          int some = Math.min(there, length(row, turn) - position);
          if (some > 0) {
            kernel.mix(
                scores,
                turn * longest + position,
                values.numbers(),
                values.start(),
                values.stride(),
                some,
                width,
                seen,
                at(row, turn, shared));
          }
        }
      }
    }

    /** Positions that a turn's query sees. */
    private int length(int row, int turn) {
      return first + row + turn / group + 1;
    }

    /** Where a turn's query stands. */
    private int at(int row, int turn, int shared) {
      return ((row + turn / group) * shape.heads() + shared * group + turn % group) * width;
    }
  }
}
