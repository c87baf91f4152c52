package io.lares.mimo.engine;

import io.lares.language.Sampling;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chooses tokens, with one random number for each, so that the same logits give the same text
 * however they were come by.
 */
final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;

  Sampler(Sampling sampling) {
    this.sampling = sampling;
    this.random = new SplittableRandom(sampling.seed());
  }

  /** A token of the allowed ones for the logits from {@code from}, by likelihood. */
  int choose(float[] logits, int from, int vocab, TokenSet allowed) {
    int best = likeliest(logits, from, vocab, allowed);
    if (sampling.temperature() == 0) {
      return best;
    }
    double[] shares = new double[vocab];
    double total = 0;
    for (int i = 0; i < vocab; i++) {
      if (allowed.has(i)) {
        shares[i] = Math.exp((logits[from + i] - logits[from + best]) / sampling.temperature());
        total += shares[i];
      }
    }
    int[] candidates = candidates(shares, total);
    double kept = 0;
    for (int token : candidates) {
      kept += shares[token];
    }
    double left = random.nextDouble() * kept;
    for (int token : candidates) {
      left -= shares[token];
      if (left < 0) {
        return token;
      }
    }
    return best;
  }

  /** Nucleus sampling (arXiv 1904.09751): the fewest tokens that have the share of likelihood. */
  private int[] candidates(double[] shares, double total) {
    if (sampling.topP() == 1) {
      int[] all = new int[shares.length];
      Arrays.setAll(all, i -> i);
      return all;
    }
    // All tokens below this have together less than what may be left out.
    double least = total * (1 - sampling.topP()) / shares.length;
    long[] sorted = new long[shares.length];
    int count = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] >= least && shares[i] > 0) {
        // Likelihoods are positive, so that their bits sort as they do; the token breaks ties.
        sorted[count++] = (long) Float.floatToIntBits((float) shares[i]) << 32 | ~i & 0xffffffffL;
      }
    }
    Arrays.sort(sorted, 0, count);
    int[] candidates = new int[count];
    int kept = 0;
    double sum = 0;
    while (kept < count && sum < total * sampling.topP()) {
      int token = ~(int) sorted[count - 1 - kept];
      candidates[kept++] = token;
      sum += shares[token];
    }
    return Arrays.copyOf(candidates, kept);
  }

  /** The likeliest of all tokens, the first among equals. */
  static int likeliest(float[] logits, int from, int vocab) {
    return likeliest(logits, from, vocab, TokenSet.all(vocab));
  }

  /**
   * The likeliest of the allowed tokens, the first among equals.
   *
   * @throws IllegalStateException where the numbers are none: weights that are damaged
   */
  static int likeliest(float[] logits, int from, int vocab, TokenSet allowed) {
    int best = -1;
    for (int i = 0; i < vocab; i++) {
      if (!Float.isFinite(logits[from + i])) {
        throw new IllegalStateException(
            "The model's output is no number: its weights are damaged, verify the model");
      }
      if (allowed.has(i) && (best < 0 || logits[from + i] > logits[from + best])) {
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalStateException("No token may follow");
    }
    return best;
  }
}
