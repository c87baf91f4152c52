package io.lares.bench;

import io.lares.kernel.CommandBus;
import io.lares.kernel.DriverSupervisor;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeRegistry;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Kernel;
import io.lares.kernel.StateView;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A kernel whose only listener is called by the benchmark itself, to time it and nothing else. */
final class CapturedFeed implements Kernel, EventFeed {
  private final Kernel kernel;
  private Predicate<HubEvent> interest = event -> true;
  private Listener listener = events -> {};

  CapturedFeed(Kernel kernel) {
    this.kernel = kernel;
  }

  /** An event as the kernel's own feed gives it: whoever does not look at it does not get it. */
  void happened(HubEvent event) {
    if (interest.test(event)) {
      listener.onEvents(List.of(event));
    }
  }

  @Override
  public Subscription subscribe(
      String name, int capacity, Overflow overflow, Duration gathering, Listener subscriber) {
    listener = subscriber;
    return () -> {};
  }

  @Override
  public EventFeed where(Predicate<HubEvent> wanted) {
    interest = interest.and(wanted);
    return this;
  }

  @Override
  public EventFeed events() {
    return this;
  }

  @Override
  public HomeRegistry registry() {
    return kernel.registry();
  }

  @Override
  public StateView state() {
    return kernel.state();
  }

  @Override
  public CommandBus commands() {
    return kernel.commands();
  }

  @Override
  public DriverSupervisor drivers() {
    return kernel.drivers();
  }

  @Override
  public void close() {}
}
