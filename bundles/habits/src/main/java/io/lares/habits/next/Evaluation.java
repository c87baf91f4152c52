package io.lares.habits.next;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How well the last action of each session in a file is foretold, from its actions before and its
 * time.
 *
 * @param train sessions that were learned from
 * @param valid sessions that the learner chose by
 * @param test sessions that were foretold
 * @param chosen what the learner chose, in words
 * @param lines the simple ways first, the learned one last
 * @param seconds what learning and foretelling took
 */
public record Evaluation(
    int train, int valid, int test, String chosen, List<Line> lines, double seconds) {

  /** One way of foretelling and its figures. */
  public record Line(String name, Score score) {}

  /**
   * Learns and foretells.
   *
   * @param progress told what was done, in words, every few seconds
   * @throws IOException when a file can't be read or is none of sessions; its message names file,
   *     line and remedy
   */
  public static Evaluation of(Path train, Path valid, Path test, Consumer<String> progress)
      throws IOException, InterruptedException {
    Catalog catalog = new Catalog();
    List<Session> known = SessionFile.read(train, catalog);
    Baselines baselines = new Baselines(catalog, known);
    List<Session> judges = SessionFile.read(valid, catalog);
    List<Session> asked = SessionFile.read(test, catalog);
    long began = System.nanoTime();
    Learner.Learned learned = new Learner(catalog, true, progress).learn(known, judges);
    List<Line> lines = new ArrayList<>();
    baselines.all().forEach((name, way) -> lines.add(new Line(name, Score.of(way, asked))));
    lines.add(new Line("learned", Score.of(learned.ranking(catalog), asked)));
    return new Evaluation(
        known.size(),
        judges.size(),
        asked.size(),
        learned.kind(),
        lines,
        (System.nanoTime() - began) / 1e9);
  }
}
