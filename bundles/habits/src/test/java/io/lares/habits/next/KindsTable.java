package io.lares.habits.next;

import java.util.Locale;

/**
 * Prints the table of docs/decisions/0135: each kind of session, the best baseline, what was
 * learned.
 */
final class KindsTable {
  private KindsTable() {}

  public static void main(String[] arguments) throws InterruptedException {
    int size = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    String only = arguments.length > 2 ? arguments[2] : "";
    boolean verbose = arguments.length > 3;
    for (SessionKind kind : SessionKind.values()) {
      if (!only.isEmpty() && !only.contains(kind.name())) {
        continue;
      }
      SessionKind.Data data = kind.make(size, 2000, seed);
      long began = System.nanoTime();
      Baselines baselines = new Baselines(data.catalog(), data.train());
      Score popular = Score.of(baselines.popularity(), data.test());
      Score frequent = Score.of(baselines.mostFrequentInSession(), data.test());
      Score markov = Score.of(baselines.firstOrderMarkov(), data.test());
      Learner.Learned learned =
          new Learner(data.catalog(), verbose ? System.out::println : line -> {})
              .learn(data.train(), data.valid());
      Score score = Score.of(learned.ranker(data.catalog()), data.test());
      Score mixture =
          Score.of(
              new Learner.Learned(learned.counts(), learned.scale(), java.util.List.of(), "")
                  .ranker(data.catalog()),
              data.test());
      System.out.printf(
          Locale.ROOT,
          "%-12s pop %.3f %.3f  freq %.3f %.3f  markov %.3f %.3f  mixture %.3f %.3f  learned %.3f"
              + " %.3f  %.0f s  %s%n",
          kind,
          popular.map1(),
          popular.map5(),
          frequent.map1(),
          frequent.map5(),
          markov.map1(),
          markov.map5(),
          mixture.map1(),
          mixture.map5(),
          score.map1(),
          score.map5(),
          (System.nanoTime() - began) / 1e9,
          learned.kind());
    }
  }
}
