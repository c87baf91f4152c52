package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.planner.Assistant;
import io.lares.planner.Executor;
import io.lares.planner.Explainer;
import io.lares.planner.Informant;
import io.lares.planner.Keeper;
import io.lares.planner.Likings;
import io.lares.planner.Lists;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import io.lares.planner.household.TimersComponent;
import io.lares.planner.language.LanguagePack;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The assistant of the home that the hub serves, as a service. Works without a journal, too. */
@Component(service = {Assistant.class, Executor.class})
public final class AssistantComponent implements Assistant, Executor {
  private final HomeAssistant assistant;
  private final Warmth warmth;
  private final List<Keeper> keepers = new CopyOnWriteArrayList<>();
  private final List<Explainer> explainers = new CopyOnWriteArrayList<>();
  private final List<Informant> informants = new CopyOnWriteArrayList<>();
  private volatile @Nullable Journal journal;
  private volatile Likings likings = Likings.NONE;

  @Activate
  public AssistantComponent(
      @Reference PlannerComponent planner,
      @Reference Kernel kernel,
      @Reference TimersComponent timers,
      @Reference Lists lists) {
    this.warmth = new Warmth(kernel, planner.tiers());
    this.assistant =
        new HomeAssistant(
            planner.tiers(),
            kernel,
            timers,
            lists,
            this::record,
            Clock.systemDefaultZone(),
            warmth::soon,
            new HomeAssistant.Neighbours(
                () -> keepers, () -> explainers, () -> informants, () -> likings));
    if (lists.all().isEmpty()) {
      LanguagePack words = planner.grammar().language(kernel.registry().home().language());
      lists.create("shopping", words.say("name.shopping"));
      lists.create("todo", words.say("name.todo"));
    }
    timers.onRing(assistant::rung);
    warmth.soon();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetJournal")
  void setJournal(Journal service) {
    journal = service;
  }

  void unsetJournal(Journal service) {
    if (journal == service) {
      journal = null;
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addKeeper(Keeper keeper) {
    keepers.add(keeper);
  }

  void removeKeeper(Keeper keeper) {
    keepers.remove(keeper);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExplainer(Explainer explainer) {
    explainers.add(explainer);
  }

  void removeExplainer(Explainer explainer) {
    explainers.remove(explainer);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addInformant(Informant informant) {
    informants.add(informant);
  }

  void removeInformant(Informant informant) {
    informants.remove(informant);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetLikings")
  void setLikings(Likings service) {
    likings = service;
  }

  void unsetLikings(Likings service) {
    if (likings == service) {
      likings = Likings.NONE;
    }
  }

  @Deactivate
  void deactivate() {
    warmth.close();
    assistant.close();
  }

  @Override
  public Turn ask(Request request, Consumer<Turn> progress) {
    return assistant.ask(request, progress);
  }

  @Override
  public Optional<Turn> answer(String turn, Actor by, boolean yes, Consumer<Turn> progress) {
    return assistant.answer(turn, by, yes, progress);
  }

  @Override
  public Running start(Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
    return assistant.start(plan, request, intent, ended);
  }

  @Override
  public Running startConsiderate(
      Plan plan, Request request, Intent intent, BooleanSupplier urgent, Consumer<Turn> ended) {
    return assistant.startConsiderate(plan, request, intent, urgent, ended);
  }

  private void record(Instant time, Intent intent, Request request) {
    Journal service = journal;
    if (service != null) {
      AreaId area = request.area();
      service.append(
          new JournalEntry.Asked(
              time,
              intent.id(),
              intent.actor(),
              intent.text(),
              area == null ? null : area.value()));
    }
  }
}
