package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a sentence into parts that are read in different ways: deeds, timers, lists, messages, music
 * and conditions. Between connectives, each part begins where a piece begins.
 */
final class Wishes {
  private static final int MOST_PIECES = 24;

  /** How often frames are tried in one sentence, so that none takes long. */
  private static final int MOST_TRIES = 200;

  /** Conditions within conditions. */
  private static final int DEEPEST = 4;

  private final List<Token> tokens;
  private final String text;
  private final Frames frames;
  private final Predicate<Frames.Match> fits;
  private final Supplier<String> lists;
  private @Nullable String listPattern;
  private final List<String> timers;
  private final boolean framed;
  private final boolean spaced;
  private int tries;
  private int depth;

  /**
   * Makes one.
   *
   * @param text what the tokens are cut from
   * @param spaced whether the language has spaces
   * @param timers the names of the timers that run, in compared form
   * @param lists a pattern for how this home's lists may be named; asked for only where needed
   * @param fits whether what a frame found makes sense in this home
   */
  Wishes(
      List<Token> tokens,
      String text,
      boolean spaced,
      List<String> timers,
      Frames frames,
      Supplier<String> lists,
      Predicate<Frames.Match> fits) {
    this.lists = lists;
    this.tokens = tokens;
    this.text = text;
    this.frames = frames;
    this.fits = fits;
    this.spaced = spaced;
    this.timers = timers;
    this.framed = frames.may(text);
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
      int end = pieceEnd(at, to);
      int start = content(at, end);
      boolean deep = depth >= DEEPEST;
      int test = deep ? -1 : find(at, end, token -> token.is(Word.Mark.IF));
      int testEnd = deep ? -1 : find(at, end, token -> token.is(Word.Mark.IFEND));
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
    int stop = find(from, to, token -> token.is(Word.Mark.STOP));
    while (stop >= 0 && stop + 1 < to && tokens.get(stop + 1).is(Word.Mark.STOP)) {
      stop++;
    }
    int next = stop + 1;
    boolean opens = stop > from && next < to && tokens.get(next).is(Word.Mark.IFSO);
    boolean question =
        opens
            && find(from, stop, Sentence::asks) >= 0
            && find(from, stop, token -> token.is(Word.Mark.IF)) < 0;
    return question ? next : -1;
  }

  /** "湿度超过七十就打开": where a condition ends that nothing opened, in front of "so"; or -1. */
  private int stated(int at, int end, int to) {
    if (spaced) {
      return -1;
    }
    int so = find(at, end, token -> token.is(Word.Mark.SO));
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
        find(at, stop, token -> token.has(Word.Compare.class)) >= 0
            && find(at, stop, token -> token.has(Word.Numeral.class)) >= 0;
    return compared || find(at, stop, Wishes::tells) >= 0 ? stop : -1;
  }

  private static boolean tells(Token token) {
    return token.has(Word.State.class)
        || token.is(Word.Mark.DENIED)
        || token.verb(Word.Form.STATE) != null && token.verb(Word.Form.VERB) == null;
  }

  private static boolean cut(Token token) {
    return token.is(Word.Mark.STOP)
        || token.is(Word.Mark.AND)
        || token.is(Word.Mark.THEN)
        || token.is(Word.Mark.BUT);
  }

  /** The next connective or stop. */
  private int pieceEnd(int at, int to) {
    int end = at;
    while (end < to && !cut(tokens.get(end))) {
      end++;
    }
    return end;
  }

