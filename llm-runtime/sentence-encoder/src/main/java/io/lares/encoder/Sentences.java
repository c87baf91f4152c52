package io.lares.encoder;

import java.util.Locale;

/** Makes any text fit for the models and their native tokenizers. */
final class Sentences {
  /** What a model's 128 tokens can hold, several times over. */
  static final int MOST_CHARACTERS = 1_000;

  private Sentences() {}

  /**
   * The beginning of the text in small letters, with halves of characters replaced. Both models
   * know small letters only, but the Chinese one's tokenizer does not make them.
   */
  static String bounded(String text) {
    int length = Math.min(text.length(), MOST_CHARACTERS);
    StringBuilder clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < length
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return clean.toString().toLowerCase(Locale.ROOT);
  }
}
