package io.lares.automations.sentence;

import io.lares.automations.Trigger;
import io.lares.planner.Condition;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/** Reads the clauses of a rule: states and wishes are read by the planner. */
final class ClauseReader {
  private static final Condition ALWAYS = new Condition.All(List.of());

  private final Request request;
  private final Function<Request, Plan> planner;
  private final TimePhrases phrases;
  private final Happenings happenings;

  ClauseReader(
      Request request, Function<Request, Plan> planner, TimePhrases phrases, Things things) {
    this.request = request;
    this.planner = planner;
    this.phrases = phrases;
    this.happenings = new Happenings(things, phrases, request.speaker());
  }

  /** The rule; empty where a part of it is not understood. */
  Optional<RuleSentences.Read> read(Clauses clauses) {
    List<Condition> all = new ArrayList<>();
    for (Clauses.Test test : clauses.tests()) {
      Optional<Step.When> state =
          when(phrases.under(test.not(), stateOf(test.state()), clauses.deed()));
      if (state.isEmpty()) {
        return Optional.empty();
      }
      all.add(state.get().condition());
    }
    return happening(clauses, all).or(() -> becoming(clauses, all));
  }

  /** Whether a clause surely speaks of something that comes about later. */
  boolean happens(Clauses clauses) {
    return clauses.sure()
        || !happenings.of(clauses.event(), false).isEmpty()
        || becoming(clauses.event()).comesAbout();
  }

  /** Why a rule was not understood, in words for people. */
  String trouble(Clauses clauses) {
    Plan deed = planner.apply(request.saying(deed(clauses)));
    if (RuleSentences.understood(deed).isPresent()) {
      return Happenings.ofPeople(clauses.event(), phrases)
          ? phrases.told("no-presence", "")
          : phrases.told("kept-not", clauses.event());
    }
    return RuleSentences.refusal(deed).orElseGet(() -> phrases.told("half", clauses.deed()));
  }

  private Optional<RuleSentences.Read> happening(Clauses clauses, List<Condition> tests) {
    List<Trigger> triggers = happenings.of(clauses.event(), clauses.sure());
    return triggers.isEmpty()
        ? Optional.empty()
        : wish(deed(clauses))
            .map(steps ->
                steps.size() == 1
                        && steps.getFirst() instanceof Step.When when
                        && when.otherwise().isEmpty()
                    ? read(clauses, triggers, with(tests, when.condition()), when.then())
                    : read(clauses, triggers, tests, steps));
  }

  /**
   * A state of the home that comes to be.
   *
   * @param hold for how long it has to be so
   * @param comesAbout true where the words say that it comes about, and not only that it is so
   */
  private record Becoming(String state, Duration hold, boolean comesAbout) {}

  private Becoming becoming(String said) {
    String event = said;
    Duration hold = Duration.ZERO;
    for (TimePhrases.Phrase phrase : phrases.of("hold")) {
      Matcher held = phrase.pattern().matcher(phrases.plain(event));
      if (hold.isZero() && held.find()) {
        hold = Recurrence.length(held, phrases);
        String gap = phrases.spaced() ? " " : "";
        event = event.substring(0, held.start()) + gap + event.substring(held.end());
      }
    }
    String state = stateOf(event);
    boolean comesAbout = !state.equals(phrases.trimmed(event)) || !hold.isZero();
    return new Becoming(state, hold, comesAbout);
  }

  private Optional<RuleSentences.Read> becoming(Clauses clauses, List<Condition> tests) {
    Becoming becoming = becoming(clauses.event());
    String state = becoming.state();
    if (!clauses.sure() && !becoming.comesAbout()) {
      return Optional.empty();
    }
    if (state.isEmpty()) {
      return Optional.empty();
    }
    return when(phrases.under(false, state, deed(clauses)))
        .flatMap(when -> {
          List<Trigger> triggers = RuleSentences.triggers(when.condition(), becoming.hold());
          boolean several = when.condition() instanceof Condition.All;
          return triggers.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  read(
                      clauses,
                      triggers,
                      several ? with(tests, when.condition()) : tests,
                      when.then()));
        });
  }

  /** What is so once something has happened: "opens" is "is open". */
  private String stateOf(String event) {
    String state = phrases.plain(phrases.trimmed(event));
    for (TimePhrases.Phrase phrase : phrases.of("event")) {
      state = phrase.pattern().matcher(state).replaceFirst(phrase.means());
    }
    return state.replaceAll("\\s{2,}", " ").strip();
  }

  private RuleSentences.Read read(
      Clauses clauses, List<Trigger> triggers, List<Condition> tests, List<Step> steps) {
    Condition condition =
        tests.isEmpty() ? ALWAYS : tests.size() == 1 ? tests.getFirst() : new Condition.All(tests);
    return new RuleSentences.Read(
        triggers,
        condition,
        clauses.during(),
        steps,
        RuleSentences.Open.of(clauses.deed(), phrases));
  }

  private static List<Condition> with(List<Condition> tests, Condition first) {
    List<Condition> all = new ArrayList<>();
    all.addAll(first instanceof Condition.All(List<Condition> parts) ? parts : List.of(first));
    all.addAll(tests);
    return all;
  }

  private String deed(Clauses clauses) {
    return phrases.deed(clauses.deed(), clauses.event());
  }

  private Optional<List<Step>> wish(String deed) {
    return RuleSentences.understood(planner.apply(request.saying(deed)));
  }

  private Optional<Step.When> when(String text) {
    return wish(text)
        .filter(steps -> steps.size() == 1)
        .map(List::getFirst)
        .filter(Step.When.class::isInstance)
        .map(Step.When.class::cast)
        .filter(when -> when.otherwise().isEmpty());
  }
}
