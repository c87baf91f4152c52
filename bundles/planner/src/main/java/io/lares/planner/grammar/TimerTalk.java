package io.lares.planner.grammar;

import java.util.List;

/** Tells where a sentence speaks of timers though it does not say so. */
final class TimerTalk {
  private final Pieces pieces;
  private final String text;
  private final List<String> timers;

  /**
   * Makes one.
   *
   * @param text what the pieces are cut from
   * @param timers the names of the timers that run, in compared form
   */
  TimerTalk(Pieces pieces, String text, List<String> timers) {
    this.pieces = pieces;
    this.text = text;
    this.timers = timers;
  }

  /** "How much time is left?" */
  boolean howLong(int from, int to) {
    return pieces.find(from, to, token -> token.asks("left")) >= 0
        && pieces.find(
                from,
                to,
                token ->
                    token.nominal()
                        || token.unknown()
                        || token.has(Word.Do.class)
                        || token.has(Word.Described.class))
            < 0;
  }

  /** True where a timer is asked after by its name: "when will the lasagne be done?" */
  boolean askedAfter(int from, int to) {
    return named(from, to)
        && pieces.find(from, to, Sentence::asks) >= 0
        && pieces.find(from, to, token -> token.has(Word.Name.class) || token.has(Word.Kind.class))
            < 0;
  }

  /**
   * Where what is said of a timer ends whose name stands before a word that joins elsewhere:
   * 曲奇再烤三分钟, 曲奇还要多久.
   */
  int reach(int start, int end, int to) {
    boolean joined =
        end > start
            && end < to
            && !pieces.at(end).is(Word.Mark.STOP)
            && named(start, end)
            && pieces.find(
                    start, end, token -> token.has(Word.Do.class) || token.has(Word.Topic.class))
                < 0;
    int next = joined ? pieces.end(end + 1, to) : end;
    boolean dropped = joined && pieces.find(start, end, token -> token.is(Word.Mark.NOT)) >= 0;
    boolean timed =
        joined
            && (dropped
                || pieces.find(end + 1, next, token -> timed(token) || token.asks("left")) >= 0)
            && pieces.find(end + 1, next, Token::nominal) < 0;
    return timed ? next : end;
  }

  private boolean named(int from, int to) {
    String piece = text.substring(pieces.at(from).from(), pieces.at(to - 1).to());
    return timers.stream().anyMatch(name -> !name.isEmpty() && piece.contains(name));
  }

  /** "How long for the pasta?", "five more minutes": with timers running, it is about them. */
  boolean ofKnownTimer(int from, int to, List<Part> before) {
    if (timers.isEmpty()) {
      return false;
    }
    boolean left = pieces.find(from, to, token -> token.asks("left")) >= 0;
    boolean span = pieces.find(from, to, token -> token.has(Word.Span.class)) >= 0;
    boolean timed = pieces.find(from, to, TimerTalk::timed) >= 0;
    boolean named = named(from, to);
    boolean more = pieces.find(from, to, TimerTalk::moreOrLess) >= 0;
    boolean dropped = pieces.find(from, to, token -> token.is(Word.Mark.NOT)) >= 0;
    boolean goesOn = !before.isEmpty() && before.getLast() instanceof Part.OfTimer;
    boolean devices = pieces.find(from, to, token -> token.nominal() || token.unknown()) >= 0;
    return named && (left || timed && more || goesOn || dropped && !span)
        || span && more && !devices;
  }

  /** "... and one for ten minutes" behind a timer. */
  boolean goesOnAboutTimers(int from, int to, List<Part> before) {
    return !before.isEmpty()
        && before.getLast() instanceof Part.OfTimer
        && pieces.find(from, to, token -> token.has(Word.Span.class)) >= 0
        && pieces.find(from, to, token -> token.nominal() || doesMore(token)) < 0;
  }

  /** "Egg timer, six minutes": the piece behind a timer that says nothing but how long. */
  int withLength(int start, int end, int to) {
    boolean said =
        pieces.find(
                start,
                end,
                token -> token.has(Word.Do.class) || timed(token) || Sentence.asks(token))
            >= 0;
    if (said || end >= to || !pieces.at(end).is(Word.Mark.STOP)) {
      return end;
    }
    int next = pieces.end(end + 1, to);
    boolean only = pieces.find(end + 1, next, token -> !timed(token) && !Pieces.filling(token)) < 0;
    return only && pieces.find(end + 1, next, TimerTalk::timed) >= 0 ? next : end;
  }

  private static boolean doesMore(Token token) {
    return token.verb(Word.Form.VERB) != null
        && Lookahead.verbs(token).stream()
            .noneMatch(verb -> verb == Verb.SET || verb == Verb.START);
  }

  private static boolean timed(Token token) {
    return token.has(Word.Span.class) || token.has(Word.Delay.class);
  }

  private static boolean moreOrLess(Token token) {
    return token.joins()
        || token.has(Word.Graded.class)
        || Lookahead.verbs(token).stream().anyMatch(verb -> verb.direction() != 0);
  }
}
