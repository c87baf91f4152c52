package io.lares.kernel.internal;

import io.lares.driver.Driver;
import io.lares.driver.MqttChannel;
import io.lares.driver.Secrets;
import io.lares.kernel.CommandBus;
import io.lares.kernel.DriverSupervisor;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeRegistry;
import io.lares.kernel.HomeRepository;
import io.lares.kernel.Kernel;
import io.lares.kernel.StateView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The kernel that serves the home, as a service. */
@Component(service = Kernel.class, immediate = true)
public final class KernelComponent implements Kernel {
  private final RunningKernel kernel;

  @Activate
  public KernelComponent(@Reference HomeRepository repository) {
    kernel = new RunningKernel(repository, Patience.USUAL);
  }

  @Deactivate
  void deactivate() {
    kernel.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addDriver(Driver driver) {
    kernel.driverAdded(driver);
  }

  void removeDriver(Driver driver) {
    kernel.driverRemoved(driver);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setMqtt(MqttChannel channel) {
    kernel.mqtt(channel);
  }

  void unsetMqtt(MqttChannel channel) {
    kernel.mqtt(null);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setSecrets(Secrets secrets) {
    kernel.secrets(secrets);
  }

  void unsetSecrets(Secrets secrets) {
    kernel.secrets(null);
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
  public EventFeed events() {
    return kernel.events();
  }

  @Override
  public DriverSupervisor drivers() {
    return kernel.drivers();
  }

  /** Does nothing: the container ends the kernel, its users don't. */
  @Override
  public void close() {}
}
