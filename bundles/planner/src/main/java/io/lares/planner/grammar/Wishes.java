package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a sentence into parts that are read in different ways: deeds, timers, lists, messages, music
 * and conditions. Between connectives, each part begins where a piece begins.
 */
final class Wishes {
  /** Conditions within conditions. */
  private static final int DEEPEST = 4;

  /** More questions than anybody asks before a wish. */
  private static final int MOST_QUESTIONS = 8;

  /** States that one is never in at the same time, and in one of which one always is. */
  private static final Map<String, String> OPPOSITES =
      Map.of("home", "away", "away", "home", "occupied", "clear", "clear", "occupied");

  private final List<Token> tokens;
  private final Pieces pieces;
  private final FreeText free;
  private final TimerTalk timers;
  private final boolean spaced;
  private int depth;

  /**
   * Makes one.
   *
   * @param spaced whether the language has spaces
   */
  Wishes(List<Token> tokens, Pieces pieces, FreeText free, TimerTalk timers, boolean spaced) {
    this.tokens = tokens;
    this.pieces = pieces;
    this.free = free;
    this.timers = timers;
    this.spaced = spaced;
  }

  List<Part> parts() {
    return parts(0, tokens.size());
  }

  private List<Part> parts(int from, int to) {
    List<Part> parts = new ArrayList<>();
    Part asked = depth == 0 ? asked(from, to) : null;
    if (asked != null) {
      parts.add(asked);
      return parts;
    }
    int deeds = -1;
    int at = from;
    while (at < to) {
      int end = pieces.end(at, to);
      int start = pieces.content(at, end);
      boolean deep = depth >= DEEPEST;
      int test = deep ? -1 : pieces.find(at, end, token -> token.is(Word.Mark.IF));
      int testEnd = deep ? -1 : pieces.find(at, end, token -> token.is(Word.Mark.IFEND));
      if (test < 0 && testEnd < 0 && !deep) {
        testEnd = stated(at, end, to);
      }
      if (test < 0 && testEnd > at) {
        if (deeds >= 0) {
          parts.add(new Part.Deeds(deeds, at));
        }
        depth++;
        parts.add(whole(at, to, at, testEnd, testEnd + 1));
        depth--;
        return parts;
      }
      Part own = test >= 0 ? null : own(at, start, end, to, parts);
      if (test >= 0) {
        int wish = deeds >= 0 ? deeds : at;
        parts.add(condition(wish, test, to));
        return parts;
      }
      if (own instanceof Part.OfList list && list.pointsBack()) {
        Told told = new Told(tokens, pieces, free);
        int said = told.statement(parts, deeds, at);
        own = said < 0 ? null : told.completed(parts, list, said);
        if (own != null) {
          parts.removeIf(part -> part.from() == said);
          if (deeds >= 0 && deeds < said) {
            parts.add(new Part.Deeds(deeds, said));
          }
          deeds = -1;
        }
      }
      if (own != null) {
        if (deeds >= 0) {
          parts.add(new Part.Deeds(deeds, at));
          deeds = -1;
        }
        parts.add(own);
        at = Math.max(own.to(), at + 1);
        continue;
      }
      if (deeds < 0) {
        deeds = at;
      }
      at = end < to ? end + 1 : end;
    }
    if (deeds >= 0) {
      parts.add(new Part.Deeds(deeds, to));
    }
    return opened(parts, from) ? List.of(new Part.Keep(from, to, false)) : parts;
  }

  /** "When it is dark, add candles to the list": what comes first only says when. */
  private boolean opened(List<Part> parts, int from) {
    if (parts.size() < 2 || !(parts.getFirst() instanceof Part.Deeds when)) {
      return false;
    }
    int start = pieces.content(from, when.to());
    return start < when.to()
        && tokens.get(start).is(Word.Mark.LATER)
        && pieces.find(start + 1, when.to(), token -> token.verb(Word.Form.VERB) != null) < 0;
  }

  /**
   * "Is it open? If so, ...": what hangs on the answer to a question that stands before; or null.
   */
  private @Nullable Part asked(int from, int to) {
    depth++;
    Part found = null;
    boolean asked = false;
    int tries = 0;
    for (int i = from; found == null && i + 1 < to && tries < MOST_QUESTIONS; i++) {
      Token token = tokens.get(i);
      boolean cut = i > from && (token.joins() || token.is(Word.Mark.BUT));
      if (token.is(Word.Mark.IF)) {
        break;
      }
      if (cut && (asked || marked(i))) {
        int next = i;
        while (next < to && tokens.get(next).joins() && !then(i, next)) {
          next++;
        }
        found = next < to ? hanging(from, i, next, to) : null;
        tries++;
      }
      asked |= Sentence.asks(token);
    }
    depth--;
    return found;
  }

