package io.lares.launcher.container;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Compares what a bundle wants with what the container has. */
final class Needs {
  private static final String DRIVER_API = "io.lares.driver";
  private static final Pattern NAME = Pattern.compile("\\(osgi\\.[a-z.]+=([^)]+)\\)");
  private static final Pattern FLOOR = Pattern.compile("(?<!\\(!)\\(version>=([^)]+)\\)");
  private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

  private final BundleContext context;
  private final Shipped shipped;
  private final FrameworkWiring wiring;

  Needs(BundleContext context, Shipped shipped) {
    this.context = context;
    this.shipped = shipped;
    this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }

  /** Resolves the bundle. */
  void resolve(Bundle bundle) throws BadBundle {
    if (!wiring.resolveBundles(List.of(bundle))) {
      throw missing(bundle)
          .orElseGet(() ->
              BadBundle.forNow(
                  "it does not fit together with the bundles that run: two of the packages that"
                      + " it needs contradict each other"));
    }
  }

  /** Frees what an uninstalled bundle still holds. */
  void release(Bundle bundle) {
    wiring.refreshBundles(List.of(bundle));
  }

  /** The first thing that the bundle wants and nobody has. */
  Optional<BadBundle> missing(Bundle bundle) {
    return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
        .filter(Needs::mandatory)
        .filter(requirement -> wiring.findProviders(requirement).isEmpty())
        .findFirst()
        .map(this::explain);
  }

  /** Refuses a bundle that brings packages which are the hub's own. */
  void refuseForeignContracts(Bundle bundle) throws BadBundle {
    Set<String> own = new HashSet<>();
    for (Bundle other : context.getBundles()) {
      if (other.getBundleId() == 0 || shipped.owns(other)) {
        own.addAll(exports(other));
      }
    }
    for (String exported : exports(bundle)) {
      if (own.contains(exported)) {
        throw BadBundle.forGood(
            "it brings the package "
                + exported
                + " along, which the hub has itself: its maker must not export it");
      }
    }
  }

  private static List<String> exports(Bundle bundle) {
    return bundle
        .adapt(BundleRevision.class)
        .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
        .stream()
        .map(Needs::packageName)
        .toList();
  }

  private static String packageName(BundleCapability export) {
    return String.valueOf(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
  }

  private static boolean mandatory(BundleRequirement requirement) {
    String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
    String effective = requirement.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE);
    return (resolution == null || resolution.equals(Constants.RESOLUTION_MANDATORY))
        && (effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE));
  }

  private BadBundle explain(BundleRequirement requirement) {
    String filter =
        Reasons.shorten(requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""));
    String name = first(NAME, filter).orElse(filter);
    return switch (requirement.getNamespace()) {
      case PackageNamespace.PACKAGE_NAMESPACE -> explainPackage(name, filter);
      case BundleNamespace.BUNDLE_NAMESPACE ->
          BadBundle.forNow("it needs the bundle " + name + ", which is not here");
      case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
          BadBundle.forGood(
              "it needs Java "
                  + first(Pattern.compile("\\(version=([^)]+)\\)"), filter).orElse(filter)
                  + "; this hub runs on Java "
                  + Runtime.version().feature());
      default ->
          BadBundle.forNow(
              "it needs " + requirement.getNamespace() + " " + filter + ", which is not here");
    };
  }

  private BadBundle explainPackage(String name, String filter) {
    Optional<Version> here =
        Arrays.stream(context.getBundles())
            .flatMap(other ->
                other
                    .adapt(BundleRevision.class)
                    .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                    .stream())
            .filter(export -> packageName(export).equals(name))
            .map(export -> export.getAttributes().get(Constants.VERSION_ATTRIBUTE))
            .filter(Version.class::isInstance)
            .map(Version.class::cast)
            .max(Version::compareTo);
    if (here.isEmpty()) {
      return BadBundle.forNow(
          "it needs the package "
              + name
              + ", which no bundle here provides: drop in the bundle that has it, or ask its maker"
              + " for one that is complete");
    }
    String thing = name.equals(DRIVER_API) ? "driver API" : "the package " + name + " in version";
    String wanted = first(FLOOR, filter).map(Needs::brief).orElse("another version");
    String has = brief(here.get().toString());
    boolean hubIsNewer =
        first(CEILING, filter)
            .map(Version::new)
            .filter(v -> v.compareTo(here.get()) <= 0)
            .isPresent();
    return BadBundle.forNow(
        "it wants "
            + thing
            + " "
            + wanted
            + "; this hub has "
            + has
            + (hubIsNewer
                ? ": ask its maker for a newer one"
                : ": update the hub, or ask its maker for one for " + has));
  }

  /** Major and minor number: more than that never matters to what fits. */
  private static String brief(String version) {
    Version parsed = new Version(version);
    return parsed.getMajor() + "." + parsed.getMinor();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
