package io.lares.automations.sentence;

import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
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

/**
 * Rules from sentences: the recurring time is cut out, or "whenever" becomes "if", and the planner
 * reads what is left as any other sentence.
 */
public final class RuleSentences {
  private static final Condition ALWAYS = new Condition.All(List.of());

  private final List<TimePhrases> languages = TimePhrases.all();

  private final Travellers travellers;

  /** Knows by which devices people and vehicles tell where they are. */
  public interface Travellers {
    /**
     * The vehicles that are meant.
     *
     * @param any true where the name is that of any vehicle, such as "the car"
     */
    List<DeviceId> vehicles(String name, boolean any);

    /** Those of the person who speaks; empty where they are not known. */
    List<DeviceId> self(Actor speaker);
  }

  public RuleSentences(Travellers travellers) {
    this.travellers = travellers;
  }

  /**
   * What a sentence asks for.
   *
   * @param number whether what is to be done names a number
   */
  public record Read(
      List<Trigger> triggers, Condition condition, List<Step> steps, boolean number) {}

  /** Reads a sentence; empty where it is no rule, or a part of it is not understood. */
  public Optional<Read> read(Request request, Function<Request, Plan> planner) {
    List<TimePhrases> order = new ArrayList<>(languages);
    order.sort((a, b) -> Boolean.compare(speaks(b, request), speaks(a, request)));
    for (TimePhrases phrases : order) {
      Optional<Read> read = byTravel(request, planner, phrases);
      if (read.isEmpty()) {
        read = byTime(request, planner, phrases);
      }
      if (read.isEmpty()) {
        read = byEvent(request, planner, phrases);
      }
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  private static boolean speaks(TimePhrases phrases, Request request) {
    return phrases.locale().getLanguage().equals(request.language().getLanguage());
  }

  /** "When I am twenty minutes away": who that is, the planner says as of any person at home. */
  private Optional<Read> byTravel(
      Request request, Function<Request, Plan> planner, TimePhrases phrases) {
    for (TimePhrases.Phrase near : phrases.of("near")) {
      Matcher matcher = near.pattern().matcher(request.text());
      if (!matcher.find()) {
        continue;
      }
      String who = matcher.group("who").strip();
      Duration within = Recurrence.length(matcher, phrases);
      String wish =
          phrases.trimmed(
              request.text().substring(0, matcher.start())
                  + " "
                  + request.text().substring(matcher.end()));
      if (wish.isEmpty() || within.isZero()) {
        continue;
      }
      List<DeviceId> named =
          phrases.is("self", who)
              ? travellers.self(request.speaker())
              : travellers.vehicles(who, phrases.is("vehicle", who));
      if (!named.isEmpty()) {
        Optional<List<Step>> steps = understood(planner.apply(request.saying(wish)));
        if (steps.isPresent()) {
          return Optional.of(read(nears(named, within), ALWAYS, steps.get(), wish, phrases));
        }
      }
      String asked =
          phrases.spaced() ? wish + " " + phrases.ifHome(who) : phrases.ifHome(who) + wish;
      Optional<List<Step>> steps = understood(planner.apply(request.saying(asked)));
      if (steps.isPresent()
          && steps.get().size() == 1
          && steps.get().getFirst() instanceof Step.When test
          && test.otherwise().isEmpty()) {
        List<DeviceId> people = people(test.condition());
        if (!people.isEmpty()) {
          return Optional.of(read(nears(people, within), ALWAYS, test.then(), wish, phrases));
        }
      }
    }
    return Optional.empty();
  }

  private static Read read(
      List<Trigger> triggers,
      Condition condition,
      List<Step> steps,
      String wish,
      TimePhrases phrases) {
    return new Read(triggers, condition, steps, phrases.numbered(wish));
  }

  private static List<Trigger> nears(List<DeviceId> those, Duration within) {
    return those.stream().<Trigger>map(each -> new Trigger.Nears(each, within)).toList();
  }

  /** The people whose being at home a condition is about; none where it is about more. */
  private static List<DeviceId> people(Condition condition) {
    return switch (condition) {
      case Condition.Is is when is.attribute().equals(Vocabulary.LOCATION) -> List.of(is.device());
      case Condition.All all -> people(all.conditions());
      case Condition.Any any -> people(any.conditions());
      default -> List.of();
    };
  }

  private static List<DeviceId> people(List<Condition> conditions) {
    List<DeviceId> people = new ArrayList<>();
    for (Condition each : conditions) {
      List<DeviceId> some = people(each);
      if (some.isEmpty()) {
        return List.of();
      }
      people.addAll(some);
    }
    return people;
  }

  private static Optional<Read> byTime(
      Request request, Function<Request, Plan> planner, TimePhrases phrases) {
    Recurrence.Found found = Recurrence.in(request.text(), phrases);
    Trigger trigger = found.trigger();
    if (trigger == null || found.rest().isEmpty()) {
      return Optional.empty();
    }
    return understood(planner.apply(request.saying(found.rest())))
        .map(steps ->
            steps.size() == 1
                    && steps.getFirst() instanceof Step.When when
                    && when.otherwise().isEmpty()
                ? read(List.of(trigger), when.condition(), when.then(), found.rest(), phrases)
                : read(List.of(trigger), ALWAYS, steps, found.rest(), phrases));
  }

  private static Optional<Read> byEvent(
      Request request, Function<Request, Plan> planner, TimePhrases phrases) {
    for (TimePhrases.Phrase when : phrases.of("when")) {
      Matcher matcher = when.pattern().matcher(request.text());
      if (!matcher.find()) {
        continue;
      }
      String tail = request.text().substring(matcher.end());
      Duration hold = Duration.ZERO;
      for (TimePhrases.Phrase phrase : phrases.of("hold")) {
        Matcher held = phrase.pattern().matcher(tail);
        if (hold.isZero() && held.find()) {
          hold = Recurrence.length(held, phrases);
          tail = tail.substring(0, held.start()) + " " + tail.substring(held.end());
        }
      }
      for (TimePhrases.Phrase event : phrases.of("event")) {
        tail = event.pattern().matcher(tail).replaceFirst(Matcher.quoteReplacement(event.means()));
      }
      String asked =
          request.text().substring(0, matcher.start())
              + when.means()
              + tail.replaceAll("\\s{2,}", " ");
      Optional<List<Step>> steps = understood(planner.apply(request.saying(asked)));
      if (steps.isPresent()
          && steps.get().size() == 1
          && steps.get().getFirst() instanceof Step.When test
          && test.otherwise().isEmpty()) {
        List<Trigger> triggers = triggers(test.condition(), hold);
        if (!triggers.isEmpty()) {
          boolean several = test.condition() instanceof Condition.All;
          return Optional.of(
              read(triggers, several ? test.condition() : ALWAYS, test.then(), asked, phrases));
        }
      }
    }
    return Optional.empty();
  }

  /** The steps of a plan that was understood whole and can be kept. */
  private static Optional<List<Step>> understood(Plan plan) {
    boolean whole =
        plan.unexplained().isEmpty()
            && plan.all().stream()
                .allMatch(step ->
                    step instanceof Step.Act
                        || step instanceof Step.Message
                        || step instanceof Step.When
                        || step instanceof Step.Wait
                        || step instanceof Step.Parallel
                        || step instanceof Step.StartTimer
                        || step instanceof Step.ChangeList)
            && plan.all().stream().anyMatch(Step::changes);
    return whole ? Optional.of(plan.steps()) : Optional.empty();
  }

  /** What makes a condition come true. */
  private static List<Trigger> triggers(Condition condition, Duration hold) {
    return switch (condition) {
      case Condition.Is is -> List.of(trigger(is, hold));
      case Condition.All all ->
          all.conditions().stream().flatMap(each -> triggers(each, hold).stream()).toList();
      case Condition.Any any ->
          any.conditions().stream().flatMap(each -> triggers(each, hold).stream()).toList();
      case Condition.Not(Condition.Is is) -> opposite(is, hold);
      case Condition.Not not -> List.of();
    };
  }

  private static Trigger trigger(Condition.Is is, Duration hold) {
    if (is.attribute().equals(Vocabulary.LOCATION)
        && is.test() == Condition.Test.EQUAL
        && is.value().equals(Value.of("home"))
        && hold.isZero()) {
      return new Trigger.Presence(is.device(), Trigger.Move.ARRIVES);
    }
    return switch (is.test()) {
      case EQUAL -> new Trigger.Becomes(is.device(), is.attribute(), null, is.value(), hold);
      case NOT_EQUAL ->
          is.value() instanceof Value.Bool(boolean on)
              ? new Trigger.Becomes(is.device(), is.attribute(), null, Value.of(!on), hold)
              : new Trigger.Becomes(is.device(), is.attribute(), is.value(), null, hold);
      case ABOVE, BELOW ->
          new Trigger.Crosses(
              is.device(),
              is.attribute(),
              is.test() == Condition.Test.ABOVE,
              is.value() instanceof Value.Num(double limit) ? limit : 0,
              0,
              hold);
    };
  }

  private static List<Trigger> opposite(Condition.Is is, Duration hold) {
    if (is.attribute().equals(Vocabulary.LOCATION)
        && is.test() == Condition.Test.EQUAL
        && is.value().equals(Value.of("home"))
        && hold.isZero()) {
      return List.of(new Trigger.Presence(is.device(), Trigger.Move.LEAVES));
    }
    return switch (is.test()) {
      case EQUAL ->
          List.of(
              trigger(
                  new Condition.Is(
                      is.device(), is.attribute(), Condition.Test.NOT_EQUAL, is.value()),
                  hold));
      case NOT_EQUAL ->
          List.of(
              trigger(
                  new Condition.Is(is.device(), is.attribute(), Condition.Test.EQUAL, is.value()),
                  hold));
      case ABOVE, BELOW -> List.of();
    };
  }
}
