package io.lares.habits.next;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranks by counts and, where there are some, by nets that weigh what the counts say. Without a net
 * a fixed mixture of chances ranks. One object serves one thread.
 */
final class Ranker implements Ranking {
  private final Past past = new Past();
  private final Features features;
  private final Examples.@Nullable Scale scale;
  private final List<Net> nets;
  private final float[] scores = new float[Features.CANDIDATES];
  private final float[] sums = new float[Features.CANDIDATES];

  /** With no nets there is no scale, either. */
  Ranker(Catalog catalog, Counts counts, Examples.@Nullable Scale scale, List<Net> nets) {
    this.features = new Features(catalog, counts);
    this.scale = scale;
    this.nets = List.copyOf(nets);
  }

  @Override
  public int[] best(Session session, int end, int most) {
    past.look(session, end);
    return best(past, most);
  }

  /** As {@link #best(Session, int, int)}, at most {@link Features#CANDIDATES}. */
  int[] best(Past past, int most) {
    features.describe(past);
    weigh();
    int[] order = Top.of(sums, features.sheet.count, most);
    int[] best = new int[order.length];
    for (int i = 0; i < best.length; i++) {
      best[i] = features.candidates[order[i]];
    }
    return best;
  }

  /** The chance of each of the last {@code best}, in its order. */
  float[] chances(int[] best) {
    float[] chances = Arrays.copyOf(sums, features.sheet.count);
    for (int c = 0; c < chances.length; c++) {
      chances[c] /= Math.max(1, nets.size());
    }
    Net.softmax(chances, chances.length);
    float[] ordered = new float[best.length];
    for (int i = 0; i < best.length; i++) {
      for (int c = 0; c < chances.length; c++) {
        ordered[i] = features.candidates[c] == best[i] ? chances[c] : ordered[i];
      }
    }
    return ordered;
  }

  private void weigh() {
    if (scale == null || nets.isEmpty()) {
      for (int c = 0; c < features.sheet.count; c++) {
        sums[c] = (float) Math.log(features.mixture()[features.candidates[c]] + 1e-9);
      }
      return;
    }
    Arrays.fill(sums, 0);
    scale.apply(features.sheet);
    for (Net net : nets) {
      net.score(features.sheet, scores);
      for (int c = 0; c < features.sheet.count; c++) {
        sums[c] += scores[c];
      }
    }
  }
}
