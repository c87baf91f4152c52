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

  private static void awaitState(HubProcess hub, String state) {
    await()
        .atMost(PATIENCE)
        .until(() -> hub.get("language/remote").at("/status/state").asText().equals(state));
  }

  private static String planner(HubProcess hub) throws Exception {
    HubProcess.Answer answer = hub.send("POST", "ask", "{\"text\":\"" + WISH + "\"}");
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 202);
    return answer.body().get("planner").asText();
  }

  @Test
  void itPlansWhatTheHubIsUnsureOfAndIsDoneWithoutWhileItIsAway() throws Exception {
    HttpServer server = server(0);
    int port = server.getAddress().getPort();
    try (HubProcess hub = HubProcess.start(folder)) {
      hub.claim("demo");
      String settings =
          """
          {"address":"http://127.0.0.1:%d","model":"","engine":"any","api":"chat","contextTokens":0,"turn":"first","key":"%s"}\
          """
              .formatted(port, KEY);
      assertThat(hub.send("PUT", "language/remote", settings).status()).isEqualTo(200);
      awaitState(hub, "ready");
      assertThat(planner(hub)).isEqualTo("mimo at 127.0.0.1");
      assertThat(asked.getFirst().at("/structured_outputs/grammar").asText())
          .startsWith("root ::= ");

      server.stop(0);
      assertThat(planner(hub)).isNotEqualTo("mimo at 127.0.0.1");
      awaitState(hub, "away");

      server = server(port);
      awaitState(hub, "ready");
      assertThat(planner(hub)).isEqualTo("mimo at 127.0.0.1");
      theKeyIsNowhereInTheClear(hub);

      hub.restart();
      awaitState(hub, "ready");
    } finally {
      server.stop(0);
    }
  }

  private static void theKeyIsNowhereInTheClear(HubProcess hub) throws IOException {
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
