package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * "Should the window be open, close it" asks nothing: a wish follows what begins like a question.
 */
final class Inversions {
  private Inversions() {}

  static List<Token> opened(List<Token> tokens) {
    int first = 0;
    while (first < tokens.size() && silent(tokens.get(first))) {
      first++;
    }
    if (first < tokens.size() && tokens.get(first).is(Word.Mark.IFNOT)) {
      return denied(tokens, first);
    }
    if (first >= tokens.size() || !tokens.get(first).is(Word.Mark.INVERTED)) {
      return tokens;
    }
    for (int i = first + 1; i + 1 < tokens.size(); i++) {
      int next = i + 1;
      while (next + 1 < tokens.size() && silent(tokens.get(next))) {
        next++;
      }
      boolean wish =
          tokens.get(i).is(Word.Mark.STOP) && tokens.get(next).verb(Word.Form.VERB) != null;
      if (wish) {
        List<Token> result = new ArrayList<>(tokens);
        Token token = tokens.get(first);
        result.set(first, new Token(token.from(), token.to(), token.text(), List.of(Word.Mark.IF)));
        return result;
      }
    }
    return tokens;
  }

  /** "If not all lamps are on": nothing is said before that this could be otherwise than. */
  private static List<Token> denied(List<Token> tokens, int first) {
    Token token = tokens.get(first);
    int space = token.text().indexOf(' ');
    if (space < 0) {
      return tokens;
    }
    List<Token> result = new ArrayList<>(tokens);
    int cut = token.from() + space;
    String not = token.text().substring(space + 1);
    result.set(
        first,
        new Token(token.from(), cut, token.text().substring(0, space), List.of(Word.Mark.IF)));
    result.add(first + 1, new Token(cut + 1, token.to(), not, List.of(Word.Mark.DENIED)));
    return result;
  }

  private static boolean silent(Token token) {
    return token.is(Word.Mark.FILLER) || token.is(Word.Mark.POLITE) || token.is(Word.Mark.THEN);
  }
}
