package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Says of the words that both deny and ask what they do here: "isn't it on?" asks, "if it isn't on"
 * denies; 关了没 asks, 没关 denies, 关没关 asks.
 */
final class Polarity {
  private final List<Token> tokens;
  private final boolean questionFirst;

  private Polarity(List<Token> tokens, boolean questionFirst) {
    this.tokens = tokens;
    this.questionFirst = questionFirst;
  }

  static List<Token> settled(List<Token> tokens, boolean questionFirst) {
    boolean any = tokens.stream().anyMatch(token -> token.is(Word.Mark.DENIED));
    return any ? new Polarity(tokens, questionFirst).settled() : tokens;
  }

  private List<Token> settled() {
    List<Token> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.is(Word.Mark.DENIED)) {
        result.add(token);
      } else if (doubled(i)) {
        result.add(with(token, new Word.Ask("is")));
        i++;
      } else if (Sentence.asks(token)) {
        boolean asks = questionFirst ? opens(i) : ends(i);
        result.add(asks ? without(token, Word.Mark.DENIED) : withoutAsk(token));
      } else if (token.is(Word.Mark.NO)) {
        boolean denies = i + 1 < tokens.size() && denies(i, tokens.get(i + 1));
        result.add(without(token, denies ? Word.Mark.NO : Word.Mark.DENIED));
      } else {
        result.add(token);
      }
    }
    return result;
  }

  /** "If no lamp is on", 如果不是都亮着, but not "no, the lamp". */
  private boolean denies(int i, Token next) {
    boolean inside = i > 0 && !tokens.get(i - 1).is(Word.Mark.STOP);
    return inside && !next.is(Word.Mark.STOP) && (!questionFirst || next.nominal());
  }

  /** "亮不亮": what is asked is said twice. */
  private boolean doubled(int i) {
    return !questionFirst
        && i > 0
        && i + 1 < tokens.size()
        && tokens.get(i + 1).text().startsWith(tokens.get(i - 1).text());
  }

  /** True where nothing but fillers stands before. */
  private boolean opens(int i) {
    return tokens.subList(0, i).stream()
        .allMatch(token ->
            token.is(Word.Mark.FILLER) || token.is(Word.Mark.STOP) || token.is(Word.Mark.POLITE));
  }

  /** True where the sentence or a part of it ends here. */
  private boolean ends(int i) {
    int next = i + 1;
    while (next < tokens.size() && tokens.get(next).is(Word.Mark.FILLER)) {
      next++;
    }
    return i > 0 && (next == tokens.size() || tokens.get(next).is(Word.Mark.STOP));
  }

  private static Token with(Token token, Word word) {
    return new Token(token.from(), token.to(), token.text(), List.of(word));
  }

  private static Token without(Token token, Word word) {
    return words(token, token.words().stream().filter(each -> !each.equals(word)).toList());
  }

  private static Token withoutAsk(Token token) {
    return words(
        token, token.words().stream().filter(each -> !(each instanceof Word.Ask)).toList());
  }

  private static Token words(Token token, List<Word> words) {
    return new Token(token.from(), token.to(), token.text(), words);
  }
}
