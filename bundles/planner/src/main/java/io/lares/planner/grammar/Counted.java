package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rooms that differ in their number: "meeting rooms 1 and 3" are two of the meeting rooms. */
final class Counted {
  private final List<Token> tokens;
  private final Lexicon lexicon;
  private final List<Token> result = new ArrayList<>();

  private Counted(List<Token> tokens, Lexicon lexicon) {
    this.tokens = tokens;
    this.lexicon = lexicon;
  }

  static List<Token> apart(List<Token> tokens, Lexicon lexicon) {
    boolean any = tokens.stream().anyMatch(Counted::several);
    return any ? new Counted(tokens, lexicon).apart() : tokens;
  }

  private static boolean several(Token token) {
    Word.Place place = token.get(Word.Place.class);
    return place != null && place.areas().size() > 1;
  }

  private List<Token> apart() {
    for (int i = 0; i < tokens.size(); i++) {
      if (several(tokens.get(i)) && room(i, i + 1) != null) {
        i = rooms(i);
      } else {
        result.add(tokens.get(i));
      }
    }
    return result;
  }

  /** Puts a room for each number; returns the last token read. */
  private int rooms(int family) {
    int at = family + 1;
    Token room = room(family, at);
    while (room != null) {
      result.add(room);
      boolean joined = at + 1 < tokens.size() && joins(tokens.get(at + 1));
      room = joined ? room(family, at + 2) : null;
      if (room != null) {
        result.add(tokens.get(at + 1));
        at += 2;
      }
    }
    return at;
  }

  private static boolean joins(Token token) {
    return token.is(Word.Mark.AND) || token.is(Word.Mark.STOP);
  }

  /** The room of a family with the number that stands somewhere, or null. */
  private @Nullable Token room(int family, int at) {
    Word.Numeral numeral = at < tokens.size() ? tokens.get(at).get(Word.Numeral.class) : null;
    if (numeral == null || numeral.percent() || numeral.value() != Math.rint(numeral.value())) {
      return null;
    }
    String many = tokens.get(family).text();
    String stem = many.endsWith("s") ? many.substring(0, many.length() - 1) : many;
    String name = stem + " " + (int) numeral.value();
    PhraseBook.Entry entry = lexicon.get(name);
    Word.Place place =
        entry == null ? null : new Token(0, 0, name, entry.words()).get(Word.Place.class);
    Token number = tokens.get(at);
    return place == null ? null : new Token(number.from(), number.to(), name, List.of(place));
  }
}
