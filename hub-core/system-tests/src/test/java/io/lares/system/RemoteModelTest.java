package io.lares.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built hub with a language model at another computer, which goes away and comes back. */
class RemoteModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-known-to-nobody-else";
  private static final String WISH = "make something festive of this place";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  /** Speaks as vLLM does; whatever it is asked, it wants to know more. */
  private HttpServer server(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "application/json", "{}");
            return;
          }
          switch (exchange.getRequestURI().getPath()) {
            case "/v1/models" ->
                send(
                    exchange,
                    200,
                    "application/json",
                    "{\"data\":[{\"id\":\"mimo\",\"owned_by\":\"vllm\",\"max_model_len\":32768}]}");
            case "/v1/chat/completions" -> {
              asked.add(JSON.readTree(body));
              send(
                  exchange,
                  200,
                  "text/event-stream",
                  """
                  data: {"choices":[{"delta":{"content":"ask What is the occasion?"}}]}

                  data: {"choices":[{"delta":{"content":"\\nend"}}]}

                  data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

                  data: [DONE]

                  """);
            }
            default -> send(exchange, 404, "application/json", "{}");
          }
        });
    server.start();
    return server;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static JsonNode call(RunningHub hub, String method, String path, String body)
      throws Exception {
    String token = Files.readString(hub.data().resolve("cli-token")).strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(hub.address().resolve("/api/v1" + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .method(
                      method,
                      body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isLessThan(300);
      return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }
  }

  private static void awaitState(RunningHub hub, String state) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            call(hub, "GET", "/language/remote", "").at("/status/state").asText().equals(state));
  }

  private static String planner(RunningHub hub) throws Exception {
    return call(hub, "POST", "/ask", "{\"text\":\"" + WISH + "\"}").get("planner").asText();
  }

  @Test
  void itPlansWhatTheHubIsUnsureOfAndIsDoneWithoutWhileItIsAway() throws Exception {
    HttpServer server = server(0);
    int port = server.getAddress().getPort();
    RunningHub hub = new RunningHub(folder);
    call(hub, "POST", "/setup", "{\"home\":\"demo\",\"name\":\"Home\",\"language\":\"en\"}");
    call(
        hub,
        "PUT",
        "/language/remote",
        """
        {"address":"http://127.0.0.1:%d","model":"","engine":"any","api":"chat","contextTokens":0,"turn":"first","key":"%s"}\
        """
            .formatted(port, KEY));
    awaitState(hub, "ready");

    assertThat(planner(hub)).isEqualTo("mimo at 127.0.0.1");
    assertThat(asked.getFirst().at("/structured_outputs/grammar").asText()).startsWith("root ::= ");

    server.stop(0);
    assertThat(planner(hub)).isNotEqualTo("mimo at 127.0.0.1");
    awaitState(hub, "away");

    server = server(port);
    awaitState(hub, "ready");
    assertThat(planner(hub)).isEqualTo("mimo at 127.0.0.1");

    assertThat(hub.stop()).isZero();
    theKeyIsNowhereInTheClear(hub);

    RunningHub again = new RunningHub(folder);
    awaitState(again, "ready");
    assertThat(again.stop()).isZero();
    server.stop(0);
  }

  private static void theKeyIsNowhereInTheClear(RunningHub hub) throws IOException {
    assertThat(hub.said()).doesNotContain(KEY);
    assertThat(Files.getPosixFilePermissions(hub.data().resolve("secrets.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Stream<Path> files = Files.walk(hub.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(KEY);
      }
    }
  }
}
