package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Little words that a speech recogniser writes for others which sound the same: "the lamp of" at
 * the end of a wish, "the lamp two 50 percent". Only where the word that was written makes no
 * sense.
 */
final class Slips {
  private Slips() {}

  static List<Token> corrected(List<Token> tokens) {
    List<Token> result = new ArrayList<>(tokens);
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
      boolean named = names(tokens.get(i - 1));
      for (Word word : token.words()) {
        if (named && word instanceof Word.Slip(String meant)) {
          if (meant.equals("off") && (next == null || ends(next))) {
            result.set(i, with(token, new Word.Do(Verb.OFF, Word.Form.PARTICLE)));
          } else if (meant.equals("to") && next != null && value(next)) {
            result.set(i, with(token, Word.Mark.TO));
          }
        }
      }
    }
    return result;
  }

  private static Token with(Token token, Word word) {
    return new Token(token.from(), token.to(), token.text(), List.of(word));
  }

  private static boolean names(Token token) {
    return token.nominal() || token.has(Word.About.class) || token.has(Word.Described.class);
  }

  private static boolean ends(Token token) {
    return token.is(Word.Mark.STOP) || token.is(Word.Mark.AND) || token.is(Word.Mark.POLITE);
  }

  private static boolean value(Token token) {
    return token.has(Word.Numeral.class)
        || token.has(Word.Amount.class)
        || token.has(Word.Colour.class)
        || token.has(Word.Mode.class);
  }
}
