package io.lares.habits.internal;

import io.lares.automations.Automations;
import io.lares.habits.Habits;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.kernel.Change;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Kernel;
import io.lares.store.Journal;
import io.lares.store.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The habits of the home that the hub serves: first what the journal holds, then what happens. */
@Component(service = Habits.class, immediate = true)
public final class HabitsComponent extends HomeHabits implements AutoCloseable {
  private static final int WAITING = 65_536;
  private static final Duration GATHERING = Duration.ofSeconds(2);

  private final SunOfHome sun;
  private final EventFeed.Subscription subscription;
  private final Thread past;

  @Activate
  public HabitsComponent(
      @Reference Kernel kernel, @Reference Journal journal, @Reference Settings settings) {
    this(kernel, journal, settings, Clock.systemDefaultZone());
  }

  HabitsComponent(Kernel kernel, Journal journal, Settings settings, Clock clock) {
    this(kernel, journal, settings, clock, new SunOfHome(clock.getZone()));
  }

  private HabitsComponent(
      Kernel kernel, Journal journal, Settings settings, Clock clock, SunOfHome sun) {
    super(
        new Learner(clock.getZone(), sun, id -> kernel.registry().home().device(id)),
        () -> kernel.registry().home(),
        settings,
        clock);
    this.sun = sun;
    Past history = new Past(journal, clock);
    past =
        Thread.ofVirtual()
            .name("habits-past")
            .start(() -> {
              history.tell(this::happened);
              lookAgain();
            });
    subscription =
        kernel
            .events()
            .only(Set.of(Change.class))
            .subscribe("habits", WAITING, EventFeed.Overflow.LATEST, GATHERING, this::live);
  }

  /** The automations know where the home is; without them the sun is not known. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetAutomations")
  void setAutomations(Automations automations) {
    sun.over(automations::place);
    lookAgain();
  }

  void unsetAutomations(Automations automations) {
    sun.over(Optional::empty);
  }

  private void live(List<HubEvent> events) {
    try {
      past.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    for (HubEvent event : events) {
      if (event instanceof Change change) {
        happened(Happening.of(change));
      }
    }
  }

  @Deactivate
  @Override
  public void close() {
    past.interrupt();
    subscription.close();
  }
}
