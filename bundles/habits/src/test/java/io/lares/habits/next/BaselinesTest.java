package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private final Catalog catalog = new Catalog();

  private Session session(int... ids) {
    int[] items = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      items[i] = catalog.item(ids[i], 1);
    }
    return new Session(items, new int[ids.length]);
  }

  private int[] ids(int[] items) {
    return java.util.Arrays.stream(items).map(item -> (int) catalog.id(item)).toArray();
  }

  @Test
  void eachRanksByItsOwnCount() {
    List<Session> train = List.of(session(1, 2, 3), session(1, 3, 3), session(1, 2, 4, 3));
    Baselines baselines = new Baselines(catalog, train);
    Session asked = session(9, 2, 9, 2, 4, 1, 0);
    assertThat(ids(baselines.popularity().best(asked, 6, 4))).containsExactly(3, 1, 2, 4);
    assertThat(ids(baselines.mostFrequentInSession().best(asked, 6, 5)))
        .containsExactly(2, 9, 1, 4, 3);
    assertThat(ids(baselines.firstOrderMarkov().best(asked, 6, 4))).containsExactly(2, 3, 1, 4);
  }

  @Test
  void figuresAreMeansOfRanks() {
    Score score = Score.of(new int[] {1, 2, 4, 7, 0});
    assertThat(score.hr1()).isEqualTo(0.2);
    assertThat(score.hr5()).isEqualTo(0.6);
    assertThat(score.hr10()).isEqualTo(0.8);
    assertThat(score.map1()).isEqualTo(0.2);
    assertThat(score.map5()).isCloseTo((1 + 0.5 + 0.25) / 5, within(1e-12));
  }
}
