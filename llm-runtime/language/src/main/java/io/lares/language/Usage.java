package io.lares.language;

import java.time.Duration;

/**
 * What an answer cost. A count that an engine does not know is 0.
 *
 * @param promptTokens tokens of the whole prompt
 * @param cachedTokens those of them that were not read again, since an earlier request had them
 * @param outputTokens tokens of the answer
 * @param forcedTokens those of them that the grammar left no choice about, and so cost nothing
 * @param draftedTokens tokens that were guessed ahead (multi-token prediction)
 * @param acceptedTokens guesses that proved right; at most {@code draftedTokens}
 * @param queued how long the request waited for its turn
 * @param firstToken from its turn to the first token of the answer
 * @param total from the request to the end
 */
public record Usage(
    int promptTokens,
    int cachedTokens,
    int outputTokens,
    int forcedTokens,
    int draftedTokens,
    int acceptedTokens,
    Duration queued,
    Duration firstToken,
    Duration total) {
  public Usage {
    if (promptTokens < 0
        || cachedTokens < 0
        || outputTokens < 0
        || forcedTokens < 0
        || acceptedTokens < 0
        || acceptedTokens > draftedTokens) {
      throw new IllegalArgumentException("counts of tokens that can't be");
    }
  }

  /** Tokens a second while it wrote: those after the first, forced ones too; 0 where unknown. */
  public double tokensPerSecond() {
    double seconds = total.minus(queued).minus(firstToken).toNanos() / 1e9;
    return outputTokens < 2 || seconds <= 0 ? 0 : (outputTokens - 1) / seconds;
  }

  /** The share of guesses ahead that proved right, 0 to 1; 0 where none was made. */
  public double acceptance() {
    return draftedTokens == 0 ? 0 : (double) acceptedTokens / draftedTokens;
  }
}
