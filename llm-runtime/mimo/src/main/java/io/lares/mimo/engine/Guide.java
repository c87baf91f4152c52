package io.lares.mimo.engine;

/** Holds one answer to a form, token by token. It hears all that is said, in order. */
public interface Guide {
  /**
   * Tokens that come next whatever the model thinks; may be none. They are read at once and nothing
   * is computed to choose them. No stop is among them.
   */
  int[] forced();

  /** Whether the answer is whole and nothing can follow. */
  boolean done();

  /**
   * What may come next, of the model's whole vocabulary; stops among it where the answer may end
   * here. At least one, unless {@link #done()}. The set is good until the next token is said.
   */
  TokenSet allowed();

  /** A token was said: one of {@link #forced()}, or an allowed one. */
  void said(int token);

  /** One for which every text is well. */
  static Guide anything(int vocab) {
    TokenSet all = TokenSet.all(vocab);
    return new Guide() {
      @Override
      public int[] forced() {
        return new int[0];
      }

      @Override
      public boolean done() {
        return false;
      }

      @Override
      public TokenSet allowed() {
        return all;
      }

      @Override
      public void said(int token) {}
    };
  }
}
