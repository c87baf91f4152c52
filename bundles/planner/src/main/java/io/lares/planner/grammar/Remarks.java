package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * What people tell beside a wish and wish nothing with: "call the vacuum back, guests are here". A
 * piece between stops that says how something is, names no device and nothing to do, and has words
 * that nothing explains is left out, where another piece is a wish.
 */
final class Remarks {
  private Remarks() {}

  static List<Token> dropped(List<Token> tokens) {
    boolean told =
        tokens.stream().anyMatch(token -> token.is(Word.Mark.COPULA))
            && tokens.stream().anyMatch(token -> token.is(Word.Mark.STOP))
            && tokens.stream().noneMatch(Remarks::elsewhere);
    return told ? without(tokens) : tokens;
  }

  private static List<Token> without(List<Token> tokens) {
    List<Token> kept = new ArrayList<>();
    boolean wish = false;
    int from = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i < tokens.size() && !tokens.get(i).is(Word.Mark.STOP)) {
        continue;
      }
      List<Token> piece = tokens.subList(from, Math.min(i + 1, tokens.size()));
      if (!remark(piece)) {
        wish |= wishes(piece);
        kept.addAll(piece);
      }
      from = i + 1;
    }
    return wish ? kept : tokens;
  }

  private static boolean remark(List<Token> piece) {
    return piece.stream().anyMatch(token -> token.is(Word.Mark.COPULA))
        && piece.stream().anyMatch(Token::unknown)
        && piece.stream().noneMatch(Remarks::means);
  }

  /** A piece that says what to do with what, or nothing but what to do: 停下来. */
  private static boolean wishes(List<Token> piece) {
    boolean alone = piece.stream().allMatch(token -> means(token) || quiet(token));
    return piece.stream().anyMatch(Remarks::means)
        && (alone || piece.stream().anyMatch(Token::nominal));
  }

  private static boolean quiet(Token token) {
    return token.is(Word.Mark.STOP) || token.is(Word.Mark.FILLER) || token.is(Word.Mark.POLITE);
  }

  /** Words of a wish, of a list or of another time can't be told from free text by this. */
  private static boolean means(Token token) {
    return token.has(Word.Name.class)
        || token.has(Word.Kind.class)
        || token.has(Word.Numeral.class)
        || token.has(Word.Amount.class)
        || token.has(Word.Colour.class)
        || token.has(Word.Span.class)
        || token.has(Word.Delay.class)
        || token.has(Word.Topic.class)
        || token.is(Word.Mark.NOT)
        || token.is(Word.Mark.KEEP)
        || token.verb(Word.Form.VERB) != null && !token.is(Word.Mark.IN);
  }

  private static boolean elsewhere(Token token) {
    return token.has(Word.Topic.class)
        || token.is(Word.Mark.IF)
        || token.is(Word.Mark.IFEND)
        || token.is(Word.Mark.IFSO)
        || token.is(Word.Mark.IFNOT)
        || token.is(Word.Mark.LATER);
  }
}
