package io.lares.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The distribution as a process of its own on the loopback, with the heap that {@code ./hub run}
 * gives it, and its REST interface. Not for several threads, but for {@link #send}.
 */
public final class HubProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern ADDRESS = Pattern.compile("The page is at (http://\\S+)");

  private final Path folder;
  private final Path data;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private int starts;
  private Process process;
  private boolean claimed;
  private volatile URI api = URI.create("http://127.0.0.1/");
  private volatile String token = "";

  /** What the hub answered; the body is missing where it is no JSON. */
  public record Answer(int status, String type, JsonNode body) {}

  private HubProcess(Path folder, Path data) throws IOException {
    this.folder = folder;
    this.data = data;
    process = launch();
  }

  /**
   * Starts one that nobody owns yet, and waits until it serves.
   *
   * @param folder for its data and its log
   */
  public static HubProcess start(Path folder) throws IOException {
    return start(folder, folder.resolve("data"));
  }

  /** The same with its data elsewhere. */
  public static HubProcess start(Path folder, Path data) throws IOException {
    return new HubProcess(folder, data);
  }

  private Process launch() throws IOException {
    starts++;
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xms24m",
                "-Xmx256m",
                "-Dlares.http.host=127.0.0.1",
                "-jar",
                System.getProperty("lares.distribution") + "/lib/launcher.jar",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try {
      await().atMost(START).ignoreExceptions().until(() -> serves(started));
    } catch (RuntimeException e) {
      started.destroyForcibly();
      throw new IllegalStateException("The hub did not start:\n" + said(), e);
    }
    return started;
  }

  /** True once it has taken up its home and answers at the address that it told last. */
  private boolean serves(Process started) throws IOException, InterruptedException {
    String said = said();
    if (!started.isAlive() || !said.contains(" is ready after ")) {
      return false;
    }
    Stream<String> told = ADDRESS.matcher(said).results().map(match -> match.group(1));
    api = URI.create(told.reduce((a, b) -> b).orElseThrow()).resolve("/api/v1/");
    if (!claimed) {
      return send("GET", "status", null).status() == 200;
    }
    takeToken();
    return send("GET", "drivers", null).status() == 200;
  }

  /** Claims it and chooses a home: {@code demo} or {@code empty}. */
  public void claim(String home) throws IOException, InterruptedException {
    String code = Files.readString(data.resolve("claim-code")).strip();
    String body =
        JSON.createObjectNode()
            .put("code", code)
            .put("name", "Ann")
            .put("password", "a long enough password 42")
            .toString();
    assertThat(send("POST", "claim", body)).returns(200, Answer::status);
    claimed = true;
    takeToken();
    assertThat(send("POST", "setup", "{\"home\":\"" + home + "\"}")).returns(204, Answer::status);
  }

  /** Every start has a token of its own for whoever may read the hub's files. */
  private void takeToken() throws IOException {
    token = Files.readString(data.resolve("cli-token")).strip();
  }

  /** Has it use this broker, and waits until it does. */
  public void useBroker(String uri) throws IOException, InterruptedException {
    String body = "{\"kind\":\"external\",\"uri\":\"" + uri + "\",\"user\":\"\"}";
    assertThat(send("PUT", "mqtt", body)).returns(200, Answer::status);
    await().atMost(START).until(() -> get("health").at("/mqtt/connected").booleanValue());
  }

  /** Reads a document below {@code /api/v1/}. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    Answer answer = send("GET", path, null);
    assertThat(answer.status()).as("GET %s gave %s", path, answer.body()).isEqualTo(200);
    return answer.body();
  }

  /**
   * Sends a request as the owner.
   *
   * @param body a document, or null for none
   */
  public Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(40))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    String type = response.headers().firstValue("Content-Type").orElse("");
    JsonNode document =
        type.contains("json") ? JSON.readTree(response.body()) : MissingNode.getInstance();
    return new Answer(response.statusCode(), type, document);
  }

  /** Commands an attribute and waits for what comes of it: {@code confirmed}, and so on. */
  public String command(String device, String attribute, String value)
      throws IOException, InterruptedException {
    Answer answer =
        send(
            "POST",
            "devices/" + device + "/attributes/" + attribute + "?wait=20",
            "{\"value\":" + value + "}");
    return answer.body().path("status").asText() + answer.body().path("reason").asText();
  }

  /** The device of this name as the home shows it; missing where there is none. */
  public JsonNode device(String name) throws IOException, InterruptedException {
    return StreamSupport.stream(get("home").path("devices").spliterator(), false)
        .filter(device -> device.path("name").asText().equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** The session of this name; missing where there is none. */
  public JsonNode driver(String instance) throws IOException, InterruptedException {
    return StreamSupport.stream(get("drivers").spliterator(), false)
        .filter(driver -> driver.path("instance").asText().equals(instance))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /**
   * Runs a command of the distribution on the data of this hub, which goes on.
   *
   * @return what it printed; fails where it does not end well
   */
  public String command(List<String> words) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-jar",
                System.getProperty("lares.distribution") + "/lib/launcher.jar"));
    line.addAll(words);
    line.addAll(List.of("--data", data.toString()));
    Process run = new ProcessBuilder(line).redirectErrorStream(true).start();
    run.getOutputStream().close();
    String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as("%s\n%s", words, printed).isZero();
    return printed;
  }

  /**
   * Asks it to stop (SIGTERM).
   *
   * @return whether it has stopped in time
   */
  public boolean stop(Duration time) throws InterruptedException {
    process.destroy();
    return process.waitFor(time);
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again after it was killed, and waits until it serves. */
  public void restart() throws IOException {
    kill();
    process = launch();
  }

  public Path data() {
    return data;
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** What it holds of the machine's memory, in MiB. */
  public long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** What it has printed since it was last started. */
  public String said() throws IOException {
    return Files.readString(log(), StandardCharsets.UTF_8);
  }

  private Path log() {
    return folder.resolve("hub-" + starts + ".log");
  }

  @Override
  public void close() {
    kill();
    client.close();
  }
}
