package io.lares.system.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.mqtt.testing.MosquittoProcess;
import io.lares.system.HubProcess;
import io.lares.system.HubProcess.Answer;
import io.lares.system.MqttLamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile input into a real hub, through a real broker and through REST. All of it meets the same
 * hub, and after each a device that has nothing to do with it must answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The heap that {@code ./hub run} allows, and what the JVM itself needs. */
  private static final long MOST_MEGABYTES = 450;

  private static final List<String> COMPONENTS =
      List.of("light", "switch", "sensor", "cover", "climate", "fan", "number", "device", "event");

  private static final String REAL =
      """
      {"name":"Lamp","schema":"json","brightness":true,"brightness_scale":254,"stat_t":"~/state",
       "~":"base","cmd_t":"~/set","val_tpl":"{{ value_json.a | round(1) }}","min":1,"max":10,
       "avty":[{"t":"~/av","val_tpl":"{{ value_json.s }}"}],"ops":["a","b"],"uniq_id":"u1",
       "sup_clrm":["xy"],"dev":{"ids":["d1"],"name":"Device","mf":"M"},"modes":["off","heat"],
       "temp_cmd_t":"t/c","mode_cmd_t":"m/c","pct_cmd_t":"p/c","evt_typ":["x"],
       "cmps":{"a":{"p":"sensor","stat_t":"s","uniq_id":"q"}}}
      """;

  private MosquittoProcess broker;
  private HubProcess hub;
  private MqttLamp lamp;

  @BeforeAll
  void startHub(@TempDir Path folder) throws Exception {
    broker = MosquittoProcess.start();
    hub = HubProcess.start(folder);
    hub.claim("demo");
    hub.useBroker(broker.uri());
    lamp = new MqttLamp(broker.uri(), "lamp");
    assertLampAnswers();
  }

  @AfterAll
  void stopHub() throws Exception {
    lamp.close();
    hub.close();
    broker.close();
  }

  @Test
  void thousandsOfBrokenAnnouncementsHurtNobody() throws Exception {
    Random random = new Random(20_261_124);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = REAL.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(8); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "{}[]\":,0~\\".charAt(random.nextInt(10));
      }
      String component = COMPONENTS.get(random.nextInt(COMPONENTS.size()));
      lamp.publish("homeassistant/" + component + "/f" + i % 300 + "/config", bytes, false);
      lamp.publish("base/state", bytes, false);
    }
    assertLampAnswers();
    assertThat(hub.driver("mqtt-discovery").path("state").asText()).isEqualTo("running");
    assertThat(hub.driver("mqtt-discovery").path("restarts").asInt()).isZero();
    awaitComplaint();
    assertSmall();
  }

  @Test
  void hugeTopicsAndPayloadsAreRefusedOrCut() throws Exception {
    String huge = "x".repeat(1_000_000);
    for (int i = 0; i < 8; i++) {
      lamp.publish("homeassistant/switch/a" + i + "/config", huge, false);
      lamp.publish("homeassistant/switch/b" + i + "/config", "{\"cmd_t\":\"" + huge + "\"}", false);
      lamp.publish(
          "homeassistant/switch/c" + i + "/config",
          "{\"cmd_t\":\"c\",\"stat_t\":\"" + huge + "\",\"uniq_id\":\"c\"}",
          false);
      lamp.publish("homeassistant/switch/d" + i + "/config", "[".repeat(1_000_000), false);
      lamp.publish("homeassistant/switch/" + huge.substring(0, 60_000) + "/config", REAL, false);
      lamp.publish("lamp/state", huge, false);
      lamp.publish("lamp/t", huge, false);
    }
    assertLampAnswers();
    assertThat(hub.get("home").toString()).hasSizeLessThan(500_000);
    awaitComplaint();
    assertSmall();
  }

  @Test
  void hostileNamesAreCleanedAndShown() throws Exception {
    String name = "<script>alert(1)</script>\u202Eesrever\u0000\u0007\u200F" + "n".repeat(10_000);
    String json = quoted(name);
    lamp.publish(
        "homeassistant/switch/hostile/config",
        "{\"name\":"
            + json
            + ",\"cmd_t\":\"h/set\",\"stat_t\":\"h/s\",\"uniq_id\":\"hostile\",\"dev\":{\"ids\":"
            + "\"h\",\"name\":"
            + json
            + ",\"mf\":"
            + json
            + ",\"sa\":"
            + json
            + "}}",
        true);
    await()
        .atMost(PATIENCE)
        .until(() ->
            hub.get("home").path("devices").findValuesAsText("name").stream()
                .anyMatch(shown -> shown.startsWith("<script>")));
    for (JsonNode device : hub.get("home").path("devices")) {
      for (String field : List.of("name", "manufacturer", "model")) {
        assertClean(device.path(field).asText());
      }
    }
    hub.get("home").path("areas").forEach(area -> assertClean(area.path("name").asText()));
    assertLampAnswers();
  }

  @Test
  void wrongRequestsGetAProblemInWords() throws Exception {
    String light = "devices/virtual.hall-light/attributes/OnOff.onOff";
    assertProblem("POST", light, "{\"value\":\"perhaps\"}", 400);
    assertProblem("POST", light, "{\"value\":1e999}", 400);
    assertProblem("POST", light, "{\"value\":{\"a\":[1]}}", 400);
    assertProblem("POST", light, "{\"value\":null}", 400);
    assertProblem("POST", light, "{\"value\":true,\"transitionSeconds\":\"soon\"}", 400);
    assertProblem("POST", light, "{\"value\":true,\"transitionSeconds\":-1}", 400);
    assertProblem("POST", light, "{\"value\":true", 400);
    assertProblem("POST", light, "[true]", 400);
    assertProblem("POST", light, "true", 400);
    assertProblem("POST", light, "", 400);
    assertProblem("POST", light, "[".repeat(100_000), 400);
    assertProblem("POST", light + "?wait=long", "{\"value\":true}", 400);
    assertProblem("POST", "devices/nobody/attributes/OnOff.onOff", "{\"value\":true}", 404);
    assertProblem("PATCH", "home", "{\"name\":7}", 400);
    assertProblem("PATCH", "home", "{\"name\":\"" + "n".repeat(10_000) + "\"}", 400);
    assertProblem("PATCH", "home", "{\"language\":\"tlh\"}", 400);
    assertProblem("POST", "areas", "{\"name\":\"A\",\"aliases\":\"B\"}", 400);
    assertProblem("POST", "floors", "{\"name\":\"A\",\"level\":1.5}", 400);
    assertProblem("PUT", "mqtt", "{\"kind\":\"external\",\"uri\":\"gopher:x\",\"user\":\"\"}", 400);
    assertProblem("GET", "activity?limit=-1", null, 400);
    assertProblem("GET", "activity?before=x", null, 400);
    assertProblem("GET", "nothing/here", null, 404);
    assertProblem("DELETE", "home", null, 405);
    assertProblem("PATCH", "home", "{\"name\":\"" + "n".repeat(20_000_000) + "\"}", 413);
    assertLampAnswers();
    assertSmall();
  }

  private void assertProblem(String method, String path, String body, int status) throws Exception {
    Answer answer = hub.send(method, path, body);
    String request = method + " " + path + " gave " + answer;
    assertThat(answer.status()).as(request).isEqualTo(status);
    assertThat(answer.type()).as(request).startsWith("application/problem+json");
    assertThat(answer.body().path("title").asText()).as(request).isNotEmpty();
    assertThat(answer.body().path("detail").asText()).as(request).isNotEmpty();
  }

  /** A device that has nothing to do with it still does what it is told. */
  private void assertLampAnswers() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          String id = hub.device("lamp").path("id").asText();
          assertThat(hub.command(id, "OnOff.onOff", "true")).isEqualTo("confirmed");
          assertThat(hub.command(id, "OnOff.onOff", "false")).isEqualTo("confirmed");
        });
  }

  /** The page says of the driver that it got what it can't use; it says so after a moment. */
  private void awaitComplaint() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(hub.driver("mqtt-discovery").path("problem").asText())
                .contains("can't be used"));
  }

  private void assertSmall() throws Exception {
    assertThat(hub.residentMegabytes()).isLessThan(MOST_MEGABYTES);
  }

  private static void assertClean(String shown) {
    assertThat(shown).hasSizeLessThanOrEqualTo(200);
    assertThat(shown.codePoints())
        .noneMatch(c ->
            Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(c -> json.append(c < ' ' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
    return json.append('"').toString();
  }
}
