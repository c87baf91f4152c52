package io.lares.planner.assist;

import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.grammar.GrammarPlanner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The planner as a service. */
@Component(service = {Planner.class, PlannerComponent.class})
public final class PlannerComponent implements Planner {
  private final GrammarPlanner grammar = new GrammarPlanner();

  @Activate
  public PlannerComponent() {}

  @Override
  public Plan plan(Request request, Situation situation) {
    return grammar.plan(request, situation);
  }

  GrammarPlanner grammar() {
    return grammar;
  }
}
