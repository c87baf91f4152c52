package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Verbs of two words with what they are about between them: "shut the house down", "warm the hall
 * up", "pick the timer back up". Where the first word alone means something else, the two count.
 */
final class Separables {
  private static final int FAR = 8;

  private Separables() {}

  static List<Token> joined(List<Token> tokens, PackWords pack) {
    if (!pack.pack().spaced()) {
      return tokens;
    }
    List<Token> result = new ArrayList<>(tokens);
    for (int i = 0; i + 2 < tokens.size(); i++) {
      Token first = tokens.get(i);
      boolean opens =
          i == 0 || tokens.get(i - 1).words().stream().anyMatch(Word.Mark.class::isInstance);
      boolean settled =
          first.unknown()
              || first.has(Word.About.class)
              || first.verb(Word.Form.VERB) instanceof Word.Do(Verb verb, Word.Form form)
                  && verb != Verb.SET;
      if (opens && settled && !Lookahead.names(first)) {
        join(result, i, pack);
      }
    }
    return result;
  }

  private static void join(List<Token> tokens, int i, PackWords pack) {
    boolean named = false;
    for (int k = i + 1; k < tokens.size() && k - i <= FAR; k++) {
      Token token = tokens.get(k);
      if (token.joins()) {
        return;
      }
      String last = token.text().substring(token.text().lastIndexOf(' ') + 1);
      boolean particle = token.verb(Word.Form.PARTICLE) != null;
      if (named && (particle || token.is(Word.Mark.HOUSE) || token.is(Word.Mark.FILLER))) {
        String said = particle ? last : token.text();
        List<Word> both =
            pack.get(tokens.get(i).text() + " " + said).stream()
                .filter(word ->
                    word instanceof Word.Do(Verb verb, Word.Form form) && form == Word.Form.VERB)
                .toList();
        if (!both.isEmpty()) {
          put(tokens, i, both);
          put(tokens, k, List.of(Word.Mark.FILLER));
        }
        if (particle || !both.isEmpty()) {
          return;
        }
      }
      named |=
          token.nominal()
              || token.unknown()
              || token.is(Word.Mark.PRONOUN)
              || token.has(Word.Topic.class);
    }
  }

  private static void put(List<Token> tokens, int i, List<Word> words) {
    Token token = tokens.get(i);
    tokens.set(i, new Token(token.from(), token.to(), token.text(), words));
  }
}
