package io.lares.mimo.engine;

/**
 * A set of tokens, as a bit for each.
 *
 * @param bits token {@code t} is bit {@code t % 64} of word {@code t / 64}; not to be changed while
 *     the set is in use
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and a copy would cost more than use
public record TokenSet(long[] bits) {
  /** All tokens of a vocabulary. */
  public static TokenSet all(int vocab) {
    long[] bits = new long[words(vocab)];
    for (int token = 0; token < vocab; token++) {
      bits[token >> 6] |= 1L << token;
    }
    return new TokenSet(bits);
  }

  /** How many words a vocabulary needs. */
  public static int words(int vocab) {
    return (vocab + 63) >> 6;
  }

  public boolean has(int token) {
    return (bits[token >> 6] & 1L << token) != 0;
  }
}
