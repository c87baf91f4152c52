package io.lares.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.engines.RemoteEngine;
import io.lares.engines.RemoteSettings;
import io.lares.engines.RemoteStatus;
import io.lares.home.Person.Role;
import io.lares.language.Endpoint;
import io.lares.language.RemoteModel.Found;
import io.lares.launcher.BundleReport;
import io.lares.launcher.Bundles;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceTest {
  @TempDir Path folder;
  private TestHub hub;

  @BeforeEach
  void start() throws Exception {
    hub =
        new TestHub(
            folder,
            Map.of(
                "index.html", "<title>Lares</title>".getBytes(StandardCharsets.UTF_8),
                "assets/a-1.js", "plain".getBytes(StandardCharsets.UTF_8),
                "assets/a-1.js.br", "brotli".getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() throws Exception {
    hub.close();
  }

  private String lamp() {
    return "/devices/" + hub.device("lamp") + "/attributes/OnOff.onOff";
  }

  @Test
  void before_a_claim_only_what_is_public_answers() throws Exception {
    assertThat(hub.json("", "GET", "/status", null).get("claimed").booleanValue()).isFalse();
    assertThat(hub.call("", "GET", "/home", null).statusCode()).isEqualTo(403);
    assertThat(hub.call("", "POST", "/session", "{}").statusCode()).isEqualTo(403);
    assertThat(hub.raw("GET", "/", null).body()).contains("Lares");
  }

  @Test
  void a_claim_logs_in_with_a_strict_cookie_and_then_opens_the_hub() throws Exception {
    String wrong = "{\"code\":\"NO\",\"name\":\"Ann\",\"password\":\"long enough\"}";
    assertThat(hub.json("", "POST", "/claim", wrong).get("field").textValue()).isEqualTo("code");
    HttpResponse<String> claimed = hub.call("", "POST", "/claim", wrong.replace("NO", "CODE"));
    assertThat(claimed.statusCode()).isEqualTo(200);
    assertThat(claimed.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("lares_session=owner", "HttpOnly", "SameSite=Strict", "Path=/");
    Awaitility.await().until(() -> hub.claims.get() == 1);
    assertThat(hub.call("owner", "GET", "/home", null).statusCode()).isEqualTo(200);
  }

  @Test
  void too_many_logins_are_told_when_to_come_back() throws Exception {
    hub.access.enter("a", Role.OWNER);
    String wrong = "{\"name\":\"a\",\"password\":\"no\"}";
    for (int i = 0; i < 3; i++) {
      assertThat(hub.call("", "POST", "/session", wrong).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> refused = hub.call("", "POST", "/session", wrong);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("17");
  }

  @Test
  void a_change_by_cookie_needs_the_sessions_token_and_one_by_api_token_does_not()
      throws Exception {
    hub.access.enter("a", Role.OWNER);
    String path = "/api/v1" + lamp();
    String body = "{\"value\":true}";
    assertThat(
            hub.raw(
                    "POST",
                    path,
                    body,
                    "Cookie",
                    "lares_session=a",
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(403);
    hub.call("a", "POST", "/tokens", "{\"label\":\"cli\"}");
    assertThat(
            hub.raw(
                    "POST",
                    path + "?wait=10",
                    body,
                    "Authorization",
                    "Bearer api",
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(200);
    assertThat(hub.raw("GET", "/api/v1/tokens", null, "Authorization", "Bearer api").statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_command_is_confirmed_by_what_the_device_shows_and_stands_in_the_journal()
      throws Exception {
    hub.access.enter("a", Role.RESIDENT);
    JsonNode done = hub.json("a", "POST", lamp() + "?wait=10", "{\"value\":true}");
    assertThat(done.get("status").textValue()).isEqualTo("confirmed");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(hub.json("a", "GET", "/activity?limit=50", null).toString())
                .contains("\"asked\"", done.get("intent").textValue()));
    assertThat(
            hub.call(
                    "a",
                    "GET",
                    "/devices/" + hub.device("lamp") + "/history?attribute=OnOff.onOff",
                    null)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void guests_touch_no_locks_and_residents_no_settings() throws Exception {
    hub.access.enter("guest", Role.GUEST);
    hub.access.enter("res", Role.RESIDENT);
    String lock = "/devices/" + hub.device("door") + "/attributes/DoorLock.lockState?wait=10";
    String open = "{\"value\":\"unlocked\"}";
    assertThat(hub.call("guest", "POST", lock, open).statusCode()).isEqualTo(403);
    assertThat(hub.call("res", "POST", lock, open).statusCode()).isEqualTo(200);
    for (String path : List.of("/bundles", "/mqtt", "/language/remote")) {
      assertThat(hub.call("res", "GET", path, null).statusCode()).isEqualTo(403);
    }
    assertThat(hub.call("guest", "GET", "/activity", null).statusCode()).isEqualTo(403);
  }

  @Test
  void language_models_are_the_owners_business() throws Exception {
    hub.access.enter("res", Role.RESIDENT);
    int routes = 0;
    for (var path : hub.description().get("paths").properties()) {
      if (path.getKey().startsWith("/models")) {
        for (var operation : path.getValue().properties()) {
          routes++;
          String at = path.getKey().replace("{name}", "mimo");
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          String body = operation.getValue().has("requestBody") ? "{}" : null;
          assertThat(hub.call("res", method, at, body).statusCode()).as(at).isEqualTo(403);
        }
      }
    }
    assertThat(routes).isEqualTo(7);
  }

  @Test
  void the_model_at_another_computer_is_chosen_and_its_key_never_goes_out() throws Exception {
    hub.access.enter("a", Role.OWNER);
    AtomicReference<RemoteSettings> kept = new AtomicReference<>(RemoteSettings.NONE);
    hub.parts
        .remoteEngine()
        .came(
            new RemoteEngine() {
              @Override
              public RemoteSettings settings() {
                return kept.get();
              }

              @Override
              public void apply(RemoteSettings settings) {
                if (settings.address().isBlank()) {
                  throw new IllegalArgumentException("An address looks like http://…");
                }
                kept.set(settings);
              }

              @Override
              public RemoteStatus status() {
                Found found = new Found(Endpoint.Engine.VLLM, "mimo", 8192, true);
                return new RemoteStatus(
                    RemoteStatus.State.READY, "", Optional.of(found), kept.get().key() != null);
              }
            });
    String path = "/language/remote";
    String body =
        """
        {"address":"%s","model":"","engine":"llama_cpp","api":"chat","contextTokens":0,"turn":"last","key":"hush"}\
        """;
    JsonNode view = hub.json("a", "PUT", path, body.formatted("http://10.0.0.2:8080"));
    assertThat(kept.get().key()).isEqualTo("hush");
    assertThat(kept.get().turn()).isEqualTo(RemoteSettings.Turn.LAST);
    assertThat(view.at("/status/found/model").asText()).isEqualTo("mimo");
    assertThat(hub.json("a", "GET", path, null).toString()).doesNotContain("hush");
    HttpResponse<String> refused = hub.call("a", "PUT", path, body.formatted(""));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("An address looks like");
  }

  @Test
  void a_driver_is_configured_and_its_secrets_never_go_out() throws Exception {
    hub.access.enter("a", Role.OWNER);
    assertThat(hub.json("a", "GET", "/drivers/available", null).at("/0/settings/1/secret").asText())
        .isEqualTo("true");
    String second = "/drivers/test-2";
    String body = "{\"driver\":\"test\",\"settings\":[{\"key\":\"%s\",\"value\":\"%s\"}]}";
    JsonNode refused = hub.json("a", "PUT", second, body.formatted("address", "10.0.0.1"));
    assertThat(refused.get("state").textValue()).isEqualTo("needs_person");
    assertThat(refused.get("problem").textValue()).isEqualTo("It needs a key");

    String both = "x\"},{\"key\":\"key\",\"value\":\"hush";
    JsonNode running = hub.json("a", "PUT", second, body.formatted("address", both));
    assertThat(running.get("state").textValue()).isEqualTo("running");
    assertThat(hub.json("a", "GET", second + "/settings", null).toString())
        .contains("address")
        .doesNotContain("hush");

    JsonNode kept = hub.json("a", "PUT", second, body.formatted("address", "elsewhere"));
    assertThat(kept.get("state").textValue()).as("the key is still known").isEqualTo("running");
    assertThat(hub.call("a", "PUT", second, body.formatted("colour", "x")).statusCode())
        .isEqualTo(400);
    assertThat(hub.call("a", "PUT", "/drivers/x", body.replace("test", "none")).statusCode())
        .isEqualTo(409);
    assertThat(hub.call("a", "DELETE", second, null).statusCode()).isEqualTo(204);
    assertThat(hub.call("a", "GET", second + "/settings", null).statusCode()).isEqualTo(404);
    hub.access.enter("res", Role.RESIDENT);
    assertThat(hub.call("res", "PUT", second, body).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"value\":\"yes\"}|value",
        "{\"value\":null}|value",
        "{\"value\":[1]}|value",
        "{}|value",
        "{\"value\":true,\"extra\":1}|extra",
        "{\"value\":true,\"value\":false}|value",
        "{\"value\":true,\"transitionSeconds\":-1}|transitionSeconds",
        "{\"value\":true,\"confirmed\":\"yes\"}|confirmed",
        "{\"value\":1e999}|value",
        "[]|",
        "{\"value\":tru|",
        "{\"value\":true} x|",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[|"
      })
  void wrong_documents_are_refused_with_the_field(String body, String field) throws Exception {
    hub.access.enter("a", Role.OWNER);
    HttpResponse<String> response = hub.call("a", "POST", lamp(), body);
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode problem = TestHub.JSON.readTree(response.body());
    assertThat(problem.path("field").asText("")).isEqualTo(field == null ? "" : field);
    assertThat(response.body()).doesNotContain("Exception", "io.lares", "jackson");
  }

  @Test
  void a_connection_serves_on_after_a_refusal_that_did_not_look_at_the_body() throws Exception {
    hub.access.enter("a", Role.OWNER);
    for (int i = 0; i < 200; i++) {
      String body = "{\"value\":\"" + "x".repeat(i * 500) + "\"}";
      assertThat(hub.call("a", "POST", "/devices/none/attributes/A.b", body).statusCode())
          .isIn(400, 404);
      assertThat(hub.call("a", "POST", lamp(), "no json").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void wrong_requests_are_refused_in_words() throws Exception {
    hub.access.enter("a", Role.OWNER);
    assertThat(hub.call("a", "GET", "/nothing", null).statusCode()).isEqualTo(404);
    assertThat(hub.call("a", "PUT", "/home", "{}").headers().firstValue("Allow"))
        .contains("GET, PATCH");
    assertThat(hub.call("a", "GET", "/activity?limit=x", null).statusCode()).isEqualTo(400);
    assertThat(hub.call("a", "GET", "/activity?what=1", null).statusCode()).isEqualTo(400);
    assertThat(hub.call("a", "POST", "/devices/none/attributes/A.b", "{\"value\":1}").statusCode())
        .isEqualTo(404);
    String large = "{\"value\":\"" + "x".repeat(300_000) + "\"}";
    assertThat(hub.call("a", "POST", lamp(), large).statusCode()).isEqualTo(413);
    assertThat(hub.raw("POST", "/api/v1/claim", "{}", "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    assertThat(hub.call("a", "POST", "/ask", "{\"text\":\"hi\"}").statusCode()).isEqualTo(503);
  }

  @Test
  void every_route_is_described_and_answers_a_login_with_a_described_shape() throws Exception {
    hub.access.enter("a", Role.OWNER);
    for (var path : hub.description().get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        assertThat(operation.getValue().path("summary").asText()).isNotBlank();
        boolean read = operation.getKey().equals("get");
        if (read && !path.getKey().contains("{") && !path.getKey().equals("/events")) {
          hub.call("a", "GET", path.getKey(), null);
        }
      }
    }
    hub.call("a", "POST", "/areas", "{\"name\":\"客厅\",\"floor\":null}");
    hub.call("a", "POST", "/floors", "{\"name\":\"Ground\",\"level\":0}");
    hub.call("a", "PATCH", "/areas/room", "{\"floor\":\"ground\"}");
    JsonNode placed =
        hub.json("a", "PATCH", "/devices/" + hub.device("lamp"), "{\"area\":\"room\"}");
    assertThat(placed.get("area").textValue()).isEqualTo("room");
    assertThat(hub.call("a", "POST", "/setup", "{\"home\":\"empty\"}").statusCode()).isEqualTo(204);
    assertThat(hub.call("a", "POST", "/setup", "{\"home\":\"empty\"}").statusCode()).isEqualTo(409);
  }

  @Test
  void hostile_names_come_back_as_plain_json() throws Exception {
    hub.access.enter("a", Role.OWNER);
    HttpResponse<String> home = hub.call("a", "GET", "/home", null);
    assertThat(home.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(home.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(TestHub.JSON.readTree(home.body()).get("devices").findValuesAsText("name"))
        .anyMatch(name -> name.contains("<script>"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,200",
    "localhost:8080,200",
    "gateway,200",
    "lares.local,200",
    "[::1]:80,200",
    "192.168.1.4:8080,200",
    "evil.example,421",
    "127.0.0.1.evil.example,421"
  })
  void only_the_hubs_own_names_are_answered(String host, int status) throws Exception {
    assertThat(socket("GET /api/v1/status HTTP/1.1\r\nHost: " + host + "\r\n"))
        .startsWith("HTTP/1.1 " + status);
  }

  private String socket(String head) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", hub.port())) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_page_is_compressed_cached_and_answers_its_own_addresses() throws Exception {
    HttpResponse<String> script = hub.raw("GET", "/assets/a-1.js", null, "Accept-Encoding", "br");
    assertThat(script.body()).isEqualTo("brotli");
    assertThat(script.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    String tag = script.headers().firstValue("ETag").orElseThrow();
    assertThat(
            hub.raw("GET", "/assets/a-1.js", null, "Accept-Encoding", "br", "If-None-Match", tag)
                .statusCode())
        .isEqualTo(304);
    HttpResponse<String> inside = hub.raw("GET", "/rooms/kitchen", null);
    assertThat(inside.body()).contains("Lares");
    assertThat(inside.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'", "frame-ancestors 'none'");
    assertThat(hub.raw("GET", "/assets/none.js", null).statusCode()).isEqualTo(404);
    assertThat(socket("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n"))
        .doesNotContain("root:");
  }

  @Test
  void live_events_come_and_end_with_the_session() throws Exception {
    hub.access.enter("a", Role.OWNER);
    try (Socket socket = new Socket("127.0.0.1", hub.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n"
                      + "Cookie: lares_session=a\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      readUntil(in, "event: resync");
      hub.call("a", "POST", lamp(), "{\"value\":true}");
      readUntil(in, "event: change");
      hub.call("a", "DELETE", "/session", null);
      in.readAllBytes(); // hangs here unless the hub ends the stream
    }
  }

  private static void readUntil(InputStream in, String wanted) throws Exception {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(wanted) < 0) {
      int next = in.read();
      assertThat(next).as("the stream ended after: %s", seen).isNotNegative();
      seen.append((char) next);
    }
  }

  @Test
  void an_upload_must_be_a_jar_with_a_plain_name() throws Exception {
    hub.access.enter("a", Role.OWNER);
    var added = new java.util.concurrent.ConcurrentHashMap<String, String>();
    hub.parts
        .bundles()
        .came(
            new Bundles() {
              @Override
              public List<BundleReport> list() {
                return List.of();
              }

              @Override
              public void add(String fileName, InputStream jar) throws java.io.IOException {
                added.put(fileName, new String(jar.readAllBytes(), StandardCharsets.UTF_8));
              }

              @Override
              public void start(String fileName) {}

              @Override
              public void stop(String fileName) {}

              @Override
              public void remove(String fileName) {}

              @Override
              public Subscription onChange(Runnable listener) {
                return () -> {};
              }
            });
    assertThat(upload("x.jar", "no jar").statusCode()).isEqualTo(400);
    assertThat(upload("..%2Fx.jar", "PK\u0003\u0004rest").statusCode()).isEqualTo(400);
    assertThat(added).isEmpty();
    assertThat(upload("x.jar", "PK\u0003\u0004rest").statusCode()).isEqualTo(202);
    assertThat(added).containsEntry("x.jar", "PK\u0003\u0004rest");
  }

  private HttpResponse<String> upload(String name, String body) throws Exception {
    return hub.raw(
        "POST",
        "/api/v1/bundles?name=" + name,
        body,
        "Cookie",
        "lares_session=a",
        "X-CSRF-Token",
        "csrf-a",
        "Content-Type",
        "application/java-archive");
  }
}
