package io.lares.automations.engine;

import io.lares.automations.Automation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens at once and what has to last. A state that lasted is followed once. Guarded by the
 * engine.
 */
final class Holds implements Watch.Told {
  private final Dispatcher dispatcher;
  private final Deadlines deadlines;
  private final LongSupplier nanos;
  private final Runnable wake;
  private final Set<String> followed = new HashSet<>();
  private final List<Runnable> ready = new ArrayList<>();
  private boolean unkept;

  Holds(Dispatcher dispatcher, Deadlines deadlines, LongSupplier nanos, Runnable wake) {
    this.dispatcher = dispatcher;
    this.deadlines = deadlines;
    this.nanos = nanos;
    this.wake = wake;
  }

  /** Takes over what was followed before a restart. */
  void restore(Collection<String> kept) {
    followed.addAll(kept);
  }

  @Override
  public void happened(Watch watch, List<String> chain) {
    dispatcher.triggered(watch.rule, new Firing(watch.index, chain));
  }

  @Override
  public void holds(Watch watch, Duration time, List<String> chain) {
    if (followed.contains(watch.name())) {
      return;
    }
    drop(watch);
    watch.hold =
        deadlines.put(
            nanos.getAsLong() + time.toNanos(),
            () -> {
              watch.hold = null;
              followed.add(watch.name());
              unkept = true;
              ready.add(() -> dispatcher.triggered(watch.rule, new Firing(watch.index, chain)));
            });
    wake.run();
  }

  @Override
  public void over(Watch watch) {
    drop(watch);
    if (followed.remove(watch.name())) {
      unkept = true;
      wake.run();
    }
  }

  /** Waits no longer for it to last. */
  void drop(Watch watch) {
    deadlines.cancel(watch.hold);
    watch.hold = null;
  }

  /** A rule becomes another, or nothing: only a trigger that stays knows that it was followed. */
  void forget(Automation before, @Nullable Automation after) {
    for (int i = 0; i < before.triggers().size(); i++) {
      boolean stays =
          after != null
              && i < after.triggers().size()
              && after.triggers().get(i).equals(before.triggers().get(i));
      unkept |= !stays && followed.remove(Watch.name(before, i));
    }
  }

  /**
   * What has lasted for long enough.
   *
   * @param keep what is to be kept before it is followed; null where nothing has changed
   */
  record Lasted(@Nullable Set<String> keep, List<Runnable> follow) {}

  Lasted lasted() {
    Lasted lasted = new Lasted(unkept ? Set.copyOf(followed) : null, List.copyOf(ready));
    unkept = false;
    ready.clear();
    return lasted;
  }
}
