package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.planner.HomeTimer;
import io.lares.planner.language.TextForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A stretch of tokens about timers. */
final class TimerPiece {
  private final List<Token> tokens;

  /** The words as they were said, from one token to another. */
  private final BiFunction<Integer, Integer, String> words;

  final int from;
  final int to;
  final List<Verb> verbs = new ArrayList<>();

  /** Where the word for a timer stands, or -1. */
  final int noun;

  /** True where all timers are meant. */
  final boolean all;

  /** True where the time is to be had again: 再烤三分钟. */
  final boolean further;

  /** True where it is not wanted any more. */
  final boolean dropped;

  /** What the timer is called, or nothing. */
  final String name;

  /** A place, where one was said. */
  final Word.@Nullable Place place;

  /** How long the timer is. */
  @Nullable Duration length;

  /** A time that is not the timer's own length: what to add, or to take away. */
  @Nullable Duration amount;

  /**
   * Makes one.
   *
   * @param timers those that are running
   */
  TimerPiece(
      List<Token> tokens,
      int from,
      int to,
      BiFunction<Integer, Integer, String> words,
      TextForm form,
      List<HomeTimer> timers) {
    this.tokens = tokens;
    this.words = words;
    this.from = from;
    this.to = to;
    int found = -1;
    boolean every = false;
    Word.Place last = null;
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.words().contains(new Word.Topic("timer"))) {
        found = i;
      }
      for (Word word : token.words()) {
        if (word instanceof Word.Do(Verb verb, Word.Form verbForm)) {
          verbs.add(verb);
        }
      }
      every |= token.is(Word.Mark.ALL);
      Word.Place there = token.get(Word.Place.class);
      last = there != null ? there : last;
    }
    this.noun = found;
    this.all = every;
    List<Token> own = tokens.subList(from, to);
    this.further =
        own.stream()
            .skip(1)
            .anyMatch(token -> token.joins() && !token.is(Word.Mark.STOP) || more(token));
    this.dropped = own.stream().anyMatch(token -> token.is(Word.Mark.NOT));
    this.place = last;
    spans();
    String said = name();
    this.name = said.isEmpty() ? running(form, timers) : said;
  }

  private static boolean more(Token token) {
    return token.get(Word.Graded.class) instanceof Word.Graded(Verb verb) && verb.direction() > 0;
  }

  /** True where it asks about timers. */
  boolean asks() {
    return tokens.subList(from, to).stream()
        .anyMatch(token -> token.asks("left") || token.asks("what") || token.asks("many"));
  }

  /** Where the timer is said to be, or null. */
  @Nullable AreaId area() {
    return place != null && place.areas().size() == 1 ? place.areas().iterator().next() : null;
  }

  /** The tokens of what is to be done when it is over, where the piece says so beside the timer. */
  List<Integer> command() {
    int first = -1;
    int last = -1;
    boolean starts = false;
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      List<Verb> doing = Lookahead.verbs(token);
      boolean makes = doing.contains(Verb.SET) || doing.contains(Verb.START);
      starts |= makes;
      boolean deed = !doing.isEmpty() && !makes && token.verb(Word.Form.VERB) != null;
      boolean own = i == noun || token.has(Word.Span.class) || token.has(Word.Delay.class);
      if (first < 0 && deed) {
        first = i;
      }
      if (first >= 0 && (own || makes)) {
        break;
      }
      if (first >= 0 && !token.is(Word.Mark.FILLER)) {
        last = i;
      }
    }
    return first >= 0 && starts | first > noun ? List.of(first, last) : List.of();
  }

  /** The name of a timer that the piece mentions, or nothing. */
  private String running(TextForm form, List<HomeTimer> timers) {
    String said = form.of(words.apply(from, to));
    for (HomeTimer timer : timers) {
      String called = form.of(timer.name());
      if (!called.isEmpty() && said.contains(called)) {
        return timer.name();
      }
    }
    return "";
  }

  /** The span beside the noun is the timer's length, any other is what to add or take away. */
  private void spans() {
    int own = noun < 0 ? -1 : beside();
    for (int i = from; i < to; i++) {
      Duration time = time(tokens.get(i));
      if (time != null && i == own) {
        length = time;
      } else if (time != null) {
        amount = time;
      }
    }
  }

  private static @Nullable Duration time(Token token) {
    Word.Span span = token.get(Word.Span.class);
    Word.Delay delay = token.get(Word.Delay.class);
    return span != null ? span.time() : delay == null ? null : delay.time();
  }

  private int beside() {
    int before = noun - 1;
    while (before >= from
        && light(tokens.get(before))
        && !tokens.get(before).is(Word.Mark.IN)
        && time(tokens.get(before)) == null) {
      before--;
    }
    if (before >= from && time(tokens.get(before)) != null) {
      return before;
    }
    int after = noun + 1;
    while (after < to && light(tokens.get(after)) && !tokens.get(after).is(Word.Mark.BY)) {
      after++;
    }
    boolean bound = after > noun + 1;
    return bound && after < to && time(tokens.get(after)) != null ? after : -1;
  }

  private static boolean light(Token token) {
    return token.is(Word.Mark.FILLER)
        || token.is(Word.Mark.ARTICLE)
        || token.is(Word.Mark.FOR)
        || token.is(Word.Mark.IN) && !token.has(Word.Do.class);
  }

  /**
   * "A pizza timer", "a timer called pizza", "a timer for the pizza"; and beside another timer only
   * "ten minutes for the pizza".
   */
  private String name() {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).is(Word.Mark.NAMED)) {
        return run(i + 1);
      }
    }
    if (noun < 0) {
      return purpose(from);
    }
    int start = noun;
    while (start > from && nameable(tokens.get(start - 1))) {
      start--;
    }
    if (start < noun) {
      return words.apply(start, noun);
    }
    return purpose(noun + 1);
  }

  /** What the first "for" from here on names that is no length of time, or nothing. */
  private String purpose(int at) {
    for (int i = at; i + 1 < to; i++) {
      if (tokens.get(i).is(Word.Mark.FOR)) {
        String run = run(i + 1);
        if (!run.isEmpty()) {
          return run;
        }
      }
    }
    return "";
  }

  private String run(int at) {
    int start = at;
    while (start < to && tokens.get(start).is(Word.Mark.ARTICLE)) {
      start++;
    }
    int end = start;
    while (end < to && nameable(tokens.get(end))) {
      end++;
    }
    return end > start ? words.apply(start, end) : "";
  }

  private static boolean nameable(Token token) {
    return token.unknown()
        || token.nominal()
        || token.words().stream()
            .noneMatch(word ->
                word instanceof Word.Mark
                    || word instanceof Word.Span
                    || word instanceof Word.Delay
                    || word instanceof Word.Numeral
                    || word instanceof Word.Ask
                    || word instanceof Word.Topic
                    || word instanceof Word.Do);
  }
}