  private int find(int from, int to, Predicate<Token> test) {
    for (int i = from; i < to; i++) {
      if (test.test(tokens.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Where a piece begins to say something. */
  private int content(int from, int to) {
    int at = from;
    while (at < to && frame(tokens.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean frame(Token token) {
    return (token.is(Word.Mark.FILLER) || token.is(Word.Mark.POLITE) || token.is(Word.Mark.ARTICLE))
        && !token.is(Word.Mark.BA)
        && !token.has(Word.Do.class);
  }

  /** A part that is not about devices and begins here, or null. */
  private @Nullable Part own(int at, int start, int end, int to, List<Part> before) {
    if (start >= end) {
      return null;
    }
    if (at > 0 && Sentence.asks(tokens.get(at))) {
      return new Part.Question(at, questionEnd(end, to));
    }
    Part list = list(at, to);
    if (list == null && start > at) {
      list = list(start, to);
    }
    if (list != null) {
      return list;
    }
    int remind = topic(start, end, "remind");
    if (remind >= 0 && find(start, end, token -> token.has(Word.Delay.class)) >= 0) {
      return new Part.Reminder(start, end, remind + 1);
    }
    int message = topic(start, end, "broadcast");
    if (message >= 0 && (message == start || placesOnly(start, message))) {
      return new Part.Message(start, openEnd(start, to), message + 1);
    }
    if (topic(start, end, "timer") >= 0
        || goesOnAboutTimers(start, end, before)
        || ofKnownTimer(start, end, before)
        || howLong(at, end)) {
      return new Part.OfTimer(start, withLength(start, end, to));
    }
    if (topic(start, end, "scene") >= 0) {
      return new Part.Keep(start, to, true);
    }
    int play = topic(start, end, "search");
    if (play >= 0 && find(start, play, token -> token.has(Word.Do.class)) < 0) {
      return new Part.Play(start, openEnd(start, to), play);
    }
    return null;
  }

  /** True where something else than deeds plainly begins. */
  private boolean begins(int start, int end) {
    if (start >= end) {
      return false;
    }
    for (String topic : List.of("broadcast", "timer", "remind", "search", "scene")) {
      if (tokens.get(start).words().contains(new Word.Topic(topic))) {
        return true;
      }
    }
    return topic(start, end, "timer") >= 0 || framed(start, end) != null;
  }

  private int topic(int from, int to, String topic) {
    return find(from, to, token -> token.words().contains(new Word.Topic(topic)));
  }

  private boolean placesOnly(int from, int to) {
    return find(
            from,
            to,
            token ->
                !(token.nominal()
                    || token.is(Word.Mark.IN)
                    || token.has(Word.Delay.class)
                    || frame(token)))
        < 0;
  }

  /** "How much time is left?" */
  private boolean howLong(int from, int to) {
    return find(from, to, token -> token.asks("left")) >= 0
        && find(
                from,
                to,
                token ->
                    token.nominal()
                        || token.unknown()
                        || token.has(Word.Do.class)
                        || token.has(Word.Described.class))
            < 0;
  }

  /** "How long for the pasta?", "five more minutes": with timers running, it is about them. */
  private boolean ofKnownTimer(int from, int to, List<Part> before) {
    if (timers.isEmpty()) {
      return false;
    }
    boolean left = find(from, to, token -> token.asks("left")) >= 0;
    boolean span = find(from, to, token -> token.has(Word.Span.class)) >= 0;
    String piece = text.substring(tokens.get(from).from(), tokens.get(to - 1).to());
    boolean named = timers.stream().anyMatch(name -> !name.isEmpty() && piece.contains(name));
    boolean more = find(from, to, Wishes::moreOrLess) >= 0;
    boolean goesOn = !before.isEmpty() && before.getLast() instanceof Part.OfTimer;
    boolean devices = find(from, to, token -> token.nominal() || token.unknown()) >= 0;
    return named && (left || span && more || goesOn) || span && more && !devices;
  }

  /** "Egg timer, six minutes": the piece behind a timer that says nothing but how long. */
  private int withLength(int start, int end, int to) {
    boolean said =
        find(start, end, token -> token.has(Word.Do.class) || timed(token) || Sentence.asks(token))
            >= 0;
    if (said || end >= to || !tokens.get(end).is(Word.Mark.STOP)) {
      return end;
    }
    int next = pieceEnd(end + 1, to);
    boolean only = find(end + 1, next, token -> !timed(token) && !frame(token)) < 0;
    return only && find(end + 1, next, Wishes::timed) >= 0 ? next : end;
  }

  private static boolean timed(Token token) {
    return token.has(Word.Span.class) || token.has(Word.Delay.class);
  }

  private static boolean moreOrLess(Token token) {
    return Lookahead.verbs(token).stream().anyMatch(verb -> verb.direction() != 0);
  }

  /** "... and one for ten minutes" behind a timer. */
  private boolean goesOnAboutTimers(int from, int to, List<Part> before) {
    return !before.isEmpty()
        && before.getLast() instanceof Part.OfTimer
        && find(from, to, token -> token.has(Word.Span.class)) >= 0
        && find(from, to, token -> token.nominal() || token.verb(Word.Form.VERB) != null) < 0;
  }

  /** The shortest run of pieces that a frame of a list fits; to its end where the frame is open. */
  private @Nullable Part list(int start, int to) {
    if (!framed) {
      return null;
    }
    int end = start;
    for (int pieces = 0; end < to && pieces < MOST_PIECES; pieces++) {
      end = pieceEnd(end == start ? start : end + 1, to);
      Part.OfList found = framed(start, end);
      if (found != null && open(found, end)) {
        Part.OfList longer = framed(start, openEnd(start, to));
        boolean same = longer != null && longer.match().what().equals(found.match().what());
        return same ? longer : found;
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** True where the free text is what the frame ends with. */
  private boolean open(Part.OfList part, int end) {
    return !part.match().item().isEmpty()
        && part.match().itemTo() >= tokens.get(lastContent(part.from(), end) - 1).to();
  }

  private int lastContent(int start, int end) {
    int last = end;
    while (last > start + 1 && politeEnd(tokens.get(last - 1))) {
      last--;
    }
    return last;
  }

  private Part.@Nullable OfList framed(int start, int end) {
    if (end <= start || tries++ > MOST_TRIES) {
      return null;
    }
    int from = tokens.get(start).from();
    String piece = text.substring(from, tokens.get(lastContent(start, end) - 1).to());
    String pattern = listPattern;
    if (pattern == null) {
      pattern = lists.get();
      listPattern = pattern;
    }
    for (Frames.Match match : frames.all(piece, pattern)) {
      if (fits.test(match)) {
        Frames.Match placed =
            new Frames.Match(
                match.what(),
                match.item(),
                match.list(),
                from + match.itemFrom(),
                from + match.itemTo());
        return new Part.OfList(start, end, placed);
      }
    }
    return null;
  }

  /** A question goes on until a piece begins with a wish or with another question. */
  private int questionEnd(int first, int to) {
    int end = first;
    while (end < to
        && !wishAt(end + 1, to)
        && !Sentence.asks(tokens.get(Math.min(end + 1, to - 1)))) {
      end = pieceEnd(end + 1, to);
    }
    return end;
  }

  private static boolean politeEnd(Token token) {
    return token.is(Word.Mark.POLITE) || token.is(Word.Mark.STOP);
  }

  /** Free text goes on over connectives until a piece is plainly a wish of its own. */
  private int openEnd(int start, int to) {
    int end = pieceEnd(start, to);
    while (end < to) {
      int next = content(end + 1, to);
      int nextEnd = pieceEnd(next, to);
      boolean wish =
          find(
                      next,
                      nextEnd,
                      token ->
                          token.verb(Word.Form.VERB) != null
                              && token.words().stream().noneMatch(Word.Mark.class::isInstance))
                  >= 0
              && find(next, nextEnd, Token::nominal) >= 0;
      boolean silent = next >= nextEnd;
      if (wish || begins(next, nextEnd) || tokens.get(end).is(Word.Mark.THEN)) {
        return end;
      }
      end = silent ? Math.max(nextEnd, end + 1) : nextEnd;
    }
    return Math.min(end, to);
  }

  /** "If it is warm, open the blind, otherwise ..." and "open the blind if it is warm". */
  private Part condition(int wish, int test, int to) {
    depth++;
    Part part = nested(wish, test, to);
    depth--;
    return part;
  }

  private Part nested(int wish, int test, int to) {
    boolean before = content(wish, test) < test;
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
      if (token.is(Word.Mark.AND) && !wishAt(i + 1, end)) {
        said = false;
        continue;
      }
      boolean verb = token.verb(Word.Form.VERB) != null && !token.is(Word.Mark.IN);
      if (token.is(Word.Mark.SO)
          || token.is(Word.Mark.THEN)
          || stop && (said || wishAt(i + 1, end))) {
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
        && find(from, test, Token::nominal) >= 0
        && find(
                from,
                test,
                token ->
                    token.has(Word.Do.class)
                        || token.has(Word.Numeral.class)
                        || token.is(Word.Mark.STOP))
            < 0;
  }

  private boolean wishAt(int from, int to) {
    int at = content(from, to);
    return at < to && tokens.get(at).verb(Word.Form.VERB) != null;
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
      int start = !spaced && tokens.get(i).is(Word.Mark.STOP) ? content(i + 1, to) : to;
      if (start < to && tokens.get(start).is(Word.Mark.DENIED)) {
        int so = find(start, pieceEnd(start, to), token -> token.is(Word.Mark.SO));
        if (so > 0) {
          return new Else(i, so + 1);
        }
      }
    }
    return new Else(to, to);
  }
}
