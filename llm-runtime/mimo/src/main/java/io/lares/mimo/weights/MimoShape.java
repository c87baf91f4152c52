package io.lares.mimo.weights;

/**
 * The size of a model of Qwen2's architecture, of which MiMo-7B is one.
 *
 * @param hidden width of the residual stream, 1 to 32,768
 * @param layers decoder blocks, 1 to 512, those for prediction ahead not among them
 * @param heads query heads, a multiple of {@code kvHeads}
 * @param kvHeads key and value heads, 1 to 1,024
 * @param headDim width of a head, even, 2 to 1,024
 * @param ffn width of the feed-forward block, 1 to 262,144
 * @param vocab rows of the embedding, 1 to 1,048,576; a tokenizer may know fewer
 * @param ropeTheta base of the rotary embedding's wave lengths, above 1
 * @param maxPosition positions that the model was made for, 1 to 16,777,216
 * @param rmsEps what is added to the mean square in norms, above 0
 * @param mtpLayers layers for multi-token prediction, 0 to 8
 * @param tied whether the output takes the embedding's matrix
 * @param attentionBias whether queries, keys and values have a bias
 */
public record MimoShape(
    int hidden,
    int layers,
    int heads,
    int kvHeads,
    int headDim,
    int ffn,
    int vocab,
    float ropeTheta,
    int maxPosition,
    float rmsEps,
    int mtpLayers,
    boolean tied,
    boolean attentionBias) {
  /**
   * Refuses what is out of bounds.
   *
   * @throws IllegalArgumentException with the figure that can't be, in plain words
   */
  public MimoShape {
    within("hidden size", hidden, 1, 1 << 15);
    within("number of layers", layers, 1, 512);
    within("number of heads", heads, 1, 1024);
    within("number of key-value heads", kvHeads, 1, heads);
    within("head size", headDim, 2, 1024);
    within("feed-forward size", ffn, 1, 1 << 18);
    within("vocabulary size", vocab, 1, 1 << 20);
    within("number of positions", maxPosition, 1, 1 << 24);
    within("number of layers for prediction ahead", mtpLayers, 0, 8);
    check(heads % kvHeads == 0, "number of heads", heads + " for " + kvHeads + " key-value heads");
    check(headDim % 2 == 0, "head size", "odd: " + headDim);
    check(ropeTheta > 1 && ropeTheta < 1e12f, "base of the rotary embedding", "" + ropeTheta);
    check(rmsEps > 0 && rmsEps < 1, "epsilon of the norms", "" + rmsEps);
  }

  private static void within(String what, int value, int low, int high) {
    check(value >= low && value <= high, what, value + ", not " + low + " to " + high);
  }

  private static void check(boolean fine, String what, String found) {
    if (!fine) {
      throw new IllegalArgumentException("its " + what + " is " + found);
    }
  }

  /** The same with so many layers for prediction ahead. */
  MimoShape withMtpLayers(int count) {
    return new MimoShape(
        hidden,
        layers,
        heads,
        kvHeads,
        headDim,
        ffn,
        vocab,
        ropeTheta,
        maxPosition,
        rmsEps,
        count,
        tied,
        attentionBias);
  }

  /** Outputs of the query projection. */
  public int queryDim() {
    return heads * headDim;
  }

  /** Outputs of the key projection, and of the value projection. */
  public int kvDim() {
    return kvHeads * headDim;
  }

  /** Numbers of all tensors. */
  public long parameters() {
    return Expected.of(this).stream().mapToLong(each -> (long) each.rows() * each.cols()).sum();
  }

  /** Numbers that the cache keeps for each position: keys and values of all layers. */
  public long cachedPerPosition() {
    return 2L * (layers + mtpLayers) * kvDim();
  }
}
