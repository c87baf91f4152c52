package io.lares.planner.meaning;

import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.Explanation;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.reasoning.ReasoningPlanner;

/**
 * The tiers, one after the other: the grammar answers at once what it understands, and only what it
 * does not is given on, to the sense for meaning and, where that can only ask, to a model.
 */
public final class Tiers implements Planner {
  /** Longer sentences are stories, not wishes. */
  private static final int LONGEST = 200;

  private final GrammarPlanner grammar;
  private final MeaningPlanner meaning;
  private final ReasoningPlanner reasoning;

  public Tiers(GrammarPlanner grammar, MeaningPlanner meaning, ReasoningPlanner reasoning) {
    this.grammar = grammar;
    this.meaning = meaning;
    this.reasoning = reasoning;
  }

  @Override
  public Plan plan(Request request, Situation situation) {
    Plan plan = grammar.plan(request, situation);
    if (request.text().length() > LONGEST || !unsure(plan)) {
      return plan;
    }
    Explanation explanation = grammar.explain(request, situation);
    if (!open(plan, explanation)) {
      return plan;
    }
    Plan meant = meaning.better(plan, request, situation, explanation);
    Plan best = meant == null ? plan : meant;
    if (acts(best)) {
      return best;
    }
    Plan reasoned = reasoning.plan(request, situation, explanation);
    return reasoned == null ? best : reasoned;
  }

  /** True where some part was refused, asked back or put off, or a question was not understood. */
  private boolean unsure(Plan plan) {
    String unclear = grammar.language(plan.language()).say("answer.unclear");
    return plan.steps().stream()
        .anyMatch(step ->
            step instanceof Step.Refuse
                || step instanceof Step.Ask
                || step instanceof Step.SaveAutomation
                || step instanceof Step.Answer answer && answer.text().equals(unclear));
  }

  /** True where words are unexplained or nothing was understood; other reasons stand. */
  private static boolean open(Plan plan, Explanation explanation) {
    String nothing = explanation.pack().say("refuse.understand");
    return !explanation.gaps().isEmpty()
        || plan.steps().stream()
            .anyMatch(step -> step instanceof Step.Refuse refuse && refuse.why().equals(nothing));
  }

  /** True where something is done already; a model is not to do more. */
  private static boolean acts(Plan plan) {
    return plan.all().stream()
        .anyMatch(step -> step.changes() && !(step instanceof Step.SaveAutomation));
  }
}
