package io.lares.launcher.container;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The installed program: {@code lib/} with what the launcher itself runs on and {@code bundles/}
 * with the bundles that come with the hub.
 */
record Distribution(Path folder) {
  private static final String FRAMEWORK = "org.apache.felix.framework.jar";

  /** The folder above the one that this program's jar lies in. */
  static Distribution ofThisProgram() {
    try {
      Path jar =
          Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path library = jar.getParent();
      if (library != null && library.getParent() != null) {
        return new Distribution(library.getParent());
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new IllegalStateException("the launcher must be run from its jar in lib/");
  }

  /** Shipped bundles by file name, in the order in which they start. */
  List<Path> bundles() throws IOException {
    return jars("bundles");
  }

  /** The hub's version for people. */
  String version() throws IOException {
    return manifest(folder.resolve("lib/launcher.jar")).getValue("Implementation-Version");
  }

  /**
   * All packages of {@code lib/} that bundles may import: those that its jars export, except the
   * framework's, which it exports itself.
   */
  String exportedByLibraries() throws IOException {
    StringBuilder packages = new StringBuilder();
    for (Path jar : jars("lib")) {
      String exports = manifest(jar).getValue("Export-Package");
      if (exports != null && !jar.endsWith(FRAMEWORK)) {
        packages.append(packages.isEmpty() ? "" : ",").append(exports);
      }
    }
    return packages.toString();
  }

  private List<Path> jars(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
  }
}
