package io.lares.encoder;

import java.util.Set;

/**
 * A model that ships in this bundle.
 *
 * @param name its name with its version
 * @param languages ISO 639 codes
 * @param network the resource with the network (ONNX)
 * @param tokenizer the resource with the tokenizer (tokenizer.json)
 * @param dimension how long its vectors are
 * @param mostTokens how many tokens of a text it reads
 */
record ModelSpec(
    String name,
    Set<String> languages,
    String network,
    String tokenizer,
    int dimension,
    Pooling pooling,
    int mostTokens) {
  static final ModelSpec ENGLISH =
      new ModelSpec(
          "all-MiniLM-L6-v2 (int8)",
          Set.of("en"),
          "/all-minilm-l6-v2-q.onnx",
          "/all-minilm-l6-v2-q-tokenizer.json",
          384,
          Pooling.MEAN,
          128);

  static final ModelSpec CHINESE =
      new ModelSpec(
          "bge-small-zh-v1.5 (int8)",
          Set.of("zh"),
          "/bge-small-zh-v1.5-q.onnx",
          "/bge-small-zh-v1.5-q-tokenizer.json",
          512,
          Pooling.FIRST,
          128);
}
