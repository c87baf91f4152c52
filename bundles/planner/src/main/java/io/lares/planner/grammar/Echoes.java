package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that only point back at a question: "is it open? If it isn't, close it", 锁了没有，没有就锁上.
 * They become one word that says whether it must be so. And questions that only a tag makes ones:
 * "it is off, isn't it?"
 */
final class Echoes {
  private final List<Token> tokens;

  private Echoes(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Token> settled(List<Token> tokens) {
    boolean any =
        tokens.stream()
            .anyMatch(token ->
                Sentence.asks(token) || token.is(Word.Mark.DENIED) || token.is(Word.Mark.IFNOT));
    return any ? new Echoes(tokens).settled() : tokens;
  }

  private List<Token> settled() {
    List<Token> result = new ArrayList<>();
    boolean asked = false;
    boolean tested = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean opens = i > 0 && (begins(i) || token.is(Word.Mark.IF) || lastNot(i));
      int end = asked && !tested && opens ? echo(i) : -1;
      if (end > i) {
        result.add(so(i, end));
        tested = true;
        i = end - 1;
      } else if (tag(i)) {
        result.add(word(token, new Word.Ask("tag")));
        asked = true;
        i++;
      } else {
        asked |= token.asks("is");
        tested |= conditional(token);
        result.add(otherwise(token));
      }
    }
    return result;
  }

  /** "If not" behind something else than a question is what is wanted otherwise. */
  private static Token otherwise(Token token) {
    return token.is(Word.Mark.IFNOT) ? word(token, Word.Mark.ELSE) : token;
  }

  private static boolean conditional(Token token) {
    return token.is(Word.Mark.IF) || token.is(Word.Mark.IFSO) || token.is(Word.Mark.IFEND);
  }

  /** True behind a connective or a stop. */
  private boolean begins(int i) {
    Token before = tokens.get(i - 1);
    return before.joins() || before.is(Word.Mark.BUT);
  }

  /** "..., turn it on if not." */
  private boolean lastNot(int i) {
    return tokens.get(i).is(Word.Mark.IFNOT)
        && (i + 1 == tokens.size() || tokens.get(i + 1).is(Word.Mark.STOP));
  }

  /** Where what points back ends, behind a word that shows that a wish follows; or -1. */
  private int echo(int i) {
    if (tokens.get(i).is(Word.Mark.IFNOT)) {
      return i + 1;
    }
    boolean opened = tokens.get(i).is(Word.Mark.IF);
    int end = opened ? i + 1 : i;
    while (end < tokens.size() && hollow(tokens.get(end))) {
      end++;
    }
    boolean said = tokens.subList(opened ? i + 1 : i, end).stream().anyMatch(Echoes::pointsBack);
    if (!said || end >= tokens.size()) {
      return said && opened ? end : -1;
    }
    Token next = tokens.get(end);
    if (next.is(Word.Mark.SO) || next.is(Word.Mark.IFEND) || next.is(Word.Mark.IFSO)) {
      return end + 1;
    }
    boolean state = next.verb(Word.Form.STATE) != null || next.has(Word.State.class);
    boolean wish = next.verb(Word.Form.VERB) != null && !state;
    return opened && (next.is(Word.Mark.STOP) || next.is(Word.Mark.THEN) || wish) ? end : -1;
  }

  private static boolean pointsBack(Token token) {
    return token.is(Word.Mark.PRONOUN)
        || token.is(Word.Mark.DENIED)
        || token.is(Word.Mark.NOT)
        || token.is(Word.Mark.COPULA)
        || token.is(Word.Mark.THERE)
        || token.asks("is");
  }

  /** Words that say nothing by themselves. */
  private static boolean hollow(Token token) {
    boolean helps =
        token.asks("is") && Lookahead.verbs(token).stream().allMatch(verb -> verb == Verb.SET);
    boolean means =
        token.nominal()
            || token.has(Word.Do.class) && !helps
            || token.has(Word.State.class)
            || token.has(Word.Numeral.class)
            || conditional(token);
    return !means && (token.is(Word.Mark.FILLER) || pointsBack(token));
  }

  private Token so(int from, int end) {
    boolean denied =
        tokens.subList(from, end).stream()
            .anyMatch(token ->
                token.is(Word.Mark.DENIED) || token.is(Word.Mark.NOT) || token.is(Word.Mark.IFNOT));
    Token first = tokens.get(from);
    return new Token(
        first.from(),
        tokens.get(end - 1).to(),
        first.text(),
        List.of(denied ? Word.Mark.IFNOT : Word.Mark.IFSO));
  }

  /** "..., isn't it?" */
  private boolean tag(int i) {
    return i > 0
        && tokens.get(i).is(Word.Mark.DENIED)
        && i + 1 < tokens.size()
        && tokens.get(i + 1).is(Word.Mark.PRONOUN)
        && (i + 2 == tokens.size() || tokens.get(i + 2).is(Word.Mark.STOP));
  }

  private static Token word(Token token, Word word) {
    return new Token(token.from(), token.to(), token.text(), List.of(word));
  }
}
