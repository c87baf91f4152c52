package io.lares.system;

import io.lares.launcher.Bundles;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Goes into a bundle; prints which bundles have a problem. */
public final class Reporter implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Bundles bundles = context.getService(context.getServiceReference(Bundles.class));
    bundles.onChange(() -> print(bundles));
    print(bundles);
  }

  private static void print(Bundles bundles) {
    System.out.println(
        "bundles with problems: "
            + bundles.list().stream().filter(report -> !report.problem().isEmpty()).toList());
  }

  @Override
  public void stop(BundleContext context) {}
}
