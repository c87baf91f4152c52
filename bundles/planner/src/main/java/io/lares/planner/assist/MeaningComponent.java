package io.lares.planner.assist;

import io.lares.language.SentenceEncoder;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Tier;
import io.lares.planner.meaning.MeaningPlanner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The meaning tier as a service, with whatever sentence encoders there are. */
@Component(service = Tier.class, property = "service.ranking:Integer=200")
public final class MeaningComponent implements Tier {
  /** How long a sentence waits for an encoder that is being loaded. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<SentenceEncoder> encoders = new CopyOnWriteArrayList<>();
  private final MeaningPlanner planner;

  @Activate
  public MeaningComponent(@Reference GrammarComponent grammar) {
    this.planner = new MeaningPlanner(grammar.planner(), () -> encoders, PATIENCE);
  }

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

  @Override
  public Optional<Plan> plan(Request request, Situation situation, Plan before) {
    return planner.plan(request, situation, before);
  }
}
