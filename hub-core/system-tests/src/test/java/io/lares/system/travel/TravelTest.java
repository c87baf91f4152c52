package io.lares.system.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lares.mqtt.testing.MosquittoProcess;
import io.lares.system.HubProcess;
import io.lares.system.HubProcess.Answer;
import io.lares.system.MqttLamp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A phone with OwnTracks and a car that speaks VSS come home, over a real broker and over the hub's
 * own; a rule that was said in words follows each once it is twenty minutes away.
 */
class TravelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void overMosquitto() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start();
        HubProcess hub = HubProcess.start(folder)) {
      hub.claim("empty");
      hub.useBroker(broker.uri());
      comeHome(hub, broker.uri());
    }
  }

  @Test
  void overTheHubsOwnBroker() throws Exception {
    try (HubProcess hub = HubProcess.start(folder)) {
      hub.claim("empty");
      Answer built =
          hub.send(
              "PUT",
              "mqtt",
              "{\"kind\":\"built-in\",\"port\":"
                  + MosquittoProcess.freePort()
                  + ",\"openToNetwork\":false,\"user\":\"\"}");
      assertThat(built.status()).as("%s", built.body()).isEqualTo(200);
      await().atMost(PATIENCE).until(() -> hub.get("mqtt").at("/status/connected").booleanValue());
      comeHome(hub, hub.get("mqtt").at("/status/broker").asText());
    }
  }

  private static void comeHome(HubProcess hub, String broker) throws Exception {
    Answer lives =
        hub.send(
            "PUT",
            "home/place",
            "{\"latitude\":52.5,\"longitude\":13.4,\"zone\":\"Europe/Berlin\"}");
    assertThat(lives.status()).isEqualTo(200);
    try (MqttLamp lamp = new MqttLamp(broker, "lamp")) {
      awaitDevice(hub, "lamp");
      phone(lamp, 30);
      awaitDevice(hub, "Anna");
      say(hub, "turn on the lamp when Anna is twenty minutes away");
      for (double kilometres : List.of(24.0, 16.0, 9.0)) {
        phone(lamp, kilometres);
        awaitDistance(hub, "Anna", kilometres);
      }
      awaitLamp(hub, true);

      lamp.publish("lamp/state", "OFF", true);
      awaitLamp(hub, false);
      car(lamp, 30);
      awaitDevice(hub, "kona");
      say(hub, "turn on the lamp when the car is twenty minutes away");
      for (double kilometres : List.of(24.0, 16.0, 9.0)) {
        car(lamp, kilometres);
        awaitDistance(hub, "kona", kilometres);
      }
      awaitLamp(hub, true);
      phone(lamp, 0.01);
      await()
          .atMost(PATIENCE)
          .until(() -> state(hub, "Anna", "Person.location").asText().equals("home"));
    }
  }

  private static void awaitDevice(HubProcess hub, String name) {
    await()
        .atMost(PATIENCE)
        .until(() -> hub.get("home").path("devices").findValuesAsText("name").contains(name));
  }

  private static void phone(MqttLamp client, double kilometres) throws MqttException {
    client.publish(
        "owntracks/anna/phone",
        String.format(
            Locale.ROOT,
            "{\"_type\":\"location\",\"lat\":%f,\"lon\":13.4,\"acc\":10,\"tst\":%d}",
            52.5 + kilometres / 111.195,
            Instant.now().getEpochSecond()),
        true);
  }

  private static void car(MqttLamp client, double kilometres) throws MqttException {
    client.publish("vss/kona/Vehicle/CurrentLocation/Longitude", "13.4", false);
    client.publish(
        "vss/kona/Vehicle/CurrentLocation/Latitude",
        String.format(Locale.ROOT, "%f", 52.5 + kilometres / 111.195),
        false);
  }

  private static void say(HubProcess hub, String sentence) throws Exception {
    Answer asked = hub.send("POST", "ask", "{\"text\":\"" + sentence + "\",\"language\":\"en\"}");
    assertThat(asked.body().path("stage").asText().toLowerCase(Locale.ROOT))
        .as("%s", asked.body())
        .contains("confirm");
    Answer kept =
        hub.send("POST", "ask/" + asked.body().path("id").asText() + "/answer", "{\"yes\":true}");
    assertThat(kept.status()).as("%s", kept.body()).isIn(200, 202);
    await()
        .atMost(PATIENCE)
        .until(() -> hub.get("automations").findValuesAsText("name").contains(sentence));
  }

  /** What an attribute of a device shows; nothing while there is no such thing. */
  private static JsonNode state(HubProcess hub, String device, String attribute) throws Exception {
    for (JsonNode one : hub.get("home").path("devices")) {
      for (JsonNode each : one.path("attributes")) {
        if (one.path("name").asText().equals(device)
            && each.path("id").asText().equals(attribute)) {
          return each.path("value");
        }
      }
    }
    return MissingNode.getInstance();
  }

  private static void awaitDistance(HubProcess hub, String device, double kilometres) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> Math.abs(state(hub, device, "Journey.distance").asDouble(-1) - kilometres) < 0.6);
  }

  private static void awaitLamp(HubProcess hub, boolean on) {
    await()
        .atMost(PATIENCE)
        .until(() -> state(hub, "lamp", "OnOff.onOff").asText().equals(String.valueOf(on)));
  }
}
