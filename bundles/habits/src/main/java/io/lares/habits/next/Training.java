package io.lares.habits.next;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fits a net to examples by Adam (Kingma and Ba 2015) on the cross-entropy of softmax over the
 * candidates, and keeps a running mean of its weights (Polyak and Juditsky 1992). It stops when
 * other examples are no longer likelier, and keeps the best.
 */
final class Training {
  private static final int BATCH = 32;
  private static final int MOST_ROUNDS = 14;
  private static final int PATIENCE = 3;

  /** A round goes through all examples, and again until it has so many batches. */
  private static final int LEAST_BATCHES = 100;

  private final Examples examples;
  private final Examples judges;
  private final Examples.Scale scale;

  Training(Examples examples, Examples judges, Examples.Scale scale) {
    this.examples = examples;
    this.judges = judges;
    this.scale = scale;
  }

  Examples.Scale scale() {
    return scale;
  }

  /** Fits a net from where it begins, so that by the judges it can only become better. */
  Net fit(Net net, float rate, float decay, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    Adam adam = new Adam(net.weights, decay, net.decayed());
    float[] mean = net.copy();
    float[] kept = mean.clone();
    double best = likelihood(List.of(net));
    int since = 0;
    int passes = Math.max(1, LEAST_BATCHES * BATCH / Math.max(1, order.length));
    for (int round = 0; round < MOST_ROUNDS && since < PATIENCE; round++) {
      for (int pass = 0; pass < passes; pass++) {
        shuffle(order, random);
        round(net, adam, order, rate / (1 + 0.25f * round), mean);
      }
      float[] current = net.copy();
      net.restore(mean);
      double likelihood = likelihood(List.of(net));
      net.restore(current);
      since++;
      if (likelihood > best) {
        best = likelihood;
        kept = mean.clone();
        since = 0;
      }
    }
    net.restore(kept);
    return net;
  }

  private void round(Net net, Adam adam, int[] order, float rate, float[] mean) {
    Sheet sheet = new Sheet();
    float[] scores = new float[Features.CANDIDATES];
    float[] gradient = new float[net.weights.length];
    // The mean goes back half a pass.
    float renewed = Math.min(0.1f, 2f * BATCH / Math.max(1, order.length));
    int batch = 0;
    for (int i = 0; i < order.length; i++) {
      int right = examples.right(order[i]);
      if (right >= 0) {
        examples.unpack(order[i], scale, sheet);
        net.score(sheet, scores);
        Net.softmax(scores, sheet.count);
        net.learn(sheet, scores, right, gradient);
        batch++;
      }
      if (batch == BATCH || i + 1 == order.length && batch > 0) {
        adam.step(gradient, rate, 1f / batch);
        for (int w = 0; w < mean.length; w++) {
          mean[w] += renewed * (net.weights[w] - mean[w]);
        }
        Arrays.fill(gradient, 0);
        batch = 0;
      }
    }
  }

  /** The mean logarithm of the chance that the nets together give to what followed. */
  double likelihood(List<Net> nets) {
    return judge(
        nets,
        (scores, right) -> {
          Net.softmax(scores, scores.length);
          return Math.log(scores[right] + 1e-9);
        });
  }

  /** The mean of mAP@1 and mAP@5 over the judges by the nets together. */
  double quality(List<Net> nets) {
    return judge(
        nets,
        (scores, right) -> {
          int rank = 1;
          for (int c = 0; c < scores.length; c++) {
            rank += scores[c] > scores[right] || scores[c] == scores[right] && c < right ? 1 : 0;
          }
          return (rank == 1 ? 0.5 : 0) + (rank <= 5 ? 0.5 / rank : 0);
        });
  }

  private interface Mark {
    double of(float[] scores, int right);
  }

  /** The mean mark; what is none of the candidates gets 0. */
  private double judge(List<Net> nets, Mark mark) {
    Sheet sheet = new Sheet();
    float[] scores = new float[Features.CANDIDATES];
    double sum = 0;
    for (int judge = 0; judge < judges.size(); judge++) {
      int right = judges.right(judge);
      if (right >= 0) {
        judges.unpack(judge, scale, sheet);
        float[] means = new float[sheet.count];
        for (Net net : nets) {
          net.score(sheet, scores);
          for (int c = 0; c < means.length; c++) {
            means[c] += scores[c] / nets.size();
          }
        }
        sum += mark.of(means, right);
      }
    }
    return sum / Math.max(1, judges.size());
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
  }
}
