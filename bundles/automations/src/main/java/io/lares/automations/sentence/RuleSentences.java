package io.lares.automations.sentence;

import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.home.AttributeId;
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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Rules from sentences: the recurring time is cut out, or "whenever" becomes "if", and the planner
 * reads what is left as any other sentence.
 */
public final class RuleSentences {
  private static final Condition ALWAYS = new Condition.All(List.of());

  private final List<TimePhrases> languages = TimePhrases.all();

  private final Things things;

  public RuleSentences(Things things) {
    this.things = things;
  }

  /**
   * What a sentence asks for.
   *
   * @param during when in the day; empty for always
   * @param open what is left open of what is to be done
   */
  public record Read(
      List<Trigger> triggers,
      Condition condition,
      List<During> during,
      List<Step> steps,
      Open open) {
    private Read leaving(Open other) {
      return new Read(triggers, condition, during, steps, other);
    }
  }

  /**
   * What a wish leaves to what its speaker likes when it is done.
   *
   * @param liked true where they say that it is to be as they like it
   * @param named of which attribute alone they say so; null for whatever they may like of it
   * @param side whether less or more is wished, without how much
   */
  public record Open(boolean liked, @Nullable AttributeId named, Step.AsLiked.Side side) {
    /** All is said. */
    public static final Open NOTHING = new Open(false, null, Step.AsLiked.Side.ANY);

    /** What a wish leaves open that does not say so itself. */
    static Open of(String wish, TimePhrases phrases) {
      return phrases.numbered(wish)
          ? NOTHING
          : new Open(false, Vocabulary.TARGET_TEMPERATURE, Likes.side(wish, phrases));
    }
  }

  /**
   * Reads a sentence; empty where it is no rule, or a part of it is not understood.
   *
   * @throws IllegalArgumentException where it is a rule and what is to be done is not understood,
   *     in words for people
   */
  public Optional<Read> read(Request request, Function<Request, Plan> planner) {
    List<TimePhrases> order = new ArrayList<>(languages);
    order.sort((a, b) -> Boolean.compare(speaks(b, request), speaks(a, request)));
    List<String> halves = new ArrayList<>();
    for (TimePhrases phrases : order) {
      Recurrence.uneven(request.text(), phrases)
          .ifPresent(words -> {
            throw new IllegalArgumentException(phrases.told("uneven-words", words));
          });
    }
    for (TimePhrases phrases : order) {
      for (Likes.Left left : Likes.in(request.text(), phrases)) {
        Optional<Read> read = read(request.saying(left.text()), planner, phrases, halves);
        if (read.isPresent()) {
          return read.map(all -> all.leaving(left.open()));
        }
      }
      Optional<Read> read = read(request, planner, phrases, halves);
      if (read.isPresent()) {
        return read;
      }
    }
    if (!halves.isEmpty()) {
      // To do at once what was meant for later would be worse than nothing.
      throw new IllegalArgumentException(halves.getFirst());
    }
    return Optional.empty();
  }

  /**
   * Reads it in one language.
   *
   * @param halves takes what is to be told where it was understood when, and not what
   */
  private Optional<Read> read(
      Request request, Function<Request, Plan> planner, TimePhrases phrases, List<String> halves) {
    Optional<Read> read = byTravel(request, planner, phrases);
    if (read.isEmpty()) {
      read = byClauses(request, planner, phrases, halves);
    }
    if (read.isEmpty()) {
      read = byTime(request, planner, phrases, halves);
    }
    return read.isEmpty() ? byEvent(request, planner, phrases) : read;
  }

  /** That a rule needs to know where the home is, in words for people. */
  public String placeMissing(Locale language) {
    return languages.stream()
        .filter(phrases -> phrases.locale().getLanguage().equals(language.getLanguage()))
        .findFirst()
        .orElse(languages.getFirst())
        .told("no-place", "");
  }

  private static boolean speaks(TimePhrases phrases, Request request) {
    return phrases.locale().getLanguage().equals(request.language().getLanguage());
  }

  /** "When I am twenty minutes away": who that is, the planner says as of any person at home. */
  private Optional<Read> byTravel(
      Request request, Function<Request, Plan> planner, TimePhrases phrases) {
    for (TimePhrases.Phrase near : phrases.of("near")) {
      Matcher matcher = near.pattern().matcher(phrases.plain(request.text()));
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
              ? things.self(request.speaker())
              : things.vehicles(who, phrases.is("vehicle", who));
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
    return new Read(triggers, condition, List.of(), steps, Open.of(wish, phrases));
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

  /** "When this happens while that is so, do it": each part is read by itself. */
  private Optional<Read> byClauses(
      Request request, Function<Request, Plan> planner, TimePhrases phrases, List<String> halves) {
    for (Clauses clauses : Clauses.of(request.text(), phrases)) {
      Trigger at = Recurrence.in(clauses.event(), phrases).trigger();
      boolean timed =
          at instanceof Trigger.Sun
              ? clauses.tests().isEmpty() && clauses.during().isEmpty()
              : at != null || Recurrence.in(clauses.deed(), phrases).trigger() != null;
      if (!timed) {
        ClauseReader reader = new ClauseReader(request, planner, phrases, things);
        Optional<Read> read = reader.read(clauses);
        if (read.isPresent()) {
          return read;
        }
        if (reader.happens(clauses)) {
          halves.add(reader.trouble(clauses));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Read> byTime(
      Request request, Function<Request, Plan> planner, TimePhrases phrases, List<String> halves) {
    Recurrence.Found found = Recurrence.in(request.text(), phrases);
    Trigger trigger = found.trigger();
    if (trigger == null || found.rest().isEmpty()) {
      return Optional.empty();
    }
    Plan plan = planner.apply(request.saying(phrases.deed(found.rest(), found.rest())));
    Optional<List<Step>> wish = understood(plan);
    if (wish.isEmpty() && !told(planner.apply(request))) {
      halves.add(refusal(plan).orElseGet(() -> phrases.told("half", found.rest())));
    }
    return wish.map(steps ->
        steps.size() == 1
                && steps.getFirst() instanceof Step.When when
                && when.otherwise().isEmpty()
            ? read(List.of(trigger), when.condition(), when.then(), found.rest(), phrases)
            : read(List.of(trigger), ALWAYS, steps, found.rest(), phrases));
  }

  /** Whether a plan answers something or notes it down, for which no time is needed. */
  private static boolean told(Plan plan) {
    return plan.all().stream()
        .anyMatch(step -> step instanceof Step.Answer || step instanceof Step.ChangeList);
  }

  /** Why a part of a plan can't be; empty where nothing was understood of it. */
  static Optional<String> refusal(Plan plan) {
    return plan.all().stream()
        .filter(Step.Refuse.class::isInstance)
        .map(Step.Refuse.class::cast)
        .filter(refuse -> plan.unexplained().isEmpty())
        .map(Step.Refuse::why)
        .findFirst();
  }

  private static Optional<Read> byEvent(
      Request request, Function<Request, Plan> planner, TimePhrases phrases) {
    if (Clauses.tests(request.text(), phrases)) {
      return Optional.empty();
    }
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
        tail = event.pattern().matcher(tail).replaceFirst(event.means());
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
  static Optional<List<Step>> understood(Plan plan) {
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
  static List<Trigger> triggers(Condition condition, Duration hold) {
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
