package io.lares.planner.assist;

import io.lares.planner.grammar.GrammarPlanner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The one grammar of the hub, with what it knows of the home, for the planner and its tiers. */
@Component(service = GrammarComponent.class)
public final class GrammarComponent {
  private final GrammarPlanner planner = new GrammarPlanner();

  @Activate
  public GrammarComponent() {}

  GrammarPlanner planner() {
    return planner;
  }
}
