package io.lares.habits.next;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fits a net to examples by Adam (Kingma and Ba 2015) on the cross-entropy of softmax over the
 * candidates, and keeps a running mean of its weights (Polyak and Juditsky 1992). It stops when other
 * examples are no longer likelier, and keeps the best.
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

  /** A net and how well it foretells the judges: the mean of mAP@1 and mAP@5. */
  record Fitted(Net net, double quality) {}

  Fitted fit(int hidden, float decay, long seed) {
    Net net = new Net(hidden, seed);
    SplittableRandom random = new SplittableRandom(seed + 1);
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    Adam adam = new Adam(net.weights, decay);
    float[] mean = net.copy();
    float[] kept = mean.clone();
    double best = Double.NEGATIVE_INFINITY;
    int since = 0;
    int passes = Math.max(1, LEAST_BATCHES * BATCH / Math.max(1, order.length));
    for (int round = 0; round < MOST_ROUNDS && since < PATIENCE; round++) {
      for (int pass = 0; pass < passes; pass++) {
        shuffle(order, random);
        round(net, adam, order, 0.003f / (1 + 0.25f * round), mean);
      }
      float[] current = net.copy();
      net.restore(mean);
      double likelihood = likelihood(net);
      net.restore(current);
      since++;
      if (likelihood > best) {
        best = likelihood;
        kept = mean.clone();
        since = 0;
      }
    }
    net.restore(kept);
    return new Fitted(net, quality(net));
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

  /** The mean logarithm of the chance that the judges give to what followed. */
  private double likelihood(Net net) {
    Sheet sheet = new Sheet();
    float[] scores = new float[Features.CANDIDATES];
    double sum = 0;
    for (int judge = 0; judge < judges.size(); judge++) {
      int right = judges.right(judge);
      if (right >= 0) {
        judges.unpack(judge, scale, sheet);
        net.score(sheet, scores);
        Net.softmax(scores, sheet.count);
        sum += Math.log(scores[right] + 1e-9);
      }
    }
    return sum / Math.max(1, judges.size());
  }

  /** The mean of mAP@1 and mAP@5 over the judges by the sum of the nets' scores. */
  double quality(Net... nets) {
    Sheet sheet = new Sheet();
    float[] scores = new float[Features.CANDIDATES];
    float[] sums = new float[Features.CANDIDATES];
    double sum = 0;
    for (int judge = 0; judge < judges.size(); judge++) {
      int right = judges.right(judge);
      if (right < 0) {
        continue;
      }
      judges.unpack(judge, scale, sheet);
      int count = sheet.count;
      Arrays.fill(sums, 0);
      for (Net net : nets) {
        net.score(sheet, scores);
        for (int c = 0; c < count; c++) {
          sums[c] += scores[c];
        }
      }
      int rank = 1;
      for (int c = 0; c < count; c++) {
        rank += sums[c] > sums[right] || sums[c] == sums[right] && c < right ? 1 : 0;
      }
      sum += (rank == 1 ? 0.5 : 0) + (rank <= 5 ? 0.5 / rank : 0);
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
