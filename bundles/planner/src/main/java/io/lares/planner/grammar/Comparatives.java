package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of degree whose meaning an amount decides: "warmer in the hall than 20" compares, 高两度 and
 * 暗一半 change, "plus ten" adds while "the lamp plus the fan" joins.
 */
final class Comparatives {
  private static final double HALF = 50;
  private static final int NEAR = 3;

  private final List<Token> tokens;

  private Comparatives(List<Token> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  static List<Token> settled(List<Token> tokens) {
    boolean any =
        tokens.stream()
            .anyMatch(
                token -> token.is(Word.Mark.THAN) || token.has(Word.Graded.class) || plus(token));
    return any ? new Comparatives(tokens).settled() : tokens;
  }

  private static boolean plus(Token token) {
    return token.is(Word.Mark.AND) && token.has(Word.Do.class);
  }

  private List<Token> settled() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (plus(token)) {
        boolean adds = i > 0 && amount(i + 1) && !(i + 2 < tokens.size() && names(i + 2));
        put(i, adds ? new Word.Do(Verb.INCREASE, Word.Form.PARTICLE) : Word.Mark.AND);
      } else if (token.is(Word.Mark.THAN)) {
        than(i);
      } else if (token.get(Word.Graded.class) instanceof Word.Graded(Verb verb)) {
        graded(i, verb);
      }
    }
    return tokens;
  }

  /** "Warmer in the hall than 20": the adjective may stand far before. */
  private void than(int i) {
    int number = i + 1;
    while (number < tokens.size()
        && number - i < NEAR
        && !tokens.get(number).has(Word.Numeral.class)) {
      number++;
    }
    if (number >= tokens.size() || !tokens.get(number).has(Word.Numeral.class)) {
      return;
    }
    for (int k = i - 1; k >= 0 && !tokens.get(k).is(Word.Mark.STOP); k--) {
      for (Verb verb : Lookahead.verbs(tokens.get(k))) {
        if (verb.direction() != 0) {
          Feature feature = verb.feature();
          put(k, feature == null ? Word.Mark.FILLER : new Word.About(feature));
          put(i, Word.Compare.of(verb.direction() > 0));
          return;
        }
      }
    }
  }

  private void graded(int i, Verb verb) {
    int next = i + 1;
    while (next < tokens.size() && tokens.get(next).is(Word.Mark.FILLER) && !amount(next)) {
      next++;
    }
    int than = numberBefore(i) - 1;
    if (than >= 0 && tokens.get(than).is(Word.Mark.THAN)) {
      Feature feature = verb.feature();
      put(than, Word.Compare.of(verb.direction() > 0));
      put(i, feature == null ? Word.Mark.FILLER : new Word.About(feature));
      return;
    }
    boolean to = i > 0 && tokens.get(i - 1).is(Word.Mark.TO);
    if (to || !amount(next)) {
      return;
    }
    Word.Numeral numeral = tokens.get(next).get(Word.Numeral.class);
    boolean measured =
        numeral != null && numeral.percent()
            || next + 1 < tokens.size()
                && tokens.get(next).has(Word.Numeral.class)
                && tokens.get(next + 1).has(Word.Unit.class);
    Word.Amount amount = tokens.get(next).get(Word.Amount.class);
    if (measured) {
      put(i, new Word.Do(verb, Word.Form.VERB));
    } else if (amount != null && amount.percent() == HALF) {
      put(i, new Word.Do(Verb.SET, Word.Form.VERB));
      put(next, new Word.Factor(verb.direction() < 0 ? 0.5 : 1.5));
    }
  }

  /** 比三十度热: where the number stands that an adjective behind it compares with; or -1. */
  private int numberBefore(int i) {
    int at = i - 1;
    if (at > 0 && tokens.get(at).has(Word.Unit.class)) {
      at--;
    }
    return at > 0 && tokens.get(at).has(Word.Numeral.class) ? at : -1;
  }

  private boolean amount(int i) {
    return i < tokens.size()
        && (tokens.get(i).has(Word.Numeral.class)
            || tokens.get(i).has(Word.Amount.class)
            || tokens.get(i).has(Word.Span.class));
  }

  private boolean names(int i) {
    return tokens.get(i).nominal();
  }

  private void put(int i, Word word) {
    Token token = tokens.get(i);
    tokens.set(i, new Token(token.from(), token.to(), token.text(), List.of(word)));
  }
}
