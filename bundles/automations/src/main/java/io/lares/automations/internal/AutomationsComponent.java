package io.lares.automations.internal;

import io.lares.automations.Automations;
import io.lares.automations.sentence.RuleQuestions;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import io.lares.planner.Explainer;
import io.lares.planner.Informant;
import io.lares.planner.Keeper;
import io.lares.planner.Wording;
import io.lares.store.Journal;
import io.lares.store.Settings;
import java.time.Clock;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The automations of the home that the hub serves. They are registered as they are, so that nothing
 * has to hand each call on.
 */
@Component(
    service = {},
    immediate = true)
public final class AutomationsComponent {
  private final HomeAutomations automations;
  private final List<ServiceRegistration<?>> services;

  @Activate
  public AutomationsComponent(
      BundleContext context,
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
    automations.tick();
    RuleQuestions questions = new RuleQuestions(automations::words);
    services =
        List.of(
            context.registerService(Automations.class, automations, null),
            context.registerService(Explainer.class, automations::why, null),
            context.registerService(
                Informant.class, request -> questions.answer(request, automations.all()), null),
            context.registerService(
                Keeper.class,
                new SaidRules(automations, kernel.registry()::home, kernel.state()),
                null));
  }

  @Deactivate
  void deactivate() {
    services.forEach(ServiceRegistration::unregister);
    automations.close();
  }
}
