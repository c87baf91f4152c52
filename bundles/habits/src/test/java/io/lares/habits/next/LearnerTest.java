package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerTest {
  private static double quality(Score score) {
    return (score.map1() + score.map5()) / 2;
  }

  private static double bestBaseline(SessionKind.Data data) {
    Baselines baselines = new Baselines(data.catalog(), data.train());
    return Math.max(
        quality(Score.of(baselines.popularity(), data.test())),
        Math.max(
            quality(Score.of(baselines.mostFrequentInSession(), data.test())),
            quality(Score.of(baselines.firstOrderMarkov(), data.test()))));
  }

  private static Score learned(SessionKind.Data data) throws InterruptedException {
    Learner.Learned learned =
        new Learner(data.catalog(), true, line -> {}).learn(data.train(), data.valid());
    return Score.of(learned.ranking(data.catalog()), data.test());
  }

  @ParameterizedTest
  @EnumSource(names = {"ALTERNATION", "ROUTINES", "TIMES", "PAIRS", "HOUSEHOLDS"})
  void findsWhatNoSimpleWaySees(SessionKind kind) throws InterruptedException {
    SessionKind.Data data = kind.make(400, 300, 5);
    assertThat(quality(learned(data))).isGreaterThan(bestBaseline(data) + 0.04);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAVOURITES", "LONG_TAIL"})
  void isNoWorseWhereASimpleWayIsBest(SessionKind kind) throws InterruptedException {
    SessionKind.Data data = kind.make(600, 400, 5);
    assertThat(quality(learned(data))).isGreaterThan(bestBaseline(data) - 0.04);
  }

  /** Where most sessions are about one thing, what stands behind the repeats is still found. */
  @ParameterizedTest
  @EnumSource(names = {"ROUNDS", "STRICT"})
  void seesBehindRepeats(PooledHomes.Shape shape) throws InterruptedException {
    SessionKind.Data data = new PooledHomes(shape, 5).make(1500, 1000, 6);
    assertThat(quality(learned(data))).isGreaterThan(bestBaseline(data) + 0.015);
  }

  @Test
  void learnsTheSameFromTheSame() throws InterruptedException {
    SessionKind.Data once = SessionKind.MIXED.make(200, 100, 3);
    SessionKind.Data again = SessionKind.MIXED.make(200, 100, 3);
    assertThat(learned(once)).isEqualTo(learned(again));
  }

  @Test
  void worksWithSessionsOfOneActionAndWithThingsThatItNeverMet() throws InterruptedException {
    Catalog catalog = new Catalog();
    List<Session> train = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      int item = catalog.item(random.nextInt(4) == 0 ? 8 : 7, 1);
      train.add(new Session(new int[] {item}, new int[] {3}));
    }
    int stranger = catalog.item(Long.MAX_VALUE, Long.MIN_VALUE);
    Learner.Learned learned = new Learner(catalog, true, line -> {}).learn(train, List.of());
    Ranking ranker = learned.ranking(catalog);
    assertThat(catalog.id(ranker.best(train.getFirst(), 0, 1)[0])).isEqualTo(7);
    Session strange = new Session(new int[] {stranger, stranger, stranger}, new int[] {1, 1, 1});
    assertThat(ranker.best(strange, 2, 10)).contains(stranger).hasSize(3);
  }

  @Test
  void learnsFromOneSession() throws InterruptedException {
    Catalog catalog = new Catalog();
    Session only =
        new Session(
            new int[] {catalog.item(5, 1), catalog.item(6, 1), catalog.item(5, 1)}, new int[3]);
    Learner learner = new Learner(catalog, true, line -> {});
    Ranking ranking = learner.learn(List.of(only), List.of(only)).ranking(catalog);
    assertThat(ranking.best(only, 2, 10)).containsExactlyInAnyOrder(0, 1);
    assertThat(ranking.best(only, 0, 10)).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void nothingToLearnFromIsNoError() throws InterruptedException {
    Catalog catalog = new Catalog();
    Learner.Learned learned = new Learner(catalog, true, line -> {}).learn(List.of(), List.of());
    assertThat(learned.ranking(catalog).best(new Session(new int[] {0}, new int[] {0}), 0, 10))
        .isEmpty();
  }
}
