package io.lares.kernel;

import io.lares.driver.Driver;
import java.util.Collection;

/**
 * Makes kernels besides the one that serves the home: {@code hub plan} needs one for each home
 * file. An OSGi service.
 */
public interface KernelFactory {
  /**
   * Makes a kernel over what the repository remembers, with the given drivers and no other.
   *
   * @return running; the caller closes it
   */
  Kernel create(HomeRepository repository, Collection<Driver> drivers);
}
