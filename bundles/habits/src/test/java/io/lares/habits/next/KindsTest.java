package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of docs/decisions/0135, and that no kind of session is foretold worse than by the best
 * simple way. Half a minute a kind; {@code -Dlares.kinds=3000} runs it with so many sessions.
 */
@EnabledIfSystemProperty(named = "lares.kinds", matches = "\\d+")
class KindsTest {
  /** Two deviations of a share among 2000. */
  private static final double NOISE = 0.022;

  @ParameterizedTest
  @EnumSource
  @Timeout(600)
  void noSimpleWayIsBetter(SessionKind kind) throws InterruptedException {
    SessionKind.Data data = kind.make(Integer.getInteger("lares.kinds"), 2000, 29);
    Baselines baselines = new Baselines(data.catalog(), data.train());
    Score popular = Score.of(baselines.popularity(), data.test());
    Score frequent = Score.of(baselines.mostFrequentInSession(), data.test());
    Score markov = Score.of(baselines.firstOrderMarkov(), data.test());
    Learner.Learned learned =
        new Learner(data.catalog(), line -> {}).learn(data.train(), data.valid());
    Score score = Score.of(learned.ranker(data.catalog()), data.test());
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f %.3f | %.3f %.3f | %.3f %.3f | %.3f %.3f | %s |%n",
        kind,
        popular.map1(),
        popular.map5(),
        frequent.map1(),
        frequent.map5(),
        markov.map1(),
        markov.map5(),
        score.map1(),
        score.map5(),
        learned.kind());
    double best1 =
        DoubleStream.of(popular.map1(), frequent.map1(), markov.map1()).max().getAsDouble();
    double best5 =
        DoubleStream.of(popular.map5(), frequent.map5(), markov.map5()).max().getAsDouble();
    assertThat(score.map1()).isGreaterThan(best1 - NOISE);
    assertThat(score.map5()).isGreaterThan(best5 - NOISE);
  }
}