  /** What begins behind a question and hangs on its answer, or null. */
  private @Nullable Part hanging(int from, int stop, int next, int to) {
    Token first = tokens.get(next);
    if (first.is(Word.Mark.IFSO) || then(stop, next)) {
      return whole(from, to, from, next, next + 1);
    }
    if (first.is(Word.Mark.IFNOT)) {
      Else other = otherwise(next + 1, to);
      List<Part> not = parts(next + 1, other.at());
      return new Part.If(from, to, from, next, parts(other.then(), to), not);
    }
    int last =
        pieces.find(next, to, token -> token.is(Word.Mark.IFSO) || token.is(Word.Mark.IFNOT));
    boolean apart =
        tokens.get(stop).is(Word.Mark.STOP)
            || tokens.get(stop).is(Word.Mark.AND) && pieces.wishAt(next, to);
    if (last > next && apart && silent(last + 1, to)) {
      List<Part> wish = parts(next, last);
      return tokens.get(last).is(Word.Mark.IFSO)
          ? new Part.If(from, to, from, stop, wish, List.of())
          : new Part.If(from, to, from, stop, List.of(), wish);
    }
    int end = pieces.end(next, to);
    boolean tested =
        first.is(Word.Mark.IF)
            || pieces.find(next, end, token -> token.is(Word.Mark.IFEND)) >= 0
            || stated(next, end, to) > next;
    List<Part> parts = tested && asks(from) ? parts(next, to) : List.of();
    return parts.size() == 1 && parts.getFirst() instanceof Part.If test
        ? new Part.Asked(from, to, stop, test)
        : null;
  }

  private boolean silent(int from, int to) {
    return pieces.find(from, to, token -> !Pieces.filling(token) && !token.is(Word.Mark.STOP)) < 0;
  }

  /** True where a sentence begins as a question does. */
  private boolean asks(int from) {
    return !spaced || Sentence.asks(tokens.get(pieces.content(from, tokens.size() - 1)));
  }

  /** "Is it open? Then close it." */
  private boolean then(int stop, int next) {
    boolean then = tokens.get(next).is(Word.Mark.THEN) || tokens.get(next).is(Word.Mark.SO);
    return then && marked(stop);
  }

  private boolean marked(int stop) {
    return tokens.get(stop).text().endsWith("?");
  }

  /** "湿度超过七十就打开": where a condition ends that nothing opened, in front of "so"; or -1. */
  private int stated(int at, int end, int to) {
    if (spaced) {
      return -1;
    }
    int so = pieces.find(at, end, token -> token.is(Word.Mark.SO));
    boolean behind =
        so < 0
            && end + 1 < to
            && tokens.get(end).is(Word.Mark.STOP)
            && tokens.get(end + 1).is(Word.Mark.SO);
    int stop = behind ? end : so;
    if (stop <= at || stop + 1 >= to) {
      return -1;
    }
    boolean compared =
        pieces.find(at, stop, token -> token.has(Word.Compare.class)) >= 0
            && pieces.find(at, stop, token -> token.has(Word.Numeral.class)) >= 0;
    return compared || pieces.find(at, stop, Wishes::tells) >= 0 ? stop : -1;
  }

  private static boolean tells(Token token) {
    return token.has(Word.State.class)
        || token.is(Word.Mark.DENIED)
        || token.verb(Word.Form.STATE) != null && token.verb(Word.Form.VERB) == null;
  }

  /** A part that is not about devices and begins here, or null. */
  private @Nullable Part own(int at, int start, int end, int to, List<Part> before) {
    if (start >= end) {
      return null;
    }
    if (at > 0 && Sentence.asks(tokens.get(at))) {
      return new Part.Question(at, questionEnd(end, to));
    }
    Part list = free.list(at, to);
    if (list == null && start > at) {
      list = free.list(start, to);
    }
    if (list != null) {
      return list;
    }
    int remind = pieces.topic(start, end, "remind");
    if (remind >= 0 && pieces.find(start, end, token -> token.has(Word.Delay.class)) >= 0) {
      return new Part.Reminder(start, end, remind + 1);
    }
    int message = pieces.topic(start, end, "broadcast");
    if (message >= 0 && (message == start || placesOnly(start, message))) {
      return new Part.Message(start, free.openEnd(start, to), message + 1);
    }
    int reach = timers.reach(start, end, to);
    if (pieces.topic(start, end, "timer") >= 0
        || timers.goesOnAboutTimers(start, end, before)
        || timers.ofKnownTimer(start, reach, before)
        || timers.askedAfter(at, reach)
        || timers.howLong(at, end)) {
      return new Part.OfTimer(start, timers.withLength(start, reach, to));
    }
    if (pieces.topic(start, end, "scene") >= 0) {
      return new Part.Keep(start, to, true);
    }
    int play = pieces.topic(start, end, "search");
    if (play >= 0 && pieces.find(start, play, token -> token.has(Word.Do.class)) < 0) {
      return new Part.Play(start, free.openEnd(start, to), play);
    }
    return null;
  }

