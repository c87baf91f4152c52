package io.lares.planner.meaning;

import io.lares.home.Command;
import io.lares.language.LanguageException;
import io.lares.language.MeaningIndex.Match;
import io.lares.language.SentenceEncoder;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.Explanation;
import io.lares.planner.grammar.GrammarPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meaning tier: what the grammar could not explain is put into words that it can, and goes
 * through it again. So one way plans, policy stands behind it, and people can be shown the words.
 * Acts only on what is harmless and was near enough by measured levels; else asks, or lets the
 * grammar's answer stand.
 */
public final class MeaningPlanner {
  /** What a result of this tier is marked with. */
  public static final String TIER = "meaning";

  private static final Logger LOG = LoggerFactory.getLogger(MeaningPlanner.class);
  private static final int MOST_OPTIONS = 3;
  private static final int OPTIONS_OF_ONE = 2;

  /** Longer sentences are stories, not wishes. */
  private static final int LONGEST = 200;

  private final GrammarPlanner grammar;
  private final Senses senses;
  private final WishTable table = WishTable.load();

  /**
   * Makes the tier; loads nothing yet.
   *
   * @param encoders the encoders that there are at the moment of asking; may be none
   * @param patience how long a sentence may wait for an encoder that is being loaded
   */
  public MeaningPlanner(
      GrammarPlanner grammar,
      Supplier<? extends Collection<SentenceEncoder>> encoders,
      Duration patience) {
    this.grammar = grammar;
    this.senses = new Senses(encoders, patience);
  }

  /**
   * A better plan than the grammar's, or null where there is none.
   *
   * @param plan the grammar's
   */
  public @Nullable Plan better(Plan plan, Request request, Situation situation) {
    if (request.text().length() > LONGEST || !unsure(plan)) {
      return null;
    }
    Explanation explanation = grammar.explain(request, situation);
    if (explanation.question() || !open(plan, explanation)) {
      return null;
    }
    try {
      Sense sense = senses.of(explanation.pack());
      return sense == null
          ? null
          : new Work(sense, plan, request, situation, explanation).better();
    } catch (LanguageException e) {
      LOG.debug("no meaning for a sentence", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** True where some part was refused or asked back. */
  private static boolean unsure(Plan plan) {
    return plan.steps().stream()
        .anyMatch(step -> step instanceof Step.Refuse || step instanceof Step.Ask);
  }

  /** True where words are unexplained or nothing was understood; other reasons stand. */
  private static boolean open(Plan plan, Explanation explanation) {
    String nothing = explanation.pack().say("refuse.understand");
    return !explanation.gaps().isEmpty()
        || plan.steps().stream()
            .anyMatch(step -> step instanceof Step.Refuse refuse && refuse.why().equals(nothing));
  }

  /** One sentence under way. */
  private final class Work {
    private final Sense sense;
    private final Plan plan;
    private final Request request;
    private final Situation situation;
    private final Explanation explanation;
    private final Readings readings;

    Work(
        Sense sense,
        Plan plan,
        Request request,
        Situation situation,
        Explanation explanation) {
      this.sense = sense;
      this.plan = plan;
      this.request = request;
      this.situation = situation;
      this.explanation = explanation;
      this.readings = new Readings(grammar, table, sense, request, situation, explanation);
    }

    @Nullable Plan better() throws LanguageException, InterruptedException {
      boolean idle = plan.all().stream().noneMatch(Step::changes);
      List<Match<String>> wishes = idle ? wishes() : List.of();
      boolean confident = !wishes.isEmpty() && confident(wishes);
      if (confident) {
        Plan wished = wished(wishes, true);
        if (wished != null) {
          return wished;
        }
      }
      Plan reworded = reworded(idle);
      return reworded != null || confident || wishes.isEmpty() ? reworded : wished(wishes, false);
    }

    /** The wishes near enough to speak of; none where the sentence is nearer to other talk. */
    private List<Match<String>> wishes() throws LanguageException, InterruptedException {
      List<Match<String>> near = sense.wishes(request.text().strip(), 3);
      if (near.getFirst().label().equals(WishBook.OTHER)) {
        return List.of();
      }
      return near.stream()
          .filter(match ->
              match.cosine() >= sense.levels().ask() && !match.label().equals(WishBook.OTHER))
          .toList();
    }

    private boolean confident(List<Match<String>> wishes)
        throws LanguageException, InterruptedException {
      Match<String> best = wishes.getFirst();
      double next = sense.wishes(request.text().strip(), 2).getLast().cosine();
      return best.cosine() >= sense.levels().act()
          && best.cosine() - next >= sense.levels().margin();
    }

    private @Nullable Plan wished(List<Match<String>> wishes, boolean confident)
        throws LanguageException, InterruptedException {
      List<Readings.Proposal> first = readings.of(wishes.getFirst().label());
      List<Readings.Proposal> sure = first.stream().filter(Readings.Proposal::sure).toList();
      if (confident && sure.size() == 1) {
        return told(sure.getFirst().plan(), words -> request.text().strip());
      }
      Set<String> options = new java.util.LinkedHashSet<>();
      if (confident || wishes.size() == 1) {
        first.stream().limit(MOST_OPTIONS).forEach(each -> options.add(each.sentence()));
      } else {
        for (Match<String> wish : wishes) {
          readings.of(wish.label()).stream()
              .limit(OPTIONS_OF_ONE)
              .forEach(each -> options.add(each.sentence()));
        }
      }
      return options.isEmpty() ? null : asked(options);
    }

    private Plan asked(Set<String> options) {
      List<String> few = options.stream().limit(MOST_OPTIONS).toList();
      String question = sense.book().say(few.size() == 1 ? "question.one" : "question");
      return new Plan(
          List.of(new Step.Ask(question, few, request.text().strip())),
          explanation.pack().locale(),
          TIER);
    }

    /** The sentence with words that the grammar knows, where all of it is understood then. */
    private @Nullable Plan reworded(boolean idle) throws LanguageException, InterruptedException {
      Rewriter.Rewritten other = new Rewriter(sense).rewritten(request, situation, explanation);
      if (other == null) {
        return null;
      }
      Request again =
          new Request(
              other.text(), explanation.pack().locale(), request.speaker(), request.area());
      Plan full = grammar.plan(again, situation);
      if (!whole(full)) {
        return null;
      }
      if (other.sure() && Readings.harmless(full, situation.home())) {
        return told(full, other::asSaid);
      }
      return idle ? asked(Set.of(other.text().strip())) : null;
    }

    /** True where all parts are understood, and what was to be done before still is. */
    private boolean whole(Plan full) {
      Set<Command> commands = new HashSet<>();
      for (Step step : full.all()) {
        if (!(step instanceof Step.Act)) {
          return false;
        }
        commands.addAll(step.sends());
      }
      return !commands.isEmpty()
          && plan.all().stream().allMatch(step -> commands.containsAll(step.sends()));
    }

    /** The same deeds, told as deeds of this tier and with the words that were said. */
    private Plan told(Plan done, java.util.function.UnaryOperator<String> words) {
      List<Step> steps = new ArrayList<>();
      for (Step step : done.steps()) {
        steps.add(
            step instanceof Step.Act act
                ? new Step.Act(act.commands(), act.summary(), words.apply(act.words()))
                : step);
      }
      return new Plan(steps, done.language(), TIER);
    }
  }
}
