package io.lares.kernel.internal;

import io.lares.driver.Driver;
import io.lares.kernel.HomeRepository;
import io.lares.kernel.Kernel;
import io.lares.kernel.KernelFactory;
import java.util.Collection;
import org.osgi.service.component.annotations.Component;

/** Makes kernels for homes that are not the one being served. */
@Component
public final class KernelFactoryComponent implements KernelFactory {
  @Override
  public Kernel create(HomeRepository repository, Collection<Driver> drivers) {
    RunningKernel kernel = new RunningKernel(repository, Patience.USUAL);
    drivers.forEach(kernel::driverAdded);
    return kernel;
  }
}
