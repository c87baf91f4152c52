package io.lares.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hub of its own, started as a user would, and its REST interface. */
final class HubProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final URI api;
  private final double secondsToServe;
  private final HttpClient client = HttpClient.newHttpClient();
  private String token = "";

  private HubProcess(Process process, Path data, URI api, double secondsToServe) {
    this.process = process;
    this.data = data;
    this.api = api;
    this.secondsToServe = secondsToServe;
  }

  /** Starts a hub and waits until it answers. */
  static HubProcess start(Workplace workplace, Path data, int port)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        workplace.start(
            "hub",
            workplace.root(),
            List.of("./hub", "run", "--data", data.toString(), "--port", Integer.toString(port)),
            // A benchmark stays on this machine, also once the hub is claimed.
            Map.of("JAVA_TOOL_OPTIONS", "-Dlares.http.host=127.0.0.1"));
    URI api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest status = HttpRequest.newBuilder(api.resolve("status")).build();
    long deadline = begin + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (client.send(status, BodyHandlers.discarding()).statusCode() == 200) {
          double seconds = (System.nanoTime() - begin) / 1e9;
          return new HubProcess(process, data, api, seconds);
        }
      } catch (IOException notYet) {
        // Nobody listens yet.
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new IOException("The hub did not start:\n" + workplace.log("hub"));
  }

  /** From the start of the process to the first good answer. */
  double secondsToServe() {
    return secondsToServe;
  }

  Process process() {
    return process;
  }

  Path data() {
    return data;
  }

  /** Claims a new hub and chooses a home: {@code demo} or {@code empty}. */
  void claim(String home) throws IOException, InterruptedException {
    String code = Files.readString(data.resolve("claim-code")).strip();
    ObjectNode claim =
        JSON.createObjectNode()
            .put("code", code)
            .put("name", "Bench")
            .put("password", "a long enough password 42");
    send("POST", "claim", claim);
    token = Files.readString(data.resolve("cli-token")).strip();
    send("POST", "setup", JSON.createObjectNode().put("home", home));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, JSON.nullNode());
  }

  JsonNode send(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isNull() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          method + " " + path + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
  }
}
