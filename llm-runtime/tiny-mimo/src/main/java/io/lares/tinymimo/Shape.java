package io.lares.tinymimo;

/**
 * The size of a checkpoint; the field names are those of MiMo's config.json.
 *
 * @param vocab rows of the embedding; at least the tokens of the tokenizer
 * @param mtpLayers layers for multi-token prediction; GGUF files leave them out
 */
public record Shape(
    int hidden,
    int layers,
    int heads,
    int kvHeads,
    int headDim,
    int ffn,
    int vocab,
    int mtpLayers,
    boolean tied) {
  /** Small enough for every test; whole blocks in each quantisation. */
  public static final Shape TINY = new Shape(256, 2, 4, 2, 64, 512, 1024, 1, false);

  /** Deep and wide enough that errors would add up. */
  public static final Shape MEDIUM = new Shape(768, 8, 12, 4, 64, 2048, 2048, 1, false);

  /** MiMo-7B's (arXiv 2505.07608, config.json of XiaomiMiMo/MiMo-7B-Base). */
  public static final Shape MIMO_7B = new Shape(4096, 36, 32, 8, 128, 11008, 151680, 1, false);

  static final float ROPE_THETA = 640_000;
  static final int POSITIONS = 32_768;
  static final double RMS_EPS = 1e-5;
}
