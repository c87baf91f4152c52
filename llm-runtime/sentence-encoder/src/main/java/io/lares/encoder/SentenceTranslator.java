package io.lares.encoder;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

/**
 * A text to tokens, and the vectors of tokens to that of the text. One text at a time: the networks
 * are quantised by the largest value at hand, so that in a batch the neighbours would change the
 * result.
 */
final class SentenceTranslator implements NoBatchifyTranslator<String, float[]> {
  private final HuggingFaceTokenizer tokenizer;
  private final ModelSpec spec;

  SentenceTranslator(HuggingFaceTokenizer tokenizer, ModelSpec spec) {
    this.tokenizer = tokenizer;
    this.spec = spec;
  }

  @Override
  public NDList processInput(TranslatorContext context, String text) {
    Encoding tokens = tokenizer.encode(text);
    NDManager manager = context.getNDManager();
    return new NDList(
        row(manager, "input_ids", tokens.getIds()),
        row(manager, "attention_mask", tokens.getAttentionMask()),
        row(manager, "token_type_ids", tokens.getTypeIds()));
  }

  private static NDArray row(NDManager manager, String name, long[] values) {
    NDArray row = manager.create(values, new Shape(1, values.length));
    row.setName(name);
    return row;
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList outputs) {
    return spec.pooling().pool(outputs.get("last_hidden_state").toFloatArray(), spec.dimension());
  }
}
