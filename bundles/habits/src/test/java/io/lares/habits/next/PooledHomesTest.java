package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PooledHomesTest {
  @ParameterizedTest
  @EnumSource
  void theTrueChancesAreTheBestRanking(PooledHomes.Shape shape) {
    PooledHomes homes = new PooledHomes(shape, 3);
    SessionKind.Data data = homes.make(500, 800, 4);
    Baselines baselines = new Baselines(data.catalog(), data.train());
    Score best = Score.of(homes.best(), data.test());
    Score frequent = Score.of(baselines.mostFrequentInSession(), data.test());
    assertThat(best.map5()).isGreaterThan(frequent.map5());
    assertThat(best.map5()).isGreaterThan(Score.of(baselines.popularity(), data.test()).map5());
    assertThat(frequent.map1()).isBetween(0.6, 0.85);
  }

  @Test
  void sessionsAreAsLongAsWanted() {
    PooledHomes homes = new PooledHomes(PooledHomes.Shape.EVEN, 3);
    assertThat(homes.sessions(200, 2, 50, new SplittableRandom(1)))
        .extracting(Session::length)
        .allMatch(length -> length >= 2 && length <= 50)
        .contains(2, 50);
  }
}
