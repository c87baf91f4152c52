package io.lares.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.store.sqlite.SqliteStore;
import io.lares.web.http.FrontServlet;
import io.lares.web.http.HostCheck;
import io.lares.web.http.Page;
import io.lares.web.http.PageSource;
import io.lares.web.hub.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The web on a real Jetty over a real kernel and store. Checks every answer against OpenAPI. */
final class TestHub {
  static final ObjectMapper JSON = new ObjectMapper();

  final Parts parts = new Parts();
  final FakeAccess access = new FakeAccess();
  final AtomicInteger claims = new AtomicInteger();
  final Kernel kernel;
  final Api api;
  private final SqliteStore store;
  private final Server server = new Server();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final JsonNode description;

  TestHub(Path folder, Map<String, byte[]> page) throws Exception {
    store = new SqliteStore(folder.resolve("store"));
    kernel = new KernelFactoryComponent().create(store, List.of(new TestDriver()));
    parts.kernel().came(kernel);
    parts.access().came(access);
    parts.journal().came(store);
    parts.settings().came(store);
    parts.store().came(store);
    api =
        new Api(
            parts,
            new Api.Setting(
                "1.2.3",
                folder.resolve("uploads"),
                claims::incrementAndGet,
                Duration.ofMillis(100),
                Clock.systemUTC()));
    api.came(kernel);
    PageSource source =
        new PageSource() {
          @Override
          public @Nullable Object edition() {
            return page.isEmpty() ? null : "edition";
          }

          @Override
          public byte @Nullable [] read(String path) {
            return page.get(path);
          }
        };
    ServletHolder holder =
        new ServletHolder(
            new FrontServlet(
                api.router(), new Page(source), new HostCheck(Set.of("gateway"), Set::of)));
    holder.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(holder, "/*");
    server.setHandler(context);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    port = connector.getLocalPort();
    description = JSON.readTree(raw("GET", "/api/v1/openapi.json", null).body());
    Awaitility.await().until(() -> kernel.registry().home().devices().size() == 2);
  }

  int port() {
    return port;
  }

  JsonNode description() {
    return description;
  }

  String device(String name) {
    return kernel.registry().home().devices().stream()
        .filter(device -> device.name().contains(name))
        .findFirst()
        .orElseThrow()
        .id()
        .value();
  }

  HttpResponse<String> raw(String method, String path, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** A call as a page makes it; the answer is checked against the description. */
  HttpResponse<String> call(String session, String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        raw(
            method,
            "/api/v1" + path,
            body,
            "Cookie",
            "lares_session=" + session,
            "X-CSRF-Token",
            "csrf-" + session,
            "Content-Type",
            "application/json");
    check(method, path, response);
    return response;
  }

  JsonNode json(String session, String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return JSON.readTree(call(session, method, path, body).body());
  }

  void check(String method, String path, HttpResponse<String> response) throws IOException {
    String plain = path.replaceFirst("\\?.*", "");
    for (var entry : description.get("paths").properties()) {
      if (!plain.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+"))
          || !entry.getValue().has(method.toLowerCase())) {
        continue;
      }
      JsonNode responses = entry.getValue().get(method.toLowerCase()).get("responses");
      boolean good = response.statusCode() < 400;
      JsonNode described =
          good
              ? responses.get(String.valueOf(response.statusCode()))
              : description.at("/components/responses/Problem");
      assertThat(described).as("%s %s %d", method, path, response.statusCode()).isNotNull();
      if (described.has("content")) {
        ObjectNode schema =
            described
                .get("content")
                .properties()
                .iterator()
                .next()
                .getValue()
                .get("schema")
                .deepCopy();
        schema.set("components", description.get("components"));
        assertThat(
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(JSON.readTree(response.body())))
            .as("%s %s: %s", method, path, response.body())
            .isEmpty();
      }
      return;
    }
    assertThat(response.statusCode()).as("undescribed %s %s", method, path).isGreaterThan(400);
  }

  void close() throws Exception {
    api.close();
    server.stop();
    kernel.close();
    store.close();
    http.close();
  }
}
