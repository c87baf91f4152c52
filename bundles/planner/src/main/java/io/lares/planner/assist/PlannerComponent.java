package io.lares.planner.assist;

import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Tier;
import io.lares.planner.grammar.GrammarPlanner;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The planner as a service: the grammar and whatever tiers there are behind it. */
@Component(service = {Planner.class, PlannerComponent.class})
public final class PlannerComponent implements Planner {
  private final Map<ServiceReference<Tier>, Tier> more =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final Tiers tiers;

  @Activate
  public PlannerComponent(@Reference GrammarComponent grammar) {
    this.tiers = new Tiers(grammar.planner(), () -> List.copyOf(more.values()));
  }

  @Reference(
      service = Tier.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeTier")
  void addTier(ServiceReference<Tier> reference, Tier tier) {
    more.put(reference, tier);
  }

  void removeTier(ServiceReference<Tier> reference) {
    more.remove(reference);
  }

  @Override
  public Plan plan(Request request, Situation situation) {
    return tiers.plan(request, situation);
  }

  /** The tiers, for the command line, which plans for homes of its own. */
  public Tiers tiers() {
    return tiers;
  }

  GrammarPlanner grammar() {
    return tiers.grammar();
  }
}
