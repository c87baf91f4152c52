package io.lares.automations.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.kernel.Intent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which rules led to a change, also by way of a scene. */
class RunsTest {
  private final Runs runs = new Runs();

  private List<String> behindScene(String cause) {
    return runs.behind(new Intent("scene-1", Actor.scene("s"), "", true, cause));
  }

  @Test
  void theChainGoesOnThroughWhatASceneDoes() {
    runs.began(1, List.of("motion", "evening"));
    assertThat(runs.behind(new Intent(Runs.id(1), Actor.automation("evening"), "", true)))
        .containsExactly("motion", "evening");
    assertThat(behindScene(Runs.id(1))).containsExactly("motion", "evening");
    assertThat(behindScene("turn-7")).isEmpty();
    assertThat(behindScene("run-somebody-else's")).isEmpty();
    assertThat(behindScene("run-zzzzzzzzzzzzzzzz")).isEmpty();
    assertThat(runs.behind(null)).isEmpty();
  }

  @Test
  void theLatestRunsAreRememberedAndTheOldestForgotten() {
    Random random = new Random(7);
    List<Long> all = random.longs(5 * Runs.REMEMBERED).boxed().toList();
    for (int i = 0; i < all.size(); i++) {
      runs.began(all.get(i), List.of("rule-" + i));
      int ago = Math.max(0, i - Runs.REMEMBERED + 1);
      assertThat(behindScene(Runs.id(all.get(ago)))).containsExactly("rule-" + ago);
    }
    assertThat(behindScene(Runs.id(all.getFirst()))).isEmpty();
  }

  @Test
  void aRuleThatLedToItselfTwiceLoops() {
    assertThat(Runs.loops("a", List.of("a", "b"))).isFalse();
    assertThat(Runs.loops("a", List.of("a", "b", "a"))).isTrue();
  }
}
