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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a ranker from sessions: counts from all of them; weights from examples that are described
 * by counts without their own fold; and by other sessions which folds, which net, and whether a net
 * at all. The same input gives the same ranker.
 */
final class Learner {
  private static final int MOST_EXAMPLES = 30_000;
  private static final int MOST_JUDGES = 6_000;

  /** So many sessions take so long that each part of the work is told. */
  private static final int MANY = 10_000;

  private static final int NETS = 2;
  private static final int UNITS = 32;
  private static final float SUM_RATE = 0.003f;
  private static final float SUM_DECAY = 0.01f;
  private static final float NET_RATE = 0.001f;
  private static final float NET_DECAY = 0.1f;

  private final Catalog catalog;
  private final boolean kinds;
  private final Consumer<String> progress;

  /** With {@code kinds} where the sessions come from many homes, which may be of several kinds. */
  Learner(Catalog catalog, boolean kinds, Consumer<String> progress) {
    this.catalog = catalog;
    this.kinds = kinds;
    this.progress = progress;
  }

  /**
   * What was learned.
   *
   * @param simple what ranks instead, where others showed that nothing beats it
   * @param kind in words, for the person who reads the figures
   */
  record Learned(
      Counts counts, Examples.Scale scale, List<Net> nets, @Nullable Ranking simple, String kind) {
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
    List<Session> asked = spread(valid);
    Counts counts = new Counts(catalog, kinds ? HomeKinds.of(catalog, train) : HomeKinds.one());
    Past past = new Past();
    for (Session session : train) {
      counts.learn(session, past, 1);
    }
    progress.accept(train.size() + " sessions counted");
    Begun begun = begin(counts, train, judges(counts, asked));
    Training training = begun.training;
    Choice<List<Net>> likeliest = new Choice<>(progress);
    List<Net> sum = List.of(begun.sum);
    likeliest.offer("a weighted sum", training.likelihood(sum), sum);
    List<Net> nets = nets(begun);
    likeliest.offer(NETS + " nets", training.likelihood(nets), nets);
    Choice<Ranks> choice = new Choice<>(progress);
    choice.offer(
        likeliest.name(), training.quality(likeliest.best()), new Ranks(likeliest.best(), null));
    Ranker mixture = new Ranker(catalog, counts, training.scale(), List.of());
    choice.offer("a fixed mixture", quality(mixture, asked), new Ranks(List.of(), null));
    for (Map.Entry<String, Ranking> way : new Baselines(catalog, train).all().entrySet()) {
      Ranking simple = way.getValue();
      choice.offer(way.getKey(), quality(simple, asked), new Ranks(List.of(), simple));
    }
    Ranks best = choice.best();
    return new Learned(counts, training.scale(), best.nets, best.simple, choice.name());
  }

  /** What may rank: nets, or without them a mixture, or a simple way. */
  private record Ranks(List<Net> nets, @Nullable Ranking simple) {}

  /** At most so many as can be judged, from all over the list: files often go home by home. */
  private static List<Session> spread(List<Session> sessions) {
    int count = Math.min(sessions.size(), MOST_JUDGES);
    return IntStream.range(0, count)
        .mapToObj(i -> sessions.get((int) ((long) i * sessions.size() / count)))
        .toList();
  }

  /** Training, and a sum that was fitted by it. */
  private record Begun(Training training, Net sum) {}

  /** Fits a sum with the folds by which it foretells better. */
  private Begun begin(Counts counts, List<Session> train, Examples judges)
      throws InterruptedException {
    List<Training> trainings = new ArrayList<>();
    List<Callable<Net>> tries = new ArrayList<>();
    for (int[] folds : List.of(Folds.plain(train.size()), Folds.together(train))) {
      Examples described = examples(counts, train, folds);
      progress.accept(described.size() + " examples described");
      Training training = new Training(described, judges, described.scale());
      trainings.add(training);
      tries.add(() -> training.fit(new Net(0, 1), SUM_RATE, SUM_DECAY, 1));
    }
    List<Net> sums = atOnce(tries);
    Choice<Begun> choice = new Choice<>(progress);
    for (int i = 0; i < sums.size(); i++) {
      choice.offer(
          "overlapping sessions " + (i == 0 ? "apart" : "together"),
          trainings.get(i).likelihood(sums.subList(i, i + 1)),
          new Begun(trainings.get(i), sums.get(i)));
    }
    return choice.best();
  }

  /** Nets that add to the sum what it can't see. */
  private static List<Net> nets(Begun begun) throws InterruptedException {
    List<Callable<Net>> tries = new ArrayList<>();
    for (int i = 0; i < NETS; i++) {
      long seed = 100L + i;
      tries.add(() -> begun.training.fit(begun.sum.with(UNITS, seed), NET_RATE, NET_DECAY, seed));
    }
    return atOnce(tries);
  }

  private static double quality(Ranking ranking, List<Session> asked) {
    Score score = Score.of(ranking, asked);
    return (score.map1() + score.map5()) / 2;
  }

  private Examples judges(Counts counts, List<Session> asked) {
    Examples judges = new Examples(asked.size());
    Features features = new Features(catalog, counts);
    Past past = new Past();
    for (Session session : asked) {
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
      if (train.size() > MANY) {
        progress.accept("describing part %d of %d".formatted(fold + 1, Folds.COUNT));
      }
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

  private static List<Net> atOnce(List<Callable<Net>> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Net> results = new ArrayList<>();
      for (Future<Net> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
