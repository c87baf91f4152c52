package io.lares.planner.assist;

import io.lares.language.LanguageModel;
import io.lares.language.SentenceEncoder;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.meaning.MeaningPlanner;
import io.lares.planner.meaning.Tiers;
import io.lares.planner.reasoning.ReasoningPlanner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The planner as a service: the grammar, and what else there is. */
@Component(service = {Planner.class, PlannerComponent.class})
public final class PlannerComponent implements Planner {
  /** How long somebody who waits for an answer waits for an encoder to load. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The same for commands, whose results should not depend on how busy the machine is. */
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);

  /** How long a model may take for an answer. */
  private static final Duration MODEL_TIME = Duration.ofSeconds(20);

  private final GrammarPlanner grammar = new GrammarPlanner();
  private final List<SentenceEncoder> encoders = new CopyOnWriteArrayList<>();
  private final List<LanguageModel> models = new CopyOnWriteArrayList<>();
  private final ReasoningPlanner reasoning = new ReasoningPlanner(() -> models, MODEL_TIME);
  private final Planner tiers = tiers(PATIENCE);

  @Activate
  public PlannerComponent() {}

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeEncoder")
  void addEncoder(SentenceEncoder encoder) {
    encoders.add(encoder);
  }

  void removeEncoder(SentenceEncoder encoder) {
    encoders.remove(encoder);
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
  public Plan plan(Request request, Situation situation) {
    return tiers.plan(request, situation);
  }

  /** The same tiers for somebody who would rather wait than miss one. */
  public Planner patient() {
    return tiers(LONG_PATIENCE);
  }

  /** The first tier, which also puts plans into words. */
  public GrammarPlanner grammar() {
    return grammar;
  }

  private Planner tiers(Duration patience) {
    return new Tiers(grammar, new MeaningPlanner(grammar, () -> encoders, patience), reasoning);
  }
}
