package io.lares.planner.household;

import io.lares.home.AreaId;
import io.lares.planner.HomeTimer;
import io.lares.planner.Request;
import io.lares.planner.Timers;
import io.lares.store.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The timers of the home that the hub serves. They run on over a restart. */
@Component(service = {Timers.class, TimersComponent.class})
public final class TimersComponent implements Timers {
  private final Shelf shelf = new Shelf("planner/timers");
  private final TimerKeeper keeper;
  private final TimerWatch watch;
  private volatile @Nullable Consumer<TimerKeeper.Rung> rings;

  @Activate
  public TimersComponent() {
    this(Clock.systemUTC());
  }

  TimersComponent(Clock clock) {
    keeper = new TimerKeeper(clock, this::changed);
    watch = new TimerWatch(keeper, clock, this::ring);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetSettings")
  void setSettings(Settings service) {
    shelf.open(service, text -> keeper.restore(Notes.timers(text)));
    watch.look();
  }

  void unsetSettings(Settings service) {
    shelf.close(service);
  }

  @Deactivate
  void deactivate() {
    watch.close();
  }

  /** What to do when a timer is over; called on a thread of the timers' own. */
  public void onRing(Consumer<TimerKeeper.Rung> listener) {
    rings = listener;
    watch.open();
  }

  private void ring(TimerKeeper.Rung rung) {
    Consumer<TimerKeeper.Rung> listener = rings;
    if (listener != null) {
      listener.accept(rung);
    }
  }

  private void changed() {
    shelf.put(() -> Notes.timers(keeper.kept()));
    watch.look();
  }

  @Override
  public List<HomeTimer> all() {
    return keeper.all();
  }

  @Override
  public Optional<HomeTimer> start(
      Duration length,
      String name,
      @Nullable AreaId area,
      @Nullable Request later,
      boolean confirmed) {
    return keeper.start(length, name, area, later, confirmed);
  }

  @Override
  public boolean cancel(String id) {
    return keeper.cancel(id);
  }

  @Override
  public boolean pause(String id, boolean paused) {
    return keeper.pause(id, paused);
  }

  @Override
  public boolean change(String id, Duration by) {
    return keeper.change(id, by);
  }
}
