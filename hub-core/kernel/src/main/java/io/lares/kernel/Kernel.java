package io.lares.kernel;

/** One home, running. Registered as an OSGi service once it has loaded what it remembers. */
public interface Kernel extends AutoCloseable {
  HomeRegistry registry();

  StateView state();

  CommandBus commands();

  EventFeed events();

  DriverSupervisor drivers();

  /** Stops the drivers and lets every listener see what had happened until then. */
  @Override
  void close();
}
