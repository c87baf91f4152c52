package io.lares.planner.assist;

import io.lares.home.Home;
import io.lares.language.LanguageModel;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Tier;
import io.lares.planner.reasoning.ReasoningPlanner;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The reasoning tier as a service, with whatever language models there are, best rank first. */
@Component(service = Tier.class, property = "service.ranking:Integer=100")
public final class ReasoningComponent implements Tier {
  /** How long a model may take for an answer. */
  private static final Duration TIME = Duration.ofSeconds(20);

  private final Map<ServiceReference<LanguageModel>, LanguageModel> models =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final ReasoningPlanner planner;

  @Activate
  public ReasoningComponent(@Reference GrammarComponent grammar) {
    this.planner = new ReasoningPlanner(grammar.planner(), models::values, TIME);
  }

  @Reference(
      service = LanguageModel.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeModel")
  void addModel(ServiceReference<LanguageModel> reference, LanguageModel model) {
    models.put(reference, model);
  }

  void removeModel(ServiceReference<LanguageModel> reference) {
    models.remove(reference);
  }

  @Override
  public Optional<Plan> plan(Request request, Situation situation, Plan before) {
    return planner.plan(request, situation, before);
  }

  @Override
  public void prepare(Home home) throws InterruptedException {
    planner.prepare(home);
  }
}
