package io.lares.planner.meaning;

import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Vocabulary;
import io.lares.language.LanguageException;
import io.lares.language.SentenceEncoder;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.Tier;
import io.lares.planner.grammar.Explanation;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.language.LanguagePack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meaning tier: what the grammar could not explain is put into words that it can, and goes
 * through it again. So one way plans, policy stands behind it, and people can be shown the words.
 * Acts only on what is harmless and was near enough by measured levels; else asks, or lets the
 * grammar's answer stand.
 */
public final class MeaningPlanner implements Tier {
  /** What a result of this tier is marked with. */
  public static final String TIER = "meaning";

  private static final Logger LOG = LoggerFactory.getLogger(MeaningPlanner.class);
  private static final int MOST_OPTIONS = 3;
  private static final int OPTIONS_OF_ONE = 2;

  /** Longer sentences are stories, not wishes. */
  private static final int LONGEST = 200;

  private final GrammarPlanner grammar;
  private final Senses senses;

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

  @Override
  public Optional<Plan> plan(Request request, Situation situation, Plan before) {
    if (request.text().length() > LONGEST) {
      return Optional.empty();
    }
    Explanation explanation = grammar.explain(request, situation);
    return explanation.open(before)
        ? Optional.ofNullable(better(before, request, situation, explanation))
        : Optional.empty();
  }

  private @Nullable Plan better(
      Plan plan, Request request, Situation situation, Explanation explanation) {
    try {
      Sense sense = senses.of(explanation.pack());
      return sense == null ? null : new Work(sense, plan, request, situation, explanation).better();
    } catch (LanguageException e) {
      LOG.debug("no meaning for a sentence", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** One sentence under way. */
  private final class Work {
    private final Sense sense;
    private final Plan plan;
    private final Request request;
    private final Situation situation;
    private final Explanation explanation;
    private final Readings readings;

    Work(Sense sense, Plan plan, Request request, Situation situation, Explanation explanation) {
      this.sense = sense;
      this.plan = plan;
      this.request = request;
      this.situation = situation;
      this.explanation = explanation;
      this.readings = new Readings(grammar, sense, request, situation, explanation);
    }

    @Nullable Plan better() throws LanguageException, InterruptedException {
      boolean idle =
          plan.all().stream()
              .noneMatch(step -> step.changes() && !(step instanceof Step.SaveAutomation));
      boolean later = plan.all().stream().anyMatch(Step.SaveAutomation.class::isInstance);
      Wished wished = idle ? Wished.of(sense, explanation.unplaced()) : Wished.NOTHING;
      if (later) {
        return wished.confident() ? asked(options(wished)) : null;
      }
      if (explanation.question()) {
        return idle ? asked(all(wished)) : null;
      }
      if (wished.confident()) {
        Readings.Proposal sure = Readings.sure(readings.of(wished.names().getFirst()));
        if (sure != null) {
          return told(sure.plan(), words -> request.text().strip());
        }
        Set<String> options = options(wished);
        if (!options.isEmpty()) {
          return asked(options);
        }
      }
      Plan reworded = reworded(idle);
      if (reworded != null || command()) {
        return reworded;
      }
      return asked(idle ? all(wished) : options(wished));
    }

    /** With sentences about what only this home has: of each the likeliest first. */
    private Set<String> all(Wished wished) throws LanguageException, InterruptedException {
      Purposes purposes = new Purposes(sense, readings, situation, explanation);
      List<String> wishes = new ArrayList<>(options(wished));
      if (wishes.isEmpty()) {
        purposes.helping(wished.names()).forEach(each -> wishes.add(each.sentence()));
      }
      List<Readings.Proposal> own = purposes.of(explanation.unplaced());
      Set<String> options = new LinkedHashSet<>(wishes.stream().limit(1).toList());
      own.stream().limit(1).forEach(each -> options.add(each.sentence()));
      options.addAll(wishes);
      own.forEach(each -> options.add(each.sentence()));
      return options;
    }

    /**
     * True for "turn on the doorbell": a command for something that is not here. It would be
     * understood if a device's name stood where the unknown words stand.
     */
    private boolean command() {
      Device known =
          situation.home().devices().stream()
              .filter(device -> device.attribute(Vocabulary.ON_OFF) != null)
              .findFirst()
              .orElse(null);
      if (known == null || explanation.gaps().isEmpty() || !explanation.bids()) {
        return false;
      }
      StringBuilder filled = new StringBuilder();
      int copied = 0;
      for (Explanation.Gap gap : explanation.gaps()) {
        filled
            .append(request.text(), copied, gap.from())
            .append(' ')
            .append(explanation.name(known))
            .append(' ');
        copied = gap.to();
      }
      filled.append(request.text().substring(copied));
      return grammar.plan(again(filled.toString()), situation).steps().stream()
          .allMatch(Step.Act.class::isInstance);
    }

    private Request again(String text) {
      return new Request(text, explanation.pack().locale(), request.speaker(), request.area());
    }

    /** Sentences that would do what is wished for; of several wishes a few each. */
    private Set<String> options(Wished wished) throws LanguageException, InterruptedException {
      Set<String> options = new LinkedHashSet<>();
      int most = wished.names().size() > 1 ? OPTIONS_OF_ONE : MOST_OPTIONS;
      for (String name : wished.names()) {
        readings.of(name).stream().limit(most).forEach(each -> options.add(each.sentence()));
      }
      return options;
    }

    private @Nullable Plan asked(Set<String> options) {
      List<String> few = options.stream().limit(MOST_OPTIONS).toList();
      String key = few.size() == 1 ? "question.one" : "question";
      return few.isEmpty()
          ? null
          : asked(sense.book().say(key, explanation.pack().list("or", few)), few);
    }

    /** The words of the meaning tier are written as the language's first script is. */
    private Plan asked(String question, List<String> options) {
      LanguagePack pack = explanation.pack();
      List<String> written = options.stream().map(pack::written).toList();
      return new Plan(
          List.of(new Step.Ask(pack.written(question), written, request.text().strip())),
          pack.locale(),
          TIER,
          plan.unexplained());
    }

    /** The sentence with words that the grammar knows, where all of it is understood then. */
    private @Nullable Plan reworded(boolean idle) throws LanguageException, InterruptedException {
      Rewriter.Rewritten other = new Rewriter(sense).rewritten(request, situation, explanation);
      if (other == null) {
        return null;
      }
      Plan full = grammar.plan(again(other.text()), situation);
      if (!whole(full)) {
        return null;
      }
      if (other.sure() && Readings.harmless(full, situation.home())) {
        return told(full, other::asSaid);
      }
      String text = other.text().strip();
      return idle ? asked(sense.book().say("question.word", text), List.of(text)) : null;
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
    private Plan told(Plan done, UnaryOperator<String> words) {
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
