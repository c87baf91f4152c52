package io.lares.launcher.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * The OSGi framework, set up for Lares. Its cache holds nothing worth keeping: it is made anew at
 * each start, so that no power cut can spoil it.
 */
final class Container {
  private final Framework framework;

  private Container(Framework framework) {
    this.framework = framework;
  }

  /**
   * Makes a framework that is started but has no bundles.
   *
   * @param properties what bundles may ask for by {@code BundleContext.getProperty}
   */
  static Container start(Distribution distribution, Path cache, Map<String, String> properties)
      throws IOException, BundleException {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, distribution.exportedByLibraries());
    // While a dropped-in bundle is replaced, the old one serves beside the new one.
    settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    settings.put("felix.log.logger", new FrameworkLog());
    Framework framework = new Felix(settings);
    framework.start();
    return new Container(framework);
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  Framework framework() {
    return framework;
  }

  /** Returns when the framework has stopped, whoever asked for it. */
  void waitForStop() throws InterruptedException {
    framework.waitForStop(0);
  }

  /** Stops all bundles, then the framework; a bundle that hangs makes this hang. */
  void stop() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(0);
  }
}
