package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What people tell beside a wish and wish nothing with: "call the vacuum back, guests are here",
 * "we're off to bed: ...". A piece between stops that says how something is, or what people are
 * about to do, and names no device is left out where another piece is a wish; and so is a reason.
 */
final class Remarks {
  /** Topics whose words are said of anything: a film may start, and a film may be played. */
  private static final Set<String> TITLES = Set.of("title", "hello", "thanks");

  /** Where people say that they are, in passing. */
  private static final Set<String> WHEREABOUTS = Set.of("home", "away");

  private Remarks() {}

  static List<Token> dropped(List<Token> tokens) {
    boolean told =
        any(tokens, Remarks::tells)
            && any(tokens, Remarks::ends)
            && !any(tokens, Remarks::elsewhere);
    return told ? without(tokens) : tokens;
  }

  private static boolean tells(Token token) {
    return token.is(Word.Mark.COPULA)
        || token.is(Word.Mark.REMARK)
        || token.is(Word.Mark.REASON)
        || whereabouts(token);
  }

  private static List<Token> without(List<Token> tokens) {
    List<Token> kept = new ArrayList<>();
    boolean wish = false;
    int from = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i < tokens.size() && !ends(tokens.get(i))) {
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

  /** A stop, or a colon: "we have guests: ...". */
  private static boolean ends(Token token) {
    return token.is(Word.Mark.STOP) || token.text().equals(":");
  }

  private static boolean remark(List<Token> piece) {
    if (piece.isEmpty()) {
      return false;
    }
    int first = 0;
    while (first < piece.size() - 1
        && Pieces.filling(piece.get(first))
        && !piece.get(first).is(Word.Mark.REMARK)) {
      first++;
    }
    Token opening = piece.get(first);
    if (opening.is(Word.Mark.REASON)) {
      return true;
    }
    boolean asked = any(piece, token -> Sentence.asks(token) && !token.is(Word.Mark.COPULA));
    if (asked || Sentence.asks(opening)) {
      return false;
    }
    boolean copula = any(piece, token -> token.is(Word.Mark.COPULA));
    boolean opened = any(piece, token -> token.is(Word.Mark.REMARK));
    boolean strange = any(piece, token -> token.unknown() || title(token));
    boolean told =
        copula && strange
            || opened && !any(piece, Remarks::place)
            || any(piece, Remarks::whereabouts) && !any(piece, Remarks::place);
    boolean about = opening.is(Word.Mark.REMARK) || copula && strange && !deedFirst(piece);
    return told && piece.stream().noneMatch(token -> names(token, copula) || !about && deed(token));
  }

  /** "Turn on what is ..." is a wish, "the film is about to start" none. */
  private static boolean deedFirst(List<Token> piece) {
    for (Token token : piece) {
      if (token.is(Word.Mark.COPULA)) {
        return false;
      }
      if (deed(token)) {
        return true;
      }
    }
    return false;
  }

  /** What says where something is to be done, if only as a remark. */
  private static boolean place(Token token) {
    return token.has(Word.Place.class) || token.is(Word.Mark.HERE) || token.is(Word.Mark.OUTSIDE);
  }

  private static boolean whereabouts(Token token) {
    Word.State state = token.get(Word.State.class);
    return state != null && WHEREABOUTS.contains(state.state()) && !token.has(Word.Choice.class);
  }

  /** A piece that says what to do with what, or nothing but what to do: 停下来. */
  private static boolean wishes(List<Token> piece) {
    boolean alone = piece.stream().allMatch(token -> means(token) || quiet(token));
    return any(piece, Remarks::means) && (alone || any(piece, Token::nominal));
  }

  private static boolean quiet(Token token) {
    return token.is(Word.Mark.STOP) || token.is(Word.Mark.FILLER) || token.is(Word.Mark.POLITE);
  }

  private static boolean means(Token token) {
    return names(token, false) || deed(token);
  }

  /** Words of a wish, of a list or of another time can't be told from free text by this. */
  private static boolean names(Token token, boolean told) {
    Word.Kind kind = token.get(Word.Kind.class);
    return token.has(Word.Name.class)
        || kind != null && !(told && kind.group() == Group.PERSON)
        || token.has(Word.Numeral.class)
        || token.has(Word.Amount.class)
        || token.has(Word.Colour.class)
        || token.has(Word.Span.class)
        || token.has(Word.Delay.class)
        || token.has(Word.Topic.class) && !title(token)
        || token.is(Word.Mark.NOT);
  }

  private static boolean deed(Token token) {
    return token.is(Word.Mark.KEEP)
        || token.verb(Word.Form.VERB) != null && !token.is(Word.Mark.IN);
  }

  private static boolean title(Token token) {
    Word.Topic topic = token.get(Word.Topic.class);
    return topic != null && TITLES.contains(topic.topic());
  }

  private static boolean elsewhere(Token token) {
    return token.has(Word.Topic.class) && !title(token)
        || token.is(Word.Mark.IF)
        || token.is(Word.Mark.IFEND)
        || token.is(Word.Mark.IFSO)
        || token.is(Word.Mark.IFNOT)
        || token.is(Word.Mark.LATER);
  }

  private static boolean any(List<Token> tokens, Predicate<Token> test) {
    return tokens.stream().anyMatch(test);
  }
}
