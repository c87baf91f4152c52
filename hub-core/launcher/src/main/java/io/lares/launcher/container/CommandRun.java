package io.lares.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.jar.Attributes;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Runs one command that a bundle offers as a {@code ToIntFunction<String[]>} service with the
 * property {@code lares.command}. Only the bundles that offer commands are started, with those
 * whose packages they import: no server, no broker, no drop-ins.
 */
final class CommandRun {
  private static final long PATIENCE_MILLIS = 10_000;

  private static final Pattern EXTENSION_POINT =
      Pattern.compile("osgi\\.service;cardinality:=multiple;[^,]*\\(objectClass=([^)]+)\\)");

  private final Options options;
  private final Distribution distribution;

  CommandRun(Options options, Distribution distribution) {
    this.options = options;
    this.distribution = distribution;
  }

  /** The command's exit status. */
  int run() throws IOException, BundleException, InterruptedException, Options.Mistake {
    HubLog.toTerminal(System.err, Level.WARNING);
    Path cache = Files.createTempDirectory("lares-command-");
    try {
      Container container =
          Container.start(
              distribution,
              cache,
              Map.of(
                  // A hub may be running on its data folder, so a command has one of its own.
                  "lares.data", cache.resolve("data").toString(),
                  "lares.hub.data", options.data().toString(),
                  "lares.http.port", String.valueOf(options.port()),
                  "lares.version", distribution.version()));
      Shipped shipped = new Shipped(container.context(), new Components(container.context()));
      shipped.install(needed(distribution.bundles()));
      shipped.start();
      int exit = call(container);
      container.stop();
      return exit;
    } finally {
      deleteAll(cache);
    }
  }

  private int call(Container container) throws InterruptedException, Options.Mistake {
    String name = options.command().getFirst();
    if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new Options.Mistake("'" + name + "' is no command");
    }
    ServiceTracker<Object, Object> commands;
    try {
      commands =
          new ServiceTracker<>(
              container.context(),
              FrameworkUtil.createFilter(
                  "(&(objectClass="
                      + ToIntFunction.class.getName()
                      + ")(lares.command="
                      + name
                      + "))"),
              null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    commands.open();
    Object found = commands.waitForService(PATIENCE_MILLIS);
    if (!(found instanceof ToIntFunction<?> function)) {
      throw new Options.Mistake("no bundle offers the command '" + name + "'");
    }
    @SuppressWarnings("unchecked") // what the service property promises
    ToIntFunction<String[]> command = (ToIntFunction<String[]>) function;
    List<String> arguments = options.command();
    Keyboard.interrupts(Thread.currentThread());
    return command.applyAsInt(arguments.subList(1, arguments.size()).toArray(String[]::new));
  }

  /** The bundles that offer commands, with all that they stand on. */
  static Collection<Path> needed(List<Path> shipped) throws IOException {
    Map<Path, Attributes> manifests = new HashMap<>();
    Map<String, Path> exporters = new HashMap<>();
    for (Path jar : shipped) {
      Attributes manifest = Distribution.manifest(jar);
      manifests.put(jar, manifest);
      for (String exported : Headers.names(manifest.getValue(Constants.EXPORT_PACKAGE))) {
        exporters.put(exported, jar);
      }
    }
    Set<Path> needed = new LinkedHashSet<>();
    for (Path jar : shipped) {
      Attributes manifest = manifests.getOrDefault(jar, new Attributes());
      String offered = String.valueOf(manifest.getValue(Constants.PROVIDE_CAPABILITY));
      boolean components = String.valueOf(jar.getFileName()).equals("org.apache.felix.scr.jar");
      if (components || offered.contains(ToIntFunction.class.getName())) {
        add(jar, manifests, exporters, needed);
        for (String point : extensionPoints(manifest)) {
          for (Path other : shipped) {
            Attributes offer = manifests.getOrDefault(other, new Attributes());
            if (String.valueOf(offer.getValue(Constants.PROVIDE_CAPABILITY))
                .contains('"' + point + '"')) {
              add(other, manifests, exporters, needed);
            }
          }
        }
      }
    }
    return needed.stream().sorted().toList();
  }

  /** The services of which a bundle takes as many as there are: what extends it. */
  private static List<String> extensionPoints(Attributes manifest) {
    return EXTENSION_POINT
        .matcher(String.valueOf(manifest.getValue(Constants.REQUIRE_CAPABILITY)))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static void add(
      Path jar, Map<Path, Attributes> manifests, Map<String, Path> exporters, Set<Path> needed) {
    if (needed.add(jar)) {
      Attributes manifest = manifests.getOrDefault(jar, new Attributes());
      for (String imported : Headers.mandatoryNames(manifest.getValue(Constants.IMPORT_PACKAGE))) {
        Path exporter = exporters.get(imported);
        if (exporter != null) {
          add(exporter, manifests, exporters, needed);
        }
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(CheckedJar::delete);
    }
  }
}
