package io.lares.launcher.container;

import io.lares.launcher.Bundles;
import io.lares.launcher.Turns;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub as a program: from a data folder to a serving page, and back to rest. */
final class Hub {
  /** What a bundle gets to stop; after that the process ends without it. */
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

  private final Options options;
  private final Distribution distribution;
  private final PrintStream terminal;

  Hub(Options options, Distribution distribution, PrintStream terminal) {
    this.options = options;
    this.distribution = distribution;
    this.terminal = terminal;
  }

  /** Runs until somebody stops it. */
  int run() throws IOException, BundleException, InterruptedException, Options.Mistake {
    long began = System.nanoTime();
    Files.createDirectories(options.data());
    try (FileChannel lockFile = lockFile();
        FileLock lock = lockFile.tryLock()) {
      if (lock == null) {
        throw new Options.Mistake(
            "another hub is running with the data in "
                + options.data()
                + "; stop it, or choose another folder with --data");
      }
      HubLog.toTerminal(terminal, Level.INFO);
      Path log = HubLog.toFile(options.data().resolve("log"));
      Container container =
          Container.start(distribution, options.data().resolve("cache"), properties());
      AtomicBoolean stopping = new AtomicBoolean();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    stopping.set(true);
                    stop(container);
                  },
                  "stop"));
      Readiness readiness = new Readiness(container.context());
      Components components = new Components(container.context());
      Shipped shipped = new Shipped(container.context(), components);
      shipped.install(distribution.bundles());
      HubBundles bundles =
          new HubBundles(
              shipped,
              changed ->
                  new DropIns(options.data(), container.context(), shipped, components, changed));
      container.context().registerService(Bundles.class, bundles, null);
      shipped.start();
      bundles.start();
      String address = readiness.address(Duration.ofSeconds(10));
      terminal.printf(
          "%nLares %s is ready after %.1f s: open %s%nThe log is in %s; Ctrl+C stops the hub.%n%n",
          distribution.version(), (System.nanoTime() - began) / 1e9, address, log);
      if (options.rehearsal()) {
        return 0;
      }
      Turns.shorten();
      container.waitForStop();
      return stopping.get() ? -1 : 0;
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        options.data().resolve("lares.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Map<String, String> properties() throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put("lares.data", options.data().toString());
    String port = String.valueOf(options.port() == 0 ? freePort() : options.port());
    properties.put("lares.http.port", port);
    properties.put("lares.version", distribution.version());
    properties.put("felix.cm.dir", options.data().resolve("config").toString());
    properties.put("org.osgi.service.http.port", port);
    properties.put("org.apache.felix.http.host", "127.0.0.1");
    // The web bundle says where to listen; without this the server would start twice.
    properties.put("org.apache.felix.http.require.config", "true");
    properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
    return properties;
  }

  /**
   * A port that nobody has now. Chosen before the server is, so that all bundles know it, and that
   * it stays when the server moves to other addresses.
   */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void stop(Container container) {
    Logger log = LoggerFactory.getLogger(Hub.class);
    Thread stopper =
        Thread.ofPlatform()
            .daemon()
            .name("stop-bundles")
            .start(() -> {
              try {
                container.stop();
              } catch (BundleException | InterruptedException e) {
                log.warn("the container did not stop cleanly", e);
              }
            });
    try {
      if (!stopper.join(TIME_TO_STOP)) {
        log.warn("a bundle did not stop within {} s; leaving without it", TIME_TO_STOP.toSeconds());
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
