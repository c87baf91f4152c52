package io.lares.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.lares.system.HubProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fills the disk under a hub. Only where the tests may mount one of their own. */
class FullDiskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aHubWithAFullDiskGoesOnSaysSoAndLosesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64m", "none", disk.toString()))
        .as("mounting a disk of one's own; only root may")
        .isZero();
    try (HubProcess hub = HubProcess.start(folder, disk.resolve("data"))) {
      hub.claim("demo");
      Path ballast = disk.resolve("ballast");
      fill(ballast);
      await()
          .atMost(PATIENCE)
          .until(() -> {
            hub.command("virtual.hall-light", "OnOff.onOff", "true");
            hub.command("virtual.hall-light", "OnOff.onOff", "false");
            return problem(hub).startsWith("The disk is full");
          });
      assertThat(hub.command("virtual.hall-light", "OnOff.onOff", "true")).isEqualTo("confirmed");
      assertThat(hub.send("POST", "areas", "{\"name\":\"Attic\"}").status()).isEqualTo(201);
      assertThat(hub.get("home").path("devices")).isNotEmpty();
      assertThat(hub.get("health").at("/store/waiting").asLong()).isPositive();

      Files.delete(ballast);
      await().atMost(PATIENCE).until(() -> problem(hub).isEmpty());
      await().atMost(PATIENCE).until(() -> confirmedAsLast(hub));
      assertThat(hub.get("health").at("/store/dropped").asLong()).isZero();
      assertThat(hub.send("PATCH", "home", "{\"name\":\"Room\"}").status()).isEqualTo(204);
      hub.restart();
      assertThat(hub.get("home").path("name").asText()).isEqualTo("Room");
      assertThat(hub.get("home").path("areas").findValuesAsText("name")).contains("Attic");
      assertThat(problem(hub)).isEmpty();
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  /** The last that was done while the disk was full stands in the journal now. */
  private static boolean confirmedAsLast(HubProcess hub) throws Exception {
    for (var row : hub.get("activity?limit=100&device=virtual.hall-light").path("rows")) {
      if (row.path("kind").asText().equals("done")) {
        return row.path("after").booleanValue() && row.path("outcome").asText().equals("confirmed");
      }
    }
    return false;
  }

  private static String problem(HubProcess hub) throws Exception {
    return hub.get("health").at("/store/problem").asText();
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
