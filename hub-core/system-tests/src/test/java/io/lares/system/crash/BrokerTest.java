package io.lares.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.mqtt.testing.MosquittoProcess;
import io.lares.system.HubProcess;
import io.lares.system.MqttLamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the broker under a hub. */
class BrokerTest {
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void theHubAndItsDevicesComeBackAfterTheBrokerWasKilledMidTraffic() throws Exception {
    try (MosquittoProcess broker = MosquittoProcess.start();
        MqttLamp lamp = new MqttLamp(broker.uri(), "lamp");
        HubProcess hub = HubProcess.start(folder)) {
      hub.claim("empty");
      hub.useBroker(broker.uri());
      String id = awaitLamp(hub);
      Set<String> taken = new HashSet<>();
      for (int kill = 1; kill <= KILLS; kill++) {
        Thread traffic = Thread.ofVirtual().start(() -> warmForEver(lamp));
        await()
            .atMost(PATIENCE)
            .until(() -> hub.get("activity?limit=100").path("rows").size() == 100);
        broker.kill();
        traffic.join();
        await()
            .atMost(PATIENCE)
            .until(() -> !hub.get("health").at("/mqtt/connected").booleanValue());
        assertThat(hub.get("health").at("/mqtt/problem").asText()).isNotEmpty();
        assertThat(hub.command(id, "OnOff.onOff", "true")).isEqualTo("failedOFFLINE");
        hub.get("activity?limit=500").path("rows").forEach(row -> taken.add(row.toString()));

        broker.restart();
        lamp.connect();
        assertThat(awaitLamp(hub)).isEqualTo(id);
        lamp.warm(50 + kill);
        int warmth = 50 + kill;
        await().atMost(PATIENCE).until(() -> warmth == celsius(hub));
        assertThat(hub.get("health").at("/mqtt/problem").asText()).isEmpty();
      }
      assertThat(hub.get("health").at("/mqtt/reconnects").asInt()).isGreaterThanOrEqualTo(KILLS);
      assertThat(allRows(hub)).containsAll(taken);
    }
  }

  private static void warmForEver(MqttLamp lamp) {
    try {
      for (int i = 0; true; i++) {
        lamp.warm(i % 400 / 10.0);
      }
    } catch (MqttException e) {
      // The broker was killed.
    }
  }

  /** Waits until the lamp does what it is told; its identifier. */
  private static String awaitLamp(HubProcess hub) throws Exception {
    await().atMost(PATIENCE).until(() -> hub.device("lamp").path("available").booleanValue());
    String id = hub.device("lamp").path("id").asText();
    for (String wish : new String[] {"true", "false"}) {
      await()
          .atMost(PATIENCE)
          .until(() -> hub.command(id, "OnOff.onOff", wish).equals("confirmed"));
    }
    return id;
  }

  private static double celsius(HubProcess hub) throws Exception {
    for (JsonNode attribute : hub.device("lamp").path("attributes")) {
      if (attribute.path("id").asText().equals("Sensor.temperature")) {
        return attribute.path("value").asDouble();
      }
    }
    return Double.NaN;
  }

  private static Set<String> allRows(HubProcess hub) throws Exception {
    Set<String> rows = new HashSet<>();
    long before = Long.MAX_VALUE;
    JsonNode page;
    do {
      page = hub.get("activity?limit=500&before=" + before);
      for (JsonNode row : page.path("rows")) {
        rows.add(row.toString());
        before = row.path("row").asLong();
      }
    } while (page.path("more").booleanValue());
    return rows;
  }
}
