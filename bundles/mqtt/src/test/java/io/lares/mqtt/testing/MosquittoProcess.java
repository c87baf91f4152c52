package io.lares.mqtt.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Debian {@code mosquitto} of one's own, on a free port of the loopback, without Nagle's delay
 * and with persistence off. It can be killed and started again on the same port.
 */
public final class MosquittoProcess implements AutoCloseable {
  private static final int START_MS = 10_000;

  private final Path folder;
  private final List<String> extraLines;
  private final int port;
  private @Nullable Process process;

  private MosquittoProcess(Path folder, int port, List<String> extraLines) {
    this.folder = folder;
    this.port = port;
    this.extraLines = extraLines;
  }

  /**
   * Starts one that lets everybody in.
   *
   * @throws IllegalStateException where mosquitto is not installed or does not start; says what to
   *     do
   */
  public static MosquittoProcess start() {
    return start("allow_anonymous true");
  }

  /**
   * Starts one.
   *
   * @param lines of its configuration, besides the listener's address and port; {@code
   *     allow_anonymous} is off where they do not say otherwise
   * @throws IllegalStateException where mosquitto is not installed or does not start; says what to
   *     do
   */
  public static MosquittoProcess start(String... lines) {
    try {
      var folder = Files.createTempDirectory("mosquitto");
      var mosquitto = new MosquittoProcess(folder, freePort(), List.of(lines));
      mosquitto.restart();
      return mosquitto;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where programs of this machine are found: PATH, and where Debian keeps its daemons. */
  public static String program(String name) {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                name
                    + " is not installed; run: apt-get install mosquitto mosquitto-clients openssl"))
        .toString();
  }

  public int port() {
    return port;
  }

  /** For {@code MqttSettings.External}. */
  public String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Starts it again on its port; what it had retained is gone. */
  public void restart() {
    kill();
    try {
      var config = folder.resolve("mosquitto.conf");
      var lines =
          Stream.concat(
                  Stream.of(
                      "listener " + port + " 127.0.0.1",
                      "set_tcp_nodelay true",
                      "persistence false",
                      // As root it would become the user mosquitto, who cannot read our files.
                      "user " + System.getProperty("user.name"),
                      "log_type error",
                      "log_type warning"),
                  extraLines.stream())
              .toList();
      Files.write(config, lines);
      process =
          new ProcessBuilder(program("mosquitto"), "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      awaitPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPort() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), START_MS);
        return;
      } catch (IOException e) {
        var running = process;
        if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "mosquitto did not start: " + Files.readString(folder.resolve("log")), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
      process = null;
    }
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
