package io.lares.kernel.internal;

import io.lares.driver.Driver;
import io.lares.driver.MqttChannel;
import io.lares.driver.Secrets;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.kernel.CommandBus;
import io.lares.kernel.DriverSupervisor;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeRegistry;
import io.lares.kernel.HomeRepository;
import io.lares.kernel.Kernel;
import io.lares.kernel.StateView;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The kernel's parts, put together. */
final class RunningKernel implements Kernel {
  private final ExecutorService aside =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("outcome").factory());
  private final Feed feed = new Feed();
  private final LiveState state = new LiveState();
  private final HomeKeeper keeper;
  private final Registry registry;
  private final Commands commands;
  private final River river;
  private final Supervisor supervisor;

  RunningKernel(HomeRepository repository, Patience patience) {
    HomeRepository.Memory memory = repository.load();
    keeper = new HomeKeeper(repository);
    registry = new Registry(memory, keeper, this::wakeRiver, this::forget);
    for (Device device : registry.home().devices()) {
      state.put(new LiveDevice(device));
    }
    commands = new Commands(registry, state, feed, patience, aside);
    river = new River(registry, state, feed, commands);
    river.start();
    supervisor =
        new Supervisor(
            registry, keeper, new SessionWatch(river, feed, patience, aside), memory.drivers());
  }

  private void wakeRiver() {
    river.wake();
  }

  private void forget(DeviceId device) {
    river.forget(device);
  }

  void driverAdded(Driver driver) {
    supervisor.driverAdded(driver);
  }

  void driverRemoved(Driver driver) {
    supervisor.driverRemoved(driver);
  }

  void mqtt(@Nullable MqttChannel channel) {
    supervisor.mqtt(channel);
  }

  void secrets(@Nullable Secrets store) {
    supervisor.secrets(store);
  }

  @Override
  public HomeRegistry registry() {
    return registry;
  }

  @Override
  public StateView state() {
    return state;
  }

  @Override
  public CommandBus commands() {
    return commands;
  }

  @Override
  public EventFeed events() {
    return feed;
  }

  @Override
  public DriverSupervisor drivers() {
    return supervisor;
  }

  @Override
  public void close() {
    supervisor.close();
    river.close();
    commands.close();
    feed.close();
    keeper.close();
    aside.close();
  }
}
