package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
    Figures figures = Figures.of(kind.make(Integer.getInteger("lares.kinds"), 2000, 29));
    System.out.println("| " + kind + " " + figures);
    assertThat(figures.learned.map1()).isGreaterThan(figures.best1() - NOISE);
    assertThat(figures.learned.map5()).isGreaterThan(figures.best5() - NOISE);
  }

  /** How much of what can be gained over the simple ways is gained. */
  @ParameterizedTest
  @EnumSource
  @Timeout(600)
  void nearsTheBestPossible(PooledHomes.Shape shape) throws InterruptedException {
    PooledHomes homes = new PooledHomes(shape, 29);
    SessionKind.Data data = homes.make(2 * Integer.getInteger("lares.kinds"), 4000, 31);
    Figures figures = Figures.of(data);
    Score possible = Score.of(homes.best(), data.test());
    double gained = figures.learned.map1() + figures.learned.map5() - figures.bestSum();
    double share = gained / (possible.map1() + possible.map5() - figures.bestSum());
    System.out.printf(
        Locale.ROOT,
        "| %s %s %.3f %.3f | %.0f %% |%n",
        shape,
        figures,
        possible.map1(),
        possible.map5(),
        100 * share);
    assertThat(share).isGreaterThan(0.2);
  }

  private record Figures(List<Score> simple, Score learned, String kind) {
    static Figures of(SessionKind.Data data) throws InterruptedException {
      Baselines baselines = new Baselines(data.catalog(), data.train());
      Learner.Learned learned =
          new Learner(data.catalog(), true, line -> {}).learn(data.train(), data.valid());
      return new Figures(
          Stream.of(
                  baselines.popularity(),
                  baselines.mostFrequentInSession(),
                  baselines.firstOrderMarkov())
              .map(ranking -> Score.of(ranking, data.test()))
              .toList(),
          Score.of(learned.ranking(data.catalog()), data.test()),
          learned.kind());
    }

    double best1() {
      return simple.stream().mapToDouble(Score::map1).max().orElseThrow();
    }

    double best5() {
      return simple.stream().mapToDouble(Score::map5).max().orElseThrow();
    }

    double bestSum() {
      return simple.stream().mapToDouble(s -> s.map1() + s.map5()).max().orElseThrow();
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("|");
      for (Score score : simple) {
        text.append(String.format(Locale.ROOT, " %.3f %.3f |", score.map1(), score.map5()));
      }
      return text
          + String.format(Locale.ROOT, " %.3f %.3f (%s) |", learned.map1(), learned.map5(), kind);
    }
  }
}
