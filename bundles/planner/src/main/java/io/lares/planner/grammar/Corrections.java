package io.lares.planner.grammar;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody takes back in mid-sentence is often one word: "to 22, no, 20", "the study lamp, I
 * mean the hall", "stop the timer, I mean pause it". The word takes the place of the last one of
 * its sort.
 */
final class Corrections {
  private static final List<Predicate<Token>> SORTS =
      List.of(
          token -> token.has(Word.Span.class) || token.has(Word.Delay.class),
          token -> token.has(Word.Numeral.class) || token.has(Word.Amount.class),
          token -> token.has(Word.Colour.class) || token.has(Word.White.class),
          token -> token.has(Word.Name.class) && !token.has(Word.Place.class),
          token -> token.has(Word.Place.class),
          token -> token.has(Word.Kind.class),
          token -> token.has(Word.Mode.class) || token.has(Word.Choice.class));

  private Corrections() {}

  /** The sentence as it was meant; null where more than a word is taken back. */
  static @Nullable String put(GrammarPlanner.Reading dropped, GrammarPlanner.Reading meant) {
    List<Token> said = meant.tokens().stream().filter(token -> !silent(token)).toList();
    if (said.isEmpty() || said.stream().anyMatch(Token::unknown)) {
      return null;
    }
    if (said.getFirst().verb(Word.Form.VERB) != null) {
      return verb(dropped, meant, said);
    }
    if (said.stream().anyMatch(token -> token.has(Word.Do.class))) {
      return null;
    }
    for (Predicate<Token> sort : SORTS) {
      if (said.stream().anyMatch(sort)) {
        return value(dropped, meant, said, sort);
      }
    }
    return null;
  }

  /** "Stop the timer, I mean pause it": the same thing. */
  private static @Nullable String verb(
      GrammarPlanner.Reading dropped, GrammarPlanner.Reading meant, List<Token> said) {
    boolean same = said.size() == 2 && said.get(1).is(Word.Mark.PRONOUN);
    for (Token token : dropped.tokens()) {
      if (same && token.verb(Word.Form.VERB) != null) {
        return words(meant, said.getFirst()) + " " + after(dropped, token.to());
      }
    }
    return null;
  }

  private static @Nullable String value(
      GrammarPlanner.Reading dropped,
      GrammarPlanner.Reading meant,
      List<Token> said,
      Predicate<Token> sort) {
    int from = meant.formed().origin()[said.getFirst().from()];
    int to = meant.formed().origin()[said.getLast().to()];
    String word = meant.formed().said().substring(from, to);
    List<Token> tokens = dropped.tokens();
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      boolean numbered =
          said.getFirst().has(Word.Numeral.class) && digit(token.text(), token.text().length() - 1);
      if (sort.test(token) || numbered) {
        boolean unit = i + 1 < tokens.size() && tokens.get(i + 1).has(Word.Unit.class);
        boolean replaced = unit && said.getLast().has(Word.Unit.class);
        int last = replaced ? tokens.get(i + 1).to() : token.to();
        return before(dropped, start(token, sort)) + word + after(dropped, last);
      }
    }
    return null;
  }

  /** Of "meeting room 2" only the number. */
  private static int start(Token token, Predicate<Token> sort) {
    int at = token.from();
    if (!sort.test(token)) {
      at = token.to();
      while (at > token.from() && digit(token.text(), at - 1 - token.from())) {
        at--;
      }
    }
    return at;
  }

  private static boolean digit(String text, int at) {
    return at >= 0 && Character.isDigit(text.charAt(at));
  }

  private static String before(GrammarPlanner.Reading reading, int at) {
    return reading.formed().said().substring(0, reading.formed().origin()[at]);
  }

  private static String after(GrammarPlanner.Reading reading, int at) {
    return reading.formed().said().substring(reading.formed().origin()[at]);
  }

  private static String words(GrammarPlanner.Reading reading, Token token) {
    return reading.formed().said(token.from(), token.to());
  }

  private static boolean silent(Token token) {
    return token.is(Word.Mark.FILLER)
        || token.is(Word.Mark.ARTICLE)
        || token.is(Word.Mark.STOP)
        || token.is(Word.Mark.POLITE)
        || token.is(Word.Mark.IN) && !token.has(Word.Do.class);
  }
}
