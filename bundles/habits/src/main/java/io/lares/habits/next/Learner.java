package io.lares.habits.next;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns a ranker from sessions: counts from all of them; weights from examples that are described
 * by counts without their own fold; and by other sessions which folds, which net, and whether a net
 * at all. The same input gives the same ranker.
 */
final class Learner {
  private static final int MOST_EXAMPLES = 30_000;
  private static final int MOST_JUDGES = 6_000;
  private static final int NETS = 2;
  private static final int UNITS = 32;

  private final Catalog catalog;
  private final Consumer<String> progress;

  Learner(Catalog catalog, Consumer<String> progress) {
    this.catalog = catalog;
    this.progress = progress;
  }

  /**
   * What was learned.
   *
   * @param simple what ranks instead, where others showed that nothing beats it
   * @param kind in words, for the person who reads the figures
   */
  record Learned(
      Counts counts,
      Examples.Scale scale,
      List<Net> nets,
      @Nullable Ranking simple,
      String kind) {
    Ranking ranking(Catalog catalog) {
      return simple == null ? new Ranker(catalog, counts, scale, nets) : simple;
    }
  }

  /**
   * Learns.
   *
   * @param valid by which is chosen; where it is empty a tenth of the sessions serves
   */
  Learned learn(List<Session> train, List<Session> valid) throws InterruptedException {
    if (valid.isEmpty() && train.size() > 1) {
      int cut = train.size() - Math.max(1, train.size() / 10);
      return learn(train.subList(0, cut), train.subList(cut, train.size()));
    }
    Counts counts = new Counts(catalog);
    Past past = new Past();
    for (Session session : train) {
      counts.learn(session, past, 1);
    }
    progress.accept(train.size() + " sessions counted");
    Examples judges = judges(counts, valid);
    List<int[]> schemes = List.of(Folds.plain(train.size()), Folds.together(train));
    List<Examples> examples = new ArrayList<>();
    List<Training> trainings = new ArrayList<>();
    List<Callable<Training.Fitted>> sums = new ArrayList<>();
    for (int[] folds : schemes) {
      Examples described = examples(counts, train, folds);
      examples.add(described);
      Training training = new Training(described, judges, described.scale());
      trainings.add(training);
      sums.add(() -> training.fit(0, 0.001f, 1));
      progress.accept(described.size() + " examples described");
    }
    List<Training.Fitted> fitted = atOnce(sums);
    int scheme = fitted.get(1).quality() >= fitted.get(0).quality() ? 1 : 0;
    Training training = trainings.get(scheme);
    examples.clear();
    List<Net> nets = List.of(fitted.get(scheme).net());
    double best = fitted.get(scheme).quality();
    String kind = "a weighted sum";
    progress.accept("%s: %.4f".formatted(kind, best));
    List<Callable<Training.Fitted>> tries = new ArrayList<>();
    for (int i = 0; i < NETS; i++) {
      long seed = 100L + i;
      tries.add(() -> training.fit(UNITS, 0.01f, seed));
    }
    List<Net> deeper = atOnce(tries).stream().map(Training.Fitted::net).toList();
    double quality = training.quality(deeper.toArray(Net[]::new));
    progress.accept("%d nets of %d units: %.4f".formatted(NETS, UNITS, quality));
    List<Net> all = new ArrayList<>(deeper);
    all.addAll(nets);
    double together = training.quality(all.toArray(Net[]::new));
    progress.accept("these and the sum: %.4f".formatted(together));
    if (quality > best) {
      best = quality;
      nets = deeper;
      kind = NETS + " nets of " + UNITS + " units";
    }
    if (together >= best) {
      best = together;
      nets = all;
      kind = NETS + " nets of " + UNITS + " units and a weighted sum";
    }
    Examples.Scale scale = training.scale();
    if (scheme == 1) {
      kind += ", overlapping sessions together";
    }
    List<Session> asked = valid.subList(0, Math.min(valid.size(), MOST_JUDGES));
    double mixed = quality(new Ranker(catalog, counts, scale, List.of()), asked);
    progress.accept("a fixed mixture: %.4f".formatted(mixed));
    if (mixed > best) {
      best = mixed;
      nets = List.of();
      kind = "a fixed mixture";
    }
    Ranking simple = null;
    for (Map.Entry<String, Ranking> way : new Baselines(catalog, train).all().entrySet()) {
      double plain = quality(way.getValue(), asked);
      progress.accept("%s: %.4f".formatted(way.getKey(), plain));
      if (plain > best) {
        best = plain;
        simple = way.getValue();
        kind = way.getKey();
      }
    }
    return new Learned(counts, scale, nets, simple, kind);
  }

  private static double quality(Ranking ranking, List<Session> asked) {
    Score score = Score.of(ranking, asked);
    return (score.map1() + score.map5()) / 2;
  }

  private Examples judges(Counts counts, List<Session> valid) {
    Examples judges = new Examples(Math.min(valid.size(), MOST_JUDGES));
    Features features = new Features(catalog, counts);
    Past past = new Past();
    for (Session session : valid.subList(0, Math.min(valid.size(), MOST_JUDGES))) {
      past.look(session, session.last());
      features.describe(past);
      judges.add(features, session.items()[session.last()]);
    }
    return judges;
  }

  private Examples examples(Counts counts, List<Session> train, int[] folds) {
    long all = 0;
    for (Session session : train) {
      all += session.length();
    }
    Examples examples = new Examples((int) Math.min(all, MOST_EXAMPLES));
    long others = Math.max(1, all - train.size());
    // The last actions of sessions are what is asked for; as many others as there is room for.
    double lastShare = Math.min(1, (double) MOST_EXAMPLES / Math.max(1, train.size()));
    double otherShare = Math.max(0, (double) (MOST_EXAMPLES - train.size()) / others);
    Strangers strangers = new Strangers(catalog);
    Features features = new Features(strangers.catalog(), counts.over(strangers.catalog()));
    Past past = new Past();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      learn(counts, train, folds, fold, past, -1);
      for (int s = 0; s < train.size(); s++) {
        if (folds[s] != fold) {
          continue;
        }
        Session session = train.get(s);
        for (int end = 0; end < session.length(); end++) {
          double share = end == session.last() ? lastShare : otherShare;
          long hash = Hash.with(Hash.mix(s), end);
          double draw = (hash >>> 11) * 0x1p-53;
          if (draw < share && examples.size() < Math.min(all, MOST_EXAMPLES)) {
            Session shown = strangers.among(session, hash);
            past.look(shown, end);
            features.describe(past);
            examples.add(features, shown.items()[end]);
          }
        }
      }
      learn(counts, train, folds, fold, past, 1);
    }
    return examples;
  }

  private static void learn(
      Counts counts, List<Session> train, int[] folds, int fold, Past past, int by) {
    for (int s = 0; s < train.size(); s++) {
      if (folds[s] == fold) {
        counts.learn(train.get(s), past, by);
      }
    }
  }

  private static List<Training.Fitted> atOnce(List<Callable<Training.Fitted>> tasks)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<Training.Fitted> results = new ArrayList<>();
      for (Future<Training.Fitted> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