  private boolean placesOnly(int from, int to) {
    return pieces.find(
            from,
            to,
            token ->
                !(token.nominal()
                    || token.is(Word.Mark.IN)
                    || token.has(Word.Delay.class)
                    || Pieces.filling(token)))
        < 0;
  }

  /** A question goes on until a piece begins with a wish or with another question. */
  private int questionEnd(int first, int to) {
    int end = first;
    while (end < to
        && !pieces.wishAt(end + 1, to)
        && !Sentence.asks(tokens.get(Math.min(end + 1, to - 1)))) {
      end = pieces.end(end + 1, to);
    }
    return end;
  }

  /** "If it is warm, open the blind, otherwise ..." and "open the blind if it is warm". */
  private Part condition(int wish, int test, int to) {
    depth++;
    Part part = nested(wish, test, to);
    depth--;
    return part;
  }

  private Part nested(int wish, int test, int to) {
    boolean before = pieces.content(wish, test) < test;
    int begin = before && subject(wish, test) ? wish : test + 1;
    if (before && begin > wish) {
      Else other = otherwise(test, to);
      return new Part.If(
          wish, to, test + 1, other.at(), parts(wish, test), parts(other.then(), to));
    }
    int end = otherwise(test, to).at();
    boolean said = false;
    for (int i = test + 1; i < end; i++) {
      Token token = tokens.get(i);
      boolean stop = token.is(Word.Mark.STOP);
      if (token.is(Word.Mark.AND) && !pieces.wishAt(i + 1, end)) {
        said = false;
        continue;
      }
      boolean verb = token.verb(Word.Form.VERB) != null && !token.is(Word.Mark.IN);
      if (token.is(Word.Mark.SO)
          || token.is(Word.Mark.THEN)
          || stop && (said || pieces.wishAt(i + 1, end))) {
        return whole(wish, to, begin, i, i + 1);
      }
      boolean flag = verb && i > test + 1 && ownState(tokens.get(i - 1));
      if ((said || flag) && verb) {
        return whole(wish, to, begin, i, i);
      }
      said |=
          token.has(Word.Do.class)
              || token.has(Word.State.class)
              || token.has(Word.Numeral.class)
              || !token.nominal() && (token.has(Word.Choice.class) || token.has(Word.Mode.class))
              || token.is(Word.Mark.DENIED) && token.has(Word.Kind.class);
    }
    return whole(wish, to, begin, end, end);
  }

  /** "If the recorder is armed, ...": a state by a name that only this home has. */
  private static boolean ownState(Token token) {
    Word.Described described = token.get(Word.Described.class);
    return described != null && !described.partly();
  }

  /** In Chinese, what a condition speaks of may stand before its "if". */
  private boolean subject(int from, int test) {
    return !spaced
        && pieces.find(
                from,
                test,
                token ->
                    token.has(Word.Do.class)
                        || token.has(Word.Numeral.class)
                        || token.is(Word.Mark.STOP))
            < 0;
  }

  private Part whole(int from, int to, int test, int testEnd, int then) {
    Else other = otherwise(then, to);
    return new Part.If(from, to, test, testEnd, parts(then, other.at()), parts(other.then(), to));
  }

  /** "小满在家就开灯，不在就关灯": the other one of two states of which the first was said before. */
  private boolean opposite(int from, int at) {
    Word.State state = tokens.get(at).get(Word.State.class);
    String other = state == null ? null : OPPOSITES.get(state.state());
    return other != null
        && pieces.find(0, from, token -> token.words().contains(new Word.State(other))) >= 0;
  }

  /** Where a wish ends, and where what is wanted otherwise begins. */
  private record Else(int at, int then) {}

  /** "..., otherwise", or where there are no spaces "..., 没亮就": if it is not so. */
  private Else otherwise(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).is(Word.Mark.ELSE)) {
        return new Else(i, i + 1);
      }
      int start = !spaced && tokens.get(i).is(Word.Mark.STOP) ? pieces.content(i + 1, to) : to;
      if (start < to && (tokens.get(start).is(Word.Mark.DENIED) || opposite(from, start))) {
        int so = pieces.find(start, pieces.end(start, to), token -> token.is(Word.Mark.SO));
        if (so > 0) {
          return new Else(i, so + 1);
        }
      }
    }
    return new Else(to, to);
  }
}
