package io.lares.planner.assist;

import io.lares.home.Home;
import io.lares.kernel.StateView;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.Tier;
import io.lares.planner.grammar.GrammarPlanner;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The grammar first, and the other tiers where it leaves words unexplained. */
public final class Tiers implements Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Tiers.class);

  /** What is longer, in characters, is no wish that somebody says. */
  private static final int LONGEST_FOR_MORE = 1_000;

  private final GrammarPlanner grammar;
  private final Supplier<List<Tier>> more;

  /**
   * Makes one.
   *
   * @param more the tiers behind the grammar that there are at the moment, best first
   */
  public Tiers(GrammarPlanner grammar, Supplier<List<Tier>> more) {
    this.grammar = grammar;
    this.more = more;
  }

  GrammarPlanner grammar() {
    return grammar;
  }

  /** Gets ready for a home, so that its first sentence is as quick as the others; takes a while. */
  public void warm(Home home, StateView state) {
    grammar.warm(home, state);
  }

  @Override
  public Plan plan(Request request, Situation situation) {
    Plan plan = grammar.plan(request, situation);
    boolean all = request.planned() == Request.Planned.BY_MODEL;
    if (!all && !unsure(plan) || request.text().length() > LONGEST_FOR_MORE) {
      return plan;
    }
    for (Tier tier : more.get()) {
      try {
        plan = tier.plan(request, situation, plan).orElse(plan);
      } catch (RuntimeException e) {
        LOG.warn("A tier failed; the plan of the one before stands", e);
      }
      if (!all && !unsure(plan)) {
        return plan;
      }
    }
    return plan;
  }

  /** Does ahead what sentences about a home will need of the tiers behind the grammar. */
  void prepare(Home home) throws InterruptedException {
    for (Tier tier : more.get()) {
      tier.prepare(home);
    }
  }

  private static boolean unsure(Plan plan) {
    return !plan.unexplained().isEmpty()
        || plan.steps().stream().allMatch(Step.Refuse.class::isInstance);
  }
}
