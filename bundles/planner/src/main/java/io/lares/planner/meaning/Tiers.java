package io.lares.planner.meaning;

import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.grammar.GrammarPlanner;

/**
 * The tiers, one after the other: the grammar answers at once what it understands, and only what it
 * does not is given on.
 */
public final class Tiers implements Planner {
  private final GrammarPlanner grammar;
  private final MeaningPlanner meaning;

  public Tiers(GrammarPlanner grammar, MeaningPlanner meaning) {
    this.grammar = grammar;
    this.meaning = meaning;
  }

  @Override
  public Plan plan(Request request, Situation situation) {
    Plan plan = grammar.plan(request, situation);
    Plan better = meaning.better(plan, request, situation);
    return better == null ? plan : better;
  }
}
