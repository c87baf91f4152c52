package io.lares.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The built hub as a process, on a port and a data folder of its own. */
final class RunningHub {
  private static final Pattern READY = Pattern.compile(" is ready after .*: open (http://\\S+)");

  private final Path data;
  private final Path output;
  private final Process process;

  /** Starts one and waits until it serves. */
  RunningHub(Path folder) throws IOException {
    data = folder.resolve("data");
    output = Files.createTempFile(folder, "hub", ".log");
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx128m",
                    "-Dlares.mqtt.port=0",
                    "-jar",
                    System.getProperty("lares.distribution") + "/lib/launcher.jar",
                    "--port",
                    "0",
                    "--data",
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> said().contains(" is ready after "));
  }

  Path data() {
    return data;
  }

  /** All that it has printed. */
  String said() throws IOException {
    return Files.readString(output);
  }

  void awaitWords(String words) {
    await().atMost(Duration.ofSeconds(30)).until(() -> said().contains(words));
  }

  void drop(String name, byte[] jar) throws IOException {
    Files.write(data.resolve("drop-in").resolve(name), jar);
  }

  /** The address in the line that says that it is ready. */
  URI address() throws IOException {
    return READY
        .matcher(said())
        .results()
        .map((MatchResult found) -> URI.create(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  void assertServes() {
    await().ignoreExceptions().atMost(Duration.ofSeconds(10)).until(() -> status() < 500);
  }

  private int status() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve("/api/v1/hub"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /**
   * Asks it to stop (SIGTERM).
   *
   * @return its exit code
   */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the hub did not stop");
    }
    return process.exitValue();
  }
}
