package io.lares.system.arrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Jars in a framework that reads and resolves them as the hub's does, but starts none. */
final class Shelf implements AutoCloseable {
  private static final String FRAMEWORK = "org.apache.felix.framework.jar";

  private final Framework framework;

  /**
   * An empty one.
   *
   * @param library the folder whose packages the system bundle has
   */
  Shelf(Path cache, Path library) throws IOException, BundleException {
    Map<String, Object> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exports(library));
    settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    settings.put("felix.log.level", "0");
    framework = new Felix(settings);
    framework.init();
  }

  List<Bundle> install(Collection<Path> jars) throws BundleException {
    List<Bundle> installed = new ArrayList<>();
    for (Path jar : jars) {
      installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
    }
    return installed;
  }

  /** What the bundles lack to run; empty where all of them resolve. */
  List<String> lacks(List<Bundle> bundles) {
    FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
    if (wiring.resolveBundles(bundles)) {
      return List.of();
    }
    return bundles.stream()
        .filter(bundle -> bundle.getState() == Bundle.INSTALLED)
        .map(bundle -> bundle.getSymbolicName() + " does not resolve: " + unmet(bundle, wiring))
        .toList();
  }

  private static List<String> unmet(Bundle bundle, FrameworkWiring wiring) {
    return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
        .filter(need -> wiring.findProviders(need).isEmpty())
        .map(BundleRequirement::toString)
        .toList();
  }

  private static String exports(Path library) throws IOException {
    List<String> packages = new ArrayList<>();
    for (Path jar : jars(library)) {
      try (JarFile file = new JarFile(jar.toFile())) {
        String exports = file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        if (exports != null && !jar.endsWith(FRAMEWORK)) {
          packages.add(exports);
        }
      }
    }
    return String.join(",", packages);
  }

  static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
  }
}
