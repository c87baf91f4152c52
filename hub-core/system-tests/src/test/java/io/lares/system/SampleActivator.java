package io.lares.system;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Goes into the bundles that the tests drop; does what its manifest says. */
public final class SampleActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) throws InterruptedException {
    switch (String.valueOf(context.getBundle().getHeaders("").get("Behaviour"))) {
      case "throw" -> throw new IllegalStateException("no antenna");
      case "hang" -> new CountDownLatch(1).await();
      default -> {}
    }
  }

  @Override
  public void stop(BundleContext context) {}
}
