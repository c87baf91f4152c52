package io.lares.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.system.HubProcess;
import io.lares.system.SampleBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drops drivers that misbehave into a real hub. */
class BadDriverTest {
  private static final List<String> BEHAVIOURS = List.of("throw", "hang", "spin", "flood", "leak");

  @TempDir Path folder;

  @Test
  void badDriversAreNamedAndTheDevicesOfOthersAnswer() throws Exception {
    try (HubProcess hub = HubProcess.start(folder)) {
      hub.claim("demo");
      for (String behaviour : BEHAVIOURS) {
        Files.write(hub.data().resolve("drop-in").resolve(behaviour + ".jar"), bundle(behaviour));
      }
      awaitProblem(hub, "throw", "It failed with IllegalStateException: no antenna");
      awaitProblem(hub, "hang", "It hung: a call did not return for 5.0 s. It was cut off");
      assertOthersAnswer(hub);
      awaitProblem(hub, "spin", "It hung: a call did not return for 5.0 s. It was cut off");
      awaitProblem(hub, "flood", "It reports faster than the hub can take, and is slowed down");
      assertOthersAnswer(hub);

      assertThat(hub.send("POST", "drivers/bad-leak/stop", null).status()).isEqualTo(204);
      awaitProblem(hub, "leak", "It left 1 thread(s) running: bad-leak-leak");
      assertThat(hub.driver("bad-leak").path("state").asText()).isEqualTo("stopped");
      assertThat(hub.driver("virtual").path("problem").asText()).isEmpty();
      assertThat(hub.driver("virtual").path("restarts").asInt()).isZero();

      for (String behaviour : BEHAVIOURS) {
        Files.delete(hub.data().resolve("drop-in").resolve(behaviour + ".jar"));
      }
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> hub.driver("bad-flood").path("state").asText().equals("missing"));
      assertOthersAnswer(hub);
    }
  }

  private static void awaitProblem(HubProcess hub, String behaviour, String problem) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(hub.driver("bad-" + behaviour).path("problem").asText())
                .startsWith(problem));
  }

  private static void assertOthersAnswer(HubProcess hub) throws Exception {
    for (String wish : new String[] {"true", "false"}) {
      assertThat(hub.command("virtual.hall-light", "OnOff.onOff", wish)).isEqualTo("confirmed");
    }
  }

  private static byte[] bundle(String behaviour) throws IOException {
    return SampleBundle.of(
        "bad-" + behaviour, "1.0.0", BadDriver.class, behaviour, ",io.lares.driver,io.lares.home");
  }
}
