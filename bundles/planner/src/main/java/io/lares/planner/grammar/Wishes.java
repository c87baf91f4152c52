package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a sentence into parts that are read in different ways: deeds, timers, lists, messages, music
 * and conditions. Between connectives, each part begins where a piece begins.
 */
final class Wishes {
  /** Conditions within conditions. */
  private static final int DEEPEST = 4;

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
    int behind = depth == 0 ? asked(from, to) : -1;
    if (behind > from) {
      depth++;
      parts.add(whole(from, to, from, behind, behind + 1));
      depth--;
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
    return parts;
  }

  /** "Is it open? If so, ...": where the wish begins behind a question; or -1. */
  private int asked(int from, int to) {
    int stop = pieces.find(from, to, token -> token.is(Word.Mark.STOP));
    while (stop >= 0 && stop + 1 < to && tokens.get(stop + 1).is(Word.Mark.STOP)) {
      stop++;
    }
    int next = stop + 1;
    boolean opens = stop > from && next < to && tokens.get(next).is(Word.Mark.IFSO);
    boolean question =
        opens
            && pieces.find(from, stop, Sentence::asks) >= 0
            && pieces.find(from, stop, token -> token.is(Word.Mark.IF)) < 0;
    return question ? next : -1;
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
    if (pieces.topic(start, end, "timer") >= 0
        || timers.goesOnAboutTimers(start, end, before)
        || timers.ofKnownTimer(start, end, before)
        || timers.howLong(at, end)) {
      return new Part.OfTimer(start, timers.withLength(start, end, to));
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
        && pieces.find(from, test, Token::nominal) >= 0
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

  /** Where a wish ends, and where what is wanted otherwise begins. */
  private record Else(int at, int then) {}

  /** "..., otherwise", or where there are no spaces "..., 没亮就": if it is not so. */
  private Else otherwise(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).is(Word.Mark.ELSE)) {
        return new Else(i, i + 1);
      }
      int start = !spaced && tokens.get(i).is(Word.Mark.STOP) ? pieces.content(i + 1, to) : to;
      if (start < to && tokens.get(start).is(Word.Mark.DENIED)) {
        int so = pieces.find(start, pieces.end(start, to), token -> token.is(Word.Mark.SO));
        if (so > 0) {
          return new Else(i, so + 1);
        }
      }
    }
    return new Else(to, to);
  }
}
