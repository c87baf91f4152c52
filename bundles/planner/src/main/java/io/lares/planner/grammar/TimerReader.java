package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.planner.HomeTimer;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.language.TextForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants of timers. The order of words matters only next to the timer. */
final class TimerReader {
  private final List<Token> tokens;
  private final Situation situation;
  private final Speech speech;
  private final TextForm form;
  private final @Nullable AreaId speaker;

  /** The words as they were said, from one token to another. */
  private final BiFunction<Integer, Integer, String> words;

  /** What a stretch of tokens comes to when it is taken as a wish. */
  private final Function<List<Token>, List<Step>> planned;

  TimerReader(
      List<Token> tokens,
      Situation situation,
      Speech speech,
      TextForm form,
      @Nullable AreaId speaker,
      BiFunction<Integer, Integer, String> words,
      Function<List<Token>, List<Step>> planned) {
    this.tokens = tokens;
    this.situation = situation;
    this.speech = speech;
    this.form = form;
    this.speaker = speaker;
    this.words = words;
    this.planned = planned;
  }

  /** What is wanted of a timer. */
  private enum Wish {
    START,
    CANCEL,
    PAUSE,
    RESUME,
    ADD,
    REMOVE,
    STATUS
  }

  /** A stretch of tokens about timers. */
  private final class Piece {
    private final int from;
    private final int to;
    private final int noun;
    private @Nullable Duration length;
    private @Nullable Duration amount;
    private Word.@Nullable Place place;
    private boolean all;
    private String name = "";
    private final List<Verb> verbs = new ArrayList<>();

    Piece(int from, int to) {
      this.from = from;
      this.to = to;
      int found = -1;
      for (int i = from; i < to; i++) {
        Token token = tokens.get(i);
        if (timer(token)) {
          found = i;
        }
        for (Word word : token.words()) {
          if (word instanceof Word.Do(Verb verb, Word.Form form)) {
            verbs.add(verb);
          }
        }
        all |= token.is(Word.Mark.ALL);
        Word.Place there = token.get(Word.Place.class);
        place = there != null ? there : place;
      }
      noun = found;
      spans();
      name = name();
      if (name.isEmpty()) {
        name = running();
      }
    }

    /** The name of a timer that the piece mentions, or nothing. */
    private String running() {
      String said = form.of(words.apply(from, to));
      for (HomeTimer timer : situation.timers()) {
        String called = form.of(timer.name());
        if (!called.isEmpty() && said.contains(called)) {
          return timer.name();
        }
      }
      return "";
    }

