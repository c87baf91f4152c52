package io.lares.planner.grammar;

import java.util.List;
import java.util.function.Predicate;

/** A sentence in pieces: the words between connectives and stops. */
final class Pieces {
  private final List<Token> tokens;

  Pieces(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token at(int i) {
    return tokens.get(i);
  }

  /** The first word from here on that passes, or -1. */
  int find(int from, int to, Predicate<Token> test) {
    for (int i = from; i < to; i++) {
      if (test.test(tokens.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** The first word from here on that opens what a topic is about, or -1. */
  int topic(int from, int to, String topic) {
    return find(from, to, token -> token.words().contains(new Word.Topic(topic)));
  }

  /** The next connective or stop. */
  int end(int at, int to) {
    int end = at;
    while (end < to && !cut(tokens.get(end))) {
      end++;
    }
    return end;
  }

  /** Where a piece begins to say something. */
  int content(int from, int to) {
    int at = from;
    while (at < to && filling(tokens.get(at))) {
      at++;
    }
    return at;
  }

  /** True where a piece begins with a verb. */
  boolean wishAt(int from, int to) {
    int at = content(from, to);
    return at < to && tokens.get(at).verb(Word.Form.VERB) != null;
  }

  /** Where a piece ends without what is only polite. */
  int lastContent(int start, int end) {
    int last = end;
    while (last > start + 1 && politeEnd(tokens.get(last - 1))) {
      last--;
    }
    return last;
  }

  static boolean filling(Token token) {
    return (token.is(Word.Mark.FILLER) || token.is(Word.Mark.POLITE) || token.is(Word.Mark.ARTICLE))
        && !token.is(Word.Mark.BA)
        && !token.has(Word.Do.class);
  }

  private static boolean cut(Token token) {
    return token.joins() || token.is(Word.Mark.BUT);
  }

  private static boolean politeEnd(Token token) {
    return token.is(Word.Mark.POLITE) || token.is(Word.Mark.STOP);
  }
}
