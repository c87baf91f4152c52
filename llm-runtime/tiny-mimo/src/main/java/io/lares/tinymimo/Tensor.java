package io.lares.tinymimo;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a checkpoint.
 *
 * @param name Hugging Face's
 * @param gguf llama.cpp's; empty where that has none
 * @param cols 0 for a vector of {@code rows} numbers
 */
record Tensor(String name, String gguf, int rows, int cols) {
  boolean vector() {
    return cols == 0;
  }

  /** Numbers that lie one after the other: a row, or a whole vector. */
  int width() {
    return vector() ? rows : cols;
  }

  int height() {
    return vector() ? 1 : rows;
  }

  long count() {
    return (long) width() * height();
  }

  static List<Tensor> of(Shape shape) {
    List<Tensor> all = new ArrayList<>();
    all.add(
        new Tensor(
            "model.embed_tokens.weight", "token_embd.weight", shape.vocab(), shape.hidden()));
    for (int i = 0; i < shape.layers(); i++) {
      block(shape, "model.layers." + i + ".", "blk." + i + ".", all);
    }
    all.add(new Tensor("model.norm.weight", "output_norm.weight", shape.hidden(), 0));
    if (!shape.tied()) {
      all.add(new Tensor("lm_head.weight", "output.weight", shape.vocab(), shape.hidden()));
    }
    for (int i = 0; i < shape.mtpLayers(); i++) {
      String prefix = "model.mtp_layers." + i + ".";
      all.add(new Tensor(prefix + "token_layernorm.weight", "", shape.hidden(), 0));
      all.add(new Tensor(prefix + "hidden_layernorm.weight", "", shape.hidden(), 0));
      all.add(new Tensor(prefix + "input_proj.weight", "", shape.hidden(), 2 * shape.hidden()));
      all.add(new Tensor(prefix + "final_layernorm.weight", "", shape.hidden(), 0));
      block(shape, prefix, "", all);
    }
    return all;
  }

  private static void block(Shape shape, String prefix, String gguf, List<Tensor> all) {
    int hidden = shape.hidden();
    int queries = shape.heads() * shape.headDim();
    int keys = shape.kvHeads() * shape.headDim();
    Adder adder =
        (name, short_, rows, cols) ->
            all.add(new Tensor(prefix + name, gguf.isEmpty() ? "" : gguf + short_, rows, cols));
    adder.add("input_layernorm.weight", "attn_norm.weight", hidden, 0);
    adder.add("self_attn.q_proj.weight", "attn_q.weight", queries, hidden);
    adder.add("self_attn.q_proj.bias", "attn_q.bias", queries, 0);
    adder.add("self_attn.k_proj.weight", "attn_k.weight", keys, hidden);
    adder.add("self_attn.k_proj.bias", "attn_k.bias", keys, 0);
    adder.add("self_attn.v_proj.weight", "attn_v.weight", keys, hidden);
    adder.add("self_attn.v_proj.bias", "attn_v.bias", keys, 0);
    adder.add("self_attn.o_proj.weight", "attn_output.weight", hidden, queries);
    adder.add("post_attention_layernorm.weight", "ffn_norm.weight", hidden, 0);
    adder.add("mlp.gate_proj.weight", "ffn_gate.weight", shape.ffn(), hidden);
    adder.add("mlp.up_proj.weight", "ffn_up.weight", shape.ffn(), hidden);
    adder.add("mlp.down_proj.weight", "ffn_down.weight", hidden, shape.ffn());
  }

  /** Adds a tensor of a block by both its names. */
  private interface Adder {
    void add(String name, String gguf, int rows, int cols);
  }
}
