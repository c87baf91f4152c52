package io.lares.automations.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Step;
import io.lares.scenes.Scene;
import io.lares.scenes.internal.HomeScenes;
import io.lares.scenes.internal.SceneDriver;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that set each other off through a scene: rule, scene, device, rule. */
class CircleThroughASceneTest {
  private static final Value ON = Value.of(true);
  private static final Value OFF = Value.of(false);

  @TempDir Path folder;
  private final LateScenes late = new LateScenes();
  private House house;

  @BeforeEach
  void moveIn() throws Exception {
    house = new House(folder, "2026-05-04T12:00", "Europe/Berlin", late);
    HomeScenes scenes =
        new HomeScenes(house.kernel, house.assistant, house.store, house.store, house.clock);
    late.driver = new SceneDriver(scenes);
    house
        .kernel
        .drivers()
        .open("scenes", "scenes", Map.of())
        .toCompletableFuture()
        .get(30, SECONDS);
    scenes.save(new Scene("evening", "Evening", List.of(house.turn("desk-lamp", true))), House.ANN);
    await()
        .until(() ->
            house.kernel.registry().home().devices().stream()
                .anyMatch(device -> device.origin().nativeId().equals("evening")));
  }

  @AfterEach
  void moveOut() {
    house.close();
  }

  private void rule(String id, String lamp, Value becomes, Step... steps) {
    Automation rule =
        house.rule(
            id, List.of(house.becomes(lamp, Vocabulary.ON_OFF, becomes, Duration.ZERO)), steps);
    house.automations.save(
        new Automation(
            rule.id(),
            rule.name(),
            true,
            rule.triggers(),
            rule.condition(),
            rule.during(),
            rule.steps(),
            Automation.Mode.QUEUED,
            rule.debounce(),
            rule.coolDown(),
            rule.missed(),
            rule.origin()));
  }

  private Step evening() {
    return house.set("evening", AttributeId.parse("Scene.activated"), ON);
  }

  private List<String> notes() {
    return house.store.find(JournalQuery.newest(500)).stream()
        .map(row -> row.entry())
        .filter(JournalEntry.Noted.class::isInstance)
        .map(entry -> ((JournalEntry.Noted) entry).message())
        .toList();
  }

  @Test
  void aCircleThroughASceneIsNamedAndStopped() {
    rule("opens", "hall-lamp", ON, evening());
    rule(
        "closes",
        "desk-lamp",
        ON,
        house.turn("desk-lamp", false),
        house.turn("hall-lamp", false),
        house.turn("hall-lamp", true));
    house.show("desk-lamp", Vocabulary.ON_OFF, OFF);
    house.show("hall-lamp", Vocabulary.ON_OFF, OFF);

    house.show("hall-lamp", Vocabulary.ON_OFF, ON);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(Stream.of("opens", "closes").flatMap(id -> house.results(id).stream()))
                .contains(Trace.Result.LOOP));
    await()
        .untilAsserted(() ->
            assertThat(notes())
                .anyMatch(note ->
                    note.matches("Rule .* leads to itself.*(opens|closes) -> (opens|closes).*")));
    assertThat(house.results("opens").stream().filter(Trace.Result.DONE::equals).count())
        .as("rounds before it was seen to be a circle")
        .isBetween(1L, 4L);
  }

  @Test
  void aWayThroughASceneThatEndsIsNoCircle() {
    rule("opens", "hall-lamp", ON, evening());
    rule("follows", "desk-lamp", ON, house.turn("fan", true));
    for (int i = 0; i < 5; i++) {
      house.show("desk-lamp", Vocabulary.ON_OFF, OFF);
      house.show("hall-lamp", Vocabulary.ON_OFF, OFF);
      house.show("hall-lamp", Vocabulary.ON_OFF, ON);
      int rounds = i + 1;
      await().untilAsserted(() -> assertThat(house.results("follows")).hasSize(rounds));
    }
    assertThat(house.results("opens")).containsOnly(Trace.Result.DONE);
    assertThat(house.results("follows")).containsOnly(Trace.Result.DONE);
  }

  /** Stands for the scenes' driver until there are scenes: each needs the kernel first. */
  private static final class LateScenes implements Driver {
    private volatile @Nullable SceneDriver driver;

    @Override
    public DriverManifest manifest() {
      return new DriverManifest("scenes", "Scenes", "1.0.0", Set.of(), List.of(), false);
    }

    @Override
    public Session open(DriverConfig config, DriverHost host) throws DriverException {
      return Objects.requireNonNull(driver).open(config, host);
    }
  }
}
