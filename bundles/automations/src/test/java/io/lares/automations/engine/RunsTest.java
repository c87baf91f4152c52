package io.lares.automations.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.kernel.Intent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rules led to a change, also by way of a scene. */
class RunsTest {
  private final Runs runs = new Runs();

  private List<String> behindScene(String cause) {
    return runs.behind(new Intent("scene-1", Actor.scene("s"), "", true, cause));
  }

  @Test
  void theChainGoesOnThroughWhatASceneDoes() {
    runs.began("run-1", List.of("motion", "evening"));
    assertThat(runs.behind(new Intent("run-1", Actor.automation("evening"), "", true)))
        .containsExactly("motion", "evening");
    assertThat(behindScene("run-1")).containsExactly("motion", "evening");
    assertThat(behindScene("turn-7")).isEmpty();
    assertThat(runs.behind(null)).isEmpty();
  }

  @Test
  void aRuleThatLedToItselfTwiceLoops() {
    assertThat(Runs.loops("a", List.of("a", "b"))).isFalse();
    assertThat(Runs.loops("a", List.of("a", "b", "a"))).isTrue();
  }
}
