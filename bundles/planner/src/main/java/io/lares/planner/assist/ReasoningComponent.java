package io.lares.planner.assist;

import io.lares.home.Home;
import io.lares.language.LanguageModel;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Tier;
import io.lares.planner.reasoning.ReasoningPlanner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The reasoning tier as a service, with whatever language models there are. */
@Component(service = Tier.class, property = "service.ranking:Integer=100")
public final class ReasoningComponent implements Tier {
  /** How long a model may take for an answer. */
  private static final Duration TIME = Duration.ofSeconds(20);

  private final List<LanguageModel> models = new CopyOnWriteArrayList<>();
  private final ReasoningPlanner planner;

  @Activate
  public ReasoningComponent(@Reference GrammarComponent grammar) {
    this.planner = new ReasoningPlanner(grammar.planner(), () -> models, TIME);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeModel")
  void addModel(LanguageModel model) {
    models.add(model);
  }

  void removeModel(LanguageModel model) {
    models.remove(model);
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