    private boolean timer(Token token) {
      return token.words().contains(new Word.Topic("timer"));
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

    private @Nullable Duration time(Token token) {
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

    private boolean light(Token token) {
      return token.is(Word.Mark.FILLER)
          || token.is(Word.Mark.ARTICLE)
          || token.is(Word.Mark.FOR)
          || token.is(Word.Mark.IN) && !token.has(Word.Do.class);
    }

    /**
     * "A pizza timer", "a timer called pizza", "a timer for the pizza"; and beside another timer
     * only "ten minutes for the pizza".
     */
    private String name() {
      if (noun < 0) {
        return purpose(from);
      }
      for (int i = from; i < to; i++) {
        if (tokens.get(i).is(Word.Mark.NAMED)) {
          return run(i + 1);
        }
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

    private boolean nameable(Token token) {
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

  List<Step> read(int from, int to, boolean question) {
    Piece piece = new Piece(from, to);
    String said = words.apply(from, to);
    Wish wish = question ? Wish.STATUS : wish(piece);
    return switch (wish) {
      case START -> start(piece, said);
      case STATUS -> List.of(status(piece, said));
      default -> change(piece, wish, said);
    };
  }

  private Wish wish(Piece piece) {
    List<Verb> verbs = piece.verbs;
    boolean starts = verbs.contains(Verb.SET) || verbs.contains(Verb.START);
    if (asks(piece)) {
      return Wish.STATUS;
    }
    if (piece.amount != null && (piece.noun >= 0 || !situation.timers().isEmpty())) {
      boolean off = verbs.contains(Verb.OFF) || verbs.contains(Verb.CLOSEOFF);
      if (direction(verbs) < 0 || !starts && (off || verbs.contains(Verb.REMOVE))) {
        return Wish.REMOVE;
      }
      if (direction(verbs) > 0) {
        return Wish.ADD;
      }
    }
    if (verbs.contains(Verb.RESUME)) {
      return Wish.RESUME;
    }
    if (verbs.contains(Verb.PAUSE)) {
      return Wish.PAUSE;
    }
    boolean ends =
        verbs.contains(Verb.STOP)
            || verbs.contains(Verb.REMOVE)
            || verbs.contains(Verb.OFF)
            || verbs.contains(Verb.CLOSEOFF);
    if (ends && !starts) {
      return Wish.CANCEL;
    }
    return starts || piece.length != null || piece.amount != null || !verbs.isEmpty()
        ? Wish.START
        : Wish.STATUS;
  }

  private boolean asks(Piece piece) {
    for (int i = piece.from; i < piece.to; i++) {
      Token token = tokens.get(i);
      if (token.asks("left") || token.asks("what") || token.asks("many")) {
        return true;
      }
    }
    return false;
  }

  private static int direction(List<Verb> verbs) {
    return verbs.stream().mapToInt(Verb::direction).filter(each -> each != 0).findFirst().orElse(0);
  }

  private List<Step> start(Piece piece, String said) {
    Duration length = piece.length != null ? piece.length : piece.amount;
    if (length == null) {
      return List.of(new Step.Ask(speech.say("timer.howlong"), List.of(), said));
    }
    List<Integer> command = command(piece);
    AreaId area = area(piece);
    if (command.isEmpty()) {
      AreaId where = area != null ? area : speaker;
      return List.of(new Step.StartTimer(length, piece.name, where, "", List.of(), said));
    }
    int first = command.getFirst();
    int end = command.getLast() + 1;
    List<Step> later = planned.apply(tokens.subList(first, end));
    if (later.stream().noneMatch(Step::changes)) {
      return later;
    }
    return List.of(new Step.StartTimer(length, "", area, words.apply(first, end), later, said));
  }

  /** The tokens of what is to be done when it is over, where the piece says so beside the timer. */
  private List<Integer> command(Piece piece) {
    int first = -1;
    int last = -1;
    boolean starts = false;
    for (int i = piece.from; i < piece.to; i++) {
      Token token = tokens.get(i);
      List<Verb> verbs = Lookahead.verbs(token);
      boolean makes = verbs.contains(Verb.SET) || verbs.contains(Verb.START);
      starts |= makes;
      boolean deed = !verbs.isEmpty() && !makes && token.verb(Word.Form.VERB) != null;
      boolean own = i == piece.noun || token.has(Word.Span.class) || token.has(Word.Delay.class);
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
    return first >= 0 && starts | first > piece.noun ? List.of(first, last) : List.of();
  }

  private @Nullable AreaId area(Piece piece) {
    return piece.place != null && piece.place.areas().size() == 1
        ? piece.place.areas().iterator().next()
        : null;
  }

  /** The timers that a piece means; by their name, their length, their area. */
  private List<HomeTimer> meant(Piece piece) {
    List<HomeTimer> timers = situation.timers();
    String name = form.of(piece.name);
    List<HomeTimer> named =
        name.isEmpty()
            ? List.of()
            : timers.stream().filter(timer -> form.of(timer.name()).equals(name)).toList();
    if (!named.isEmpty()) {
      return named;
    }
    AreaId area = area(piece);
    boolean unnamed = name.isEmpty() || piece.place != null;
    return unnamed
        ? timers.stream()
            .filter(timer -> area == null || area.equals(timer.area()))
            .filter(timer -> piece.length == null || piece.length.equals(timer.length()))
            .toList()
        : List.of();
  }

  private List<Step> change(Piece piece, Wish wish, String said) {
    List<HomeTimer> meant = meant(piece);
    Duration by = wish == Wish.ADD || wish == Wish.REMOVE ? piece.amount : Duration.ZERO;
    if (piece.all && wish == Wish.CANCEL) {
      return List.of(
          new Step.ChangeTimers(
              Step.TimerChange.CANCEL_ALL, ids(meant), Duration.ZERO, area(piece), said));
    }
    if (meant.isEmpty()) {
      String key = situation.timers().isEmpty() ? "timer.none" : "timer.unknown";
      return List.of(new Step.Refuse(said, speech.say(key, names(situation.timers())), said));
    }
    List<HomeTimer> narrowed = meant.size() == 1 || piece.all ? meant : here(meant);
    if (narrowed.size() > 1 && !piece.all) {
      return List.of(new Step.Ask(speech.say("ask.which", choice(narrowed)), List.of(), said));
    }
    Step.TimerChange change = Step.TimerChange.valueOf(wish.name());
    return List.of(
        new Step.ChangeTimers(
            change, ids(narrowed), by == null ? Duration.ZERO : by, area(piece), said));
  }

  private List<HomeTimer> here(List<HomeTimer> timers) {
    List<HomeTimer> here =
        timers.stream().filter(timer -> speaker != null && speaker.equals(timer.area())).toList();
    return here.isEmpty() ? timers : here;
  }

  private static List<String> ids(List<HomeTimer> timers) {
    return timers.stream().map(HomeTimer::id).toList();
  }

  private String names(List<HomeTimer> timers) {
    return speech.join(List.of(String.join(", ", timers.stream().map(this::called).toList())));
  }

  private String choice(List<HomeTimer> timers) {
    return speech.choice(timers.stream().map(this::called).toList());
  }

  private String called(HomeTimer timer) {
    return speech.timer("timer.called", timer.name(), timer.length());
  }

  private Step status(Piece piece, String said) {
    List<HomeTimer> meant = meant(piece);
    if (meant.isEmpty()) {
      String key = situation.timers().isEmpty() ? "timer.none" : "timer.unknown";
      return new Step.Answer(speech.sentence(speech.say(key, names(situation.timers()))), said);
    }
    List<String> sentences = new ArrayList<>();
    for (HomeTimer timer : meant) {
      String key = timer.paused() ? "timer.left.paused" : "timer.left";
      sentences.add(speech.say(key, called(timer), speech.duration(timer.left())));
    }
    return new Step.Answer(speech.join(sentences), said);
  }
}
