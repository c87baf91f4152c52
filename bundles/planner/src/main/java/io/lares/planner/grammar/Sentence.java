package io.lares.planner.grammar;

import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.List;

/** What kind of sentence it is: a wish, a question, or a wish with a question mark. */
final class Sentence {
  private final List<Token> tokens;
  private final boolean questionFirst;
  private final boolean questionMark;
  private final int ask;
  private final boolean polite;

  /** Where the questions of a sentence begin, the first at its beginning. */
  List<Integer> questions() {
    List<Integer> starts = new ArrayList<>(List.of(0));
    if (tagged()) {
      return starts;
    }
    int lastAsk = tokens.size() - 1;
    while (lastAsk >= 0 && !asks(tokens.get(lastAsk))) {
      lastAsk--;
    }
    boolean asked = !tokens.isEmpty() && asks(tokens.getFirst());
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      boolean joined = before.is(Word.Mark.STOP) || questionFirst && before.is(Word.Mark.AND);
      boolean asks = asks(tokens.get(i));
      if (joined && (questionFirst ? asks : asked && lastAsk >= i)) {
        starts.add(i);
        asked = false;
      }
      asked |= asks;
    }
    return starts;
  }

  Sentence(List<Token> tokens, LanguagePack pack, String text) {
    this.tokens = tokens;
    this.questionFirst = pack.questionFirst();
    this.questionMark = text.endsWith("?") || text.endsWith("？");
    this.ask = findAsk();
    this.polite = tokens.stream().anyMatch(token -> token.is(Word.Mark.POLITE));
  }

  private int findAsk() {
    if (tagged()) {
      return 0;
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean whenever =
          token.is(Word.Mark.LATER)
              && !(i + 1 < tokens.size() && tokens.get(i + 1).has(Word.Ask.class));
      if (asks(token) && !whenever && !causes(i)) {
        return i;
      }
      boolean frame =
          token.is(Word.Mark.FILLER) || token.is(Word.Mark.STOP) || token.is(Word.Mark.POLITE);
      if (questionFirst && !frame && !leadingPlace(i)) {
        return -1;
      }
    }
    return -1;
  }

  /** "Have the robot clean the hall": somebody else is to do it. */
  private boolean causes(int i) {
    Word.Do verb = tokens.get(i).verb(Word.Form.VERB);
    if (!questionFirst || verb == null || verb.verb() != Verb.SET) {
      return false;
    }
    boolean named = false;
    for (Token token : tokens.subList(i + 1, tokens.size())) {
      boolean does = token.verb(Word.Form.VERB) != null && token.verb(Word.Form.STATE) == null;
      if (named && does && !token.nominal()) {
        return true;
      }
      named |= token.nominal();
    }
    return false;
  }

  /** "It is on, isn't it?" */
  private boolean tagged() {
    return tokens.stream().anyMatch(token -> token.asks("tag"));
  }

  /** "In the kitchen, which lights are on?", but not "the kitchen is too dark". */
  private boolean leadingPlace(int i) {
    Token token = tokens.get(i);
    return token.is(Word.Mark.IN)
        || token.is(Word.Mark.ARTICLE)
        || token.has(Word.Place.class)
            && tokens.subList(0, i).stream().anyMatch(before -> before.is(Word.Mark.IN));
  }

  /** True for a word that wants an answer. */
  static boolean asks(Token token) {
    for (Word word : token.words()) {
      if (word instanceof Word.Ask(String what)
          && !what.equals("any")
          && !what.equals("all")
          && !what.equals("end")
          && !what.equals("left")) {
        return true;
      }
    }
    return false;
  }

  boolean question() {
    if (ask < 0) {
      return left()
          || questionMark
              && (bare() || anything() || tokens.stream().anyMatch(t -> t.asks("left")));
    }
    boolean only = true;
    for (Token token : tokens) {
      if (asks(token) && !token.asks("is")) {
        only = false;
      }
    }
    boolean politeWish =
        polite && only && tokens.stream().anyMatch(t -> t.verb(Word.Form.VERB) != null);
    return !politeWish;
  }

  /** "How long till the washer is done": of a device that is named. */
  private boolean left() {
    return tokens.stream().anyMatch(t -> t.asks("left"))
        && tokens.stream().anyMatch(t -> t.has(Word.Name.class))
        && tokens.stream().noneMatch(t -> t.has(Word.Numeral.class) || t.has(Word.Span.class));
  }

  /** "CO2 in the north wing?" */
  private boolean bare() {
    return tokens.stream().anyMatch(t -> t.has(Word.About.class) || t.has(Word.Described.class))
        && tokens.stream()
            .noneMatch(t ->
                t.has(Word.Do.class) && !t.is(Word.Mark.IN)
                    || t.has(Word.Numeral.class)
                    || t.has(Word.Amount.class)
                    || t.has(Word.Colour.class)
                    || t.unknown());
  }

  /** "Anything still on?" */
  private boolean anything() {
    return !tokens.isEmpty() && tokens.getFirst().asks("any");
  }

  /** A wish with a question mark: better asked back than done. */
  boolean doubt() {
    return questionMark && !polite;
  }

  Answers.Kind kind() {
    Answers.Kind kind = ask < 0 && (bare() || left()) ? Answers.Kind.WHAT : Answers.Kind.IS;
    for (Token token : tokens) {
      if (token.asks("where")) {
        return Answers.Kind.WHERE;
      }
      if (token.asks("many")) {
        return Answers.Kind.MANY;
      }
      if (token.asks("which") || token.asks("who")) {
        kind = Answers.Kind.WHICH;
      } else if (token.asks("what") && kind == Answers.Kind.IS) {
        kind = Answers.Kind.WHAT;
      }
    }
    return kind;
  }

  /** True where people are asked for. */
  boolean who() {
    return tokens.stream().anyMatch(token -> token.asks("who"));
  }

  boolean any() {
    return tokens.stream().anyMatch(token -> token.asks("any"));
  }

  boolean all() {
    return tokens.stream().anyMatch(token -> token.asks("all"));
  }

  /** The tokens without those that only make it a question; features that they imply stay. */
  List<Token> statement() {
    if (!question()) {
      return tokens;
    }
    return tokens.stream().map(Sentence::stated).toList();
  }

  private static Token stated(Token token) {
    Feature feature =
        token.asks("hot")
            ? Feature.TEMPERATURE
            : token.asks("bright")
                ? Feature.BRIGHTNESS
                : token.asks("loud")
                    ? Feature.VOLUME
                    : token.asks("humid") ? Feature.HUMIDITY : null;
    if (feature != null) {
      return new Token(token.from(), token.to(), token.text(), List.of(new Word.About(feature)));
    }
    boolean any = token.has(Word.Ask.class);
    if (!any) {
      return token;
    }
    List<Word> rest = token.words().stream().filter(word -> !(word instanceof Word.Ask)).toList();
    return new Token(
        token.from(), token.to(), token.text(), rest.isEmpty() ? List.of(Word.Mark.FILLER) : rest);
  }
}
