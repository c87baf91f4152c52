package io.lares.mimo.weights;

/** Rebuilds tokenizer.json from the metadata of a GGUF file. */
final class GgufTokenizer {
  private GgufTokenizer() {}

  static byte[] json(GgufMetadata metadata, int vocab) throws ModelException {
    throw new ModelException("not yet " + metadata.has("tokenizer.ggml.model") + vocab);
  }
}
