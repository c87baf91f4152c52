package io.lares.system.arrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Holds built bundles against the architecture: each of ours exports its contract and nothing else,
 * and imports only contracts that it may use.
 */
final class Arrows {
  private static final String OURS = "io.lares.";
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)");

  private Arrows() {}

  /** What is wrong, a sentence each. Bundles that are not ours are passed over. */
  static List<String> broken(Shelf shelf, List<Path> jars) throws IOException, BundleException {
    Map<Bundle, Path> files = new HashMap<>();
    List<Bundle> bundles = shelf.install(jars);
    for (int i = 0; i < jars.size(); i++) {
      files.put(bundles.get(i), jars.get(i));
    }
    List<String> broken = new ArrayList<>();
    for (Bundle bundle : bundles) {
      String name = String.valueOf(bundle.getSymbolicName());
      Rule rule = Rule.ALL.get(name);
      if (rule != null) {
        manifest(bundle, rule, broken);
        classes(name, files.get(bundle), rule, broken);
      } else if (name.startsWith(OURS)) {
        broken.add(name + " has no rule: add it to the table");
      }
    }
    return broken;
  }

  private static void manifest(Bundle bundle, Rule rule, List<String> broken) {
    String name = bundle.getSymbolicName();
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    Set<String> exports =
        revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
            .map(export -> String.valueOf(export.getAttributes().get("osgi.wiring.package")))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!exports.equals(rule.exports())) {
      broken.add(name + " exports " + exports + " instead of " + rule.exports());
    }
    for (BundleRequirement need :
        revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
      String wanted = packageOf(need);
      boolean ours = wanted.startsWith(OURS) && !rule.exports().contains(wanted);
      if (ours && !rule.uses().contains(wanted)) {
        broken.add(name + " imports " + wanted + ", which is not for it");
      }
    }
    for (String way :
        List.of(
            Constants.DYNAMICIMPORT_PACKAGE, Constants.REQUIRE_BUNDLE, Constants.FRAGMENT_HOST)) {
      if (bundle.getHeaders("").get(way) != null) {
        broken.add(name + " has " + way + ", a way around the arrows");
      }
    }
  }

  private static String packageOf(BundleRequirement need) {
    Matcher matcher =
        PACKAGE.matcher(need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""));
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Nobody carries a copy of another's classes, which would need no import. */
  private static void classes(String name, Path jar, Rule rule, List<String> broken)
      throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .map(ZipEntry::getName)
          .filter(entry -> entry.endsWith(".class") && entry.contains("/"))
          .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'))
          .distinct()
          .filter(found -> found.startsWith(OURS) && !rule.owns(found))
          .forEach(found -> broken.add(name + " contains " + found + ", which is not its own"));
    }
  }
}
