package io.lares.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.mqtt.testing.MosquittoProcess;
import io.lares.system.HubProcess;
import io.lares.system.MqttLamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a hub with {@code kill -9} while it writes, again and again. How often stands in the system
 * property {@code lares.kills}.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("lares.kills", 4);
  private static final int ROWS_AT_ONCE = 500;

  @TempDir Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void whatTheHubHasShownOrSavedIsThereAfterEveryKill() throws Exception {
    Random random = new Random();
    Map<Long, Integer> shown = new HashMap<>();
    try (MosquittoProcess broker = MosquittoProcess.start();
        MqttLamp lamp = new MqttLamp(broker.uri(), "lamp");
        HubProcess hub = HubProcess.start(folder)) {
      hub.claim("demo");
      hub.useBroker(broker.uri());
      awaitLamp(hub);
      int devices = hub.get("home").path("devices").size();
      for (int kill = 1; kill <= KILLS; kill++) {
        Map<Long, String> rows = new TreeMap<>();
        String saved = "House " + kill;
        Load load = new Load(hub, lamp);
        int enough = 300 + random.nextInt(3000);
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> {
              note(hub.get("activity?limit=" + ROWS_AT_ONCE), rows);
              return rows.size() >= enough;
            });
        assertThat(hub.send("PATCH", "home", "{\"name\":\"" + saved + "\"}").status())
            .isEqualTo(204);
        assertThat(hub.send("POST", "areas", "{\"name\":\"Room " + kill + "\"}").status())
            .isEqualTo(201);
        hub.kill();
        load.end();
        hub.restart();

        assertThat(rowsFrom(hub, rows.keySet().iterator().next())).containsAllEntriesOf(rows);
        rows.forEach((row, text) -> shown.put(row, text.hashCode()));
        JsonNode home = hub.get("home");
        assertThat(home.path("name").asText()).isEqualTo(saved);
        assertThat(home.path("areas").findValuesAsText("name")).contains("Room " + kill);
        assertThat(home.path("devices")).hasSize(devices);
        assertThat(hub.get("health").at("/store/problem").asText()).isEmpty();
        awaitLamp(hub);
      }
      Map<Long, Integer> found = new HashMap<>();
      rowsFrom(hub, 0).forEach((row, text) -> found.put(row, text.hashCode()));
      assertThat(found).containsAllEntriesOf(shown);
      System.out.printf("%d rows were shown before %d kills; all are there%n", shown.size(), KILLS);
    }
  }

  /** The lamp answers, and so does a virtual one. */
  private static void awaitLamp(HubProcess hub) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> hub.device("lamp").path("available").booleanValue());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          String id = hub.device("lamp").path("id").asText();
          assertThat(hub.command(id, "OnOff.onOff", "true")).isEqualTo("confirmed");
          assertThat(hub.command("virtual.hall-light", "OnOff.onOff", "true"))
              .isEqualTo("confirmed");
        });
  }

  /** All rows from this one on. */
  private static Map<Long, String> rowsFrom(HubProcess hub, long first) throws Exception {
    Map<Long, String> rows = new HashMap<>();
    long before = Long.MAX_VALUE;
    boolean more = true;
    while (more && before > first) {
      JsonNode page = hub.get("activity?limit=" + ROWS_AT_ONCE + "&before=" + before);
      note(page, rows);
      JsonNode oldest = page.path("rows").path(page.path("rows").size() - 1);
      before = oldest.path("row").asLong();
      more = page.path("more").booleanValue();
    }
    return rows;
  }

  private static void note(JsonNode page, Map<Long, String> rows) {
    page.path("rows").forEach(row -> rows.put(row.path("row").asLong(), row.toString()));
  }

  /** Keeps the hub writing until it is ended: a thermometer that never rests, and commands. */
  private static final class Load {
    private final Thread thermometer;
    private final Thread person;
    private volatile boolean ended;

    Load(HubProcess hub, MqttLamp lamp) {
      thermometer = Thread.ofVirtual().start(() -> warm(lamp));
      person = Thread.ofVirtual().start(() -> command(hub));
    }

    private void warm(MqttLamp lamp) {
      try {
        for (int i = 0; !ended; i++) {
          lamp.warm(i % 400 / 10.0);
          LockSupport.parkNanos(500_000);
        }
      } catch (MqttException e) {
        throw new IllegalStateException(e);
      }
    }

    private void command(HubProcess hub) {
      try {
        for (int i = 0; !ended; i++) {
          hub.command("virtual.hall-light", "OnOff.onOff", String.valueOf(i % 2 == 0));
        }
      } catch (IOException e) {
        // The hub was killed.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void end() throws InterruptedException {
      ended = true;
      thermometer.join();
      person.join();
    }
  }
}
