package io.lares.mqtt.broker;

import io.lares.mqtt.testing.MosquittoProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code mosquitto_sub}, and what it has printed so far; {@code mosquitto_pub} besides. */
final class MosquittoClient implements AutoCloseable {
  /**
   * What a program said before it ended.
   *
   * @param text its output and its errors
   */
  record Ended(int code, String text) {}

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Process process;

  private MosquittoClient(Process process) {
    this.process = process;
    Thread.ofVirtual()
        .start(() -> {
          try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
          } catch (IOException | UncheckedIOException e) {
            lines.add("(" + e + ")");
          }
        });
  }

  /** Starts mosquitto_sub with these arguments. */
  static MosquittoClient subscribe(Broker broker, String... arguments) throws IOException {
    return new MosquittoClient(start("mosquitto_sub", broker, arguments));
  }

  /** Runs mosquitto_pub to its end. */
  static Ended publish(Broker broker, String... arguments) throws Exception {
    return end(start("mosquitto_pub", broker, arguments), "");
  }

  /** Publishes each line as a message of its own. */
  static Ended publishLines(Broker broker, List<String> lines, String... arguments)
      throws Exception {
    var all = new ArrayList<>(List.of(arguments));
    all.add("-l");
    return end(
        start("mosquitto_pub", broker, all.toArray(new String[0])), String.join("\n", lines));
  }

  private static Process start(String program, Broker broker, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                MosquittoProcess.program(program),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(broker.port())));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static Ended end(Process process, String input) throws Exception {
    try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(input);
    }
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text);
  }

  List<String> lines() {
    return lines;
  }

  /** Says goodbye, as on SIGTERM, and ends. */
  void leave() {
    process.destroy();
    process.onExit().join();
  }

  /** Waits until it ends by itself, with a goodbye. */
  void awaitEnd() {
    process.onExit().join();
  }

  /** Ends without a goodbye, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
