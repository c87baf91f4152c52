package io.lares.mimo.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that a model of some shape must have, by Hugging Face's name.
 *
 * @param cols 1 for a vector, which has {@code rows} numbers
 */
record Expected(String name, int rows, int cols) {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String OUTPUT = "lm_head.weight";

  /** What the names of the layers for prediction ahead start with. */
  static final String AHEAD = "model.mtp_layers.";

  /** Norms and biases are vectors; all else is a matrix, however narrow. */
  boolean vector() {
    return name.endsWith("norm.weight") || name.endsWith(".bias");
  }

  /** All tensors of a shape, those of a layer one after the other. */
  static List<Expected> of(MimoShape shape) {
    List<Expected> all = new ArrayList<>();
    all.add(new Expected(EMBEDDING, shape.vocab(), shape.hidden()));
    for (int layer = 0; layer < shape.layers(); layer++) {
      block(shape, "model.layers." + layer + ".", all);
    }
    all.add(new Expected("model.norm.weight", shape.hidden(), 1));
    if (!shape.tied()) {
      all.add(new Expected(OUTPUT, shape.vocab(), shape.hidden()));
    }
    for (int layer = 0; layer < shape.mtpLayers(); layer++) {
      ahead(shape, layer, all);
    }
    return all;
  }

  /** The tensors of a layer for prediction ahead. */
  static List<Expected> ahead(MimoShape shape, int layer) {
    List<Expected> all = new ArrayList<>();
    ahead(shape, layer, all);
    return all;
  }

  private static void ahead(MimoShape shape, int layer, List<Expected> all) {
    String prefix = AHEAD + layer + ".";
    int hidden = shape.hidden();
    all.add(new Expected(prefix + "token_layernorm.weight", hidden, 1));
    all.add(new Expected(prefix + "hidden_layernorm.weight", hidden, 1));
    all.add(new Expected(prefix + "input_proj.weight", hidden, 2 * hidden));
    block(shape, prefix, all);
    all.add(new Expected(prefix + "final_layernorm.weight", hidden, 1));
  }

  private static void block(MimoShape shape, String prefix, List<Expected> all) {
    int hidden = shape.hidden();
    all.add(new Expected(prefix + "input_layernorm.weight", hidden, 1));
    projection(prefix + "self_attn.q_proj", shape.queryDim(), shape, all);
    projection(prefix + "self_attn.k_proj", shape.kvDim(), shape, all);
    projection(prefix + "self_attn.v_proj", shape.kvDim(), shape, all);
    all.add(new Expected(prefix + "self_attn.o_proj.weight", hidden, shape.queryDim()));
    all.add(new Expected(prefix + "post_attention_layernorm.weight", hidden, 1));
    all.add(new Expected(prefix + "mlp.gate_proj.weight", shape.ffn(), hidden));
    all.add(new Expected(prefix + "mlp.up_proj.weight", shape.ffn(), hidden));
    all.add(new Expected(prefix + "mlp.down_proj.weight", hidden, shape.ffn()));
  }

  private static void projection(String name, int rows, MimoShape shape, List<Expected> all) {
    all.add(new Expected(name + ".weight", rows, shape.hidden()));
    if (shape.attentionBias()) {
      all.add(new Expected(name + ".bias", rows, 1));
    }
  }
}
