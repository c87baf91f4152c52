package io.lares.launcher.container;

import io.lares.launcher.BundleReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles that come with the hub. One that fails is told of; the others start all the same. */
final class Shipped {
  private static final Logger LOG = LoggerFactory.getLogger(Shipped.class);

  private final BundleContext context;
  private final Components components;
  private final Map<String, Bundle> bundles = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();

  Shipped(BundleContext context, Components components) {
    this.context = context;
    this.components = components;
  }

  /** Installs them. */
  void install(Collection<Path> jars) {
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      try {
        // Used where it lies: the distribution does not change under a running hub.
        bundles.put(name, context.installBundle("reference:" + jar.toUri()));
      } catch (BundleException | RuntimeException e) {
        failed(name, e);
      }
    }
  }

  /** Starts them in the order of their names. */
  void start() {
    new TreeMap<>(bundles).forEach(this::start);
  }

  private void start(String name, Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException | RuntimeException e) {
      failed(name, e);
    }
  }

  private void failed(String name, Exception e) {
    String reason = Reasons.inPlainWords(e);
    problems.put(name, reason);
    LOG.error("the shipped bundle {} does not start: {}", name, reason, e);
  }

  boolean owns(Bundle bundle) {
    return bundles.containsValue(bundle);
  }

  Set<String> symbolicNames() {
    return bundles.values().stream()
        .map(bundle -> String.valueOf(bundle.getSymbolicName()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How each of them is, by file name. */
  List<BundleReport> reports() {
    List<BundleReport> reports = new ArrayList<>();
    bundles.forEach((name, bundle) -> reports.add(report(name, bundle)));
    problems.forEach((name, problem) -> {
      if (!bundles.containsKey(name)) {
        reports.add(new BundleReport(name, "", name, "", true, BundleReport.State.FAILED, problem));
      }
    });
    return reports;
  }

  private BundleReport report(String file, Bundle bundle) {
    String problem = problems.getOrDefault(file, "");
    return Reports.withPart(Reports.of(file, bundle, true, problem), components.problem(bundle));
  }
}
