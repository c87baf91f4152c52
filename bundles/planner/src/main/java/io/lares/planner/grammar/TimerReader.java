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

  List<Step> read(int from, int to, boolean question) {
    TimerPiece piece = new TimerPiece(tokens, from, to, words, form, situation.timers());
    String said = words.apply(from, to);
    Wish wish = question ? Wish.STATUS : wish(piece);
    return switch (wish) {
      case START -> start(piece, said);
      case STATUS -> List.of(status(piece, said));
      default -> change(piece, wish, said);
    };
  }

  private Wish wish(TimerPiece piece) {
    List<Verb> verbs = piece.verbs;
    boolean starts = verbs.contains(Verb.SET) || verbs.contains(Verb.START);
    if (piece.asks()) {
      return Wish.STATUS;
    }
    if (piece.amount != null && (piece.noun >= 0 || !situation.timers().isEmpty())) {
      boolean off = verbs.contains(Verb.OFF) || verbs.contains(Verb.CLOSEOFF);
      if (direction(verbs) < 0 || !starts && (off || verbs.contains(Verb.REMOVE))) {
        return Wish.REMOVE;
      }
      if (direction(verbs) > 0 || piece.further && piece.noun < 0) {
        return Wish.ADD;
      }
    }
    if (piece.dropped && piece.amount == null && piece.length == null) {
      return Wish.CANCEL;
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

  private static int direction(List<Verb> verbs) {
    return verbs.stream().mapToInt(Verb::direction).filter(each -> each != 0).findFirst().orElse(0);
  }

  private List<Step> start(TimerPiece piece, String said) {
    Duration length = piece.length != null ? piece.length : piece.amount;
    if (length == null) {
      return List.of(new Step.Ask(speech.say("timer.howlong"), List.of(), said));
    }
    List<Integer> command = piece.command();
    AreaId area = piece.area();
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

  /** The timers that a piece means; by their name, their length, their area. */
  private List<HomeTimer> meant(TimerPiece piece) {
    List<HomeTimer> timers = situation.timers();
    String name = form.of(piece.name);
    List<HomeTimer> named =
        name.isEmpty()
            ? List.of()
            : timers.stream().filter(timer -> form.of(timer.name()).equals(name)).toList();
    if (!named.isEmpty()) {
      return named;
    }
    AreaId area = piece.area();
    boolean unnamed = name.isEmpty() || piece.place != null;
    return unnamed
        ? timers.stream()
            .filter(timer -> area == null || area.equals(timer.area()))
            .filter(timer -> piece.length == null || piece.length.equals(timer.length()))
            .toList()
        : List.of();
  }

  private List<Step> change(TimerPiece piece, Wish wish, String said) {
    List<HomeTimer> meant = meant(piece);
    Duration by = wish == Wish.ADD || wish == Wish.REMOVE ? piece.amount : Duration.ZERO;
    if (piece.all && wish == Wish.CANCEL) {
      return List.of(
          new Step.ChangeTimers(
              Step.TimerChange.CANCEL_ALL, ids(meant), Duration.ZERO, piece.area(), said));
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
            change, ids(narrowed), by == null ? Duration.ZERO : by, piece.area(), said));
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

  private Step status(TimerPiece piece, String said) {
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
