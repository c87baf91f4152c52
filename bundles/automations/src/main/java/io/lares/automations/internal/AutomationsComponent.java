package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.Automations;
import io.lares.automations.Place;
import io.lares.automations.Trace;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import io.lares.planner.Explainer;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Wording;
import io.lares.store.Journal;
import io.lares.store.Settings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The automations of the home that the hub serves. */
@Component(
    service = {Automations.class, Keeper.class, Explainer.class},
    immediate = true)
public final class AutomationsComponent implements Automations, Keeper, Explainer {
  private final HomeAutomations automations;
  private final SaidRules said;

  @Activate
  public AutomationsComponent(
      @Reference Kernel kernel,
      @Reference Executor executor,
      @Reference Wording wording,
      @Reference Settings settings,
      @Reference Journal journal) {
    automations =
        new HomeAutomations(
            kernel,
            executor,
            wording,
            settings,
            journal,
            Clock.systemDefaultZone(),
            System::nanoTime);
    said = new SaidRules(automations);
    automations.tick();
  }

  @Deactivate
  void deactivate() {
    automations.close();
  }

  @Override
  public Optional<Proposal> propose(Step step, Request request, Function<Request, Plan> planner) {
    return said.propose(step, request, planner);
  }

  @Override
  public List<Automation> all() {
    return automations.all();
  }

  @Override
  public Optional<Automation> find(String id) {
    return automations.find(id);
  }

  @Override
  public void save(Automation automation) {
    automations.save(automation);
  }

  @Override
  public boolean remove(String id) {
    return automations.remove(id);
  }

  @Override
  public boolean enable(String id, boolean on) {
    return automations.enable(id, on);
  }

  @Override
  public boolean run(String id, Actor by) {
    return automations.run(id, by);
  }

  @Override
  public DryRun dryRun(Automation automation, Locale language) {
    return automations.dryRun(automation, language);
  }

  @Override
  public List<Trace> traces(String id) {
    return automations.traces(id);
  }

  @Override
  public String why(DeviceId device, AttributeId attribute, Locale language) {
    return automations.why(device, attribute, language);
  }

  @Override
  public String told(Trace trace, Locale language) {
    return automations.told(trace, language);
  }

  @Override
  public String words(Automation automation, Locale language) {
    return automations.words(automation, language);
  }

  @Override
  public String written(Automation automation) {
    return automations.written(automation);
  }

  @Override
  public Automation read(String text, Automation.Origin origin) {
    return automations.read(text, origin);
  }

  @Override
  public String exported() {
    return automations.exported();
  }

  @Override
  public int imported(String yaml, Actor by) {
    return automations.imported(yaml, by);
  }

  @Override
  public Optional<Place> place() {
    return automations.place();
  }

  @Override
  public ZoneId zone() {
    return automations.zone();
  }

  @Override
  public void live(Place place, ZoneId zone) {
    automations.live(place, zone);
  }
}
