package io.lares.habits.next;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tells kinds of homes by what is done in them: a mixture of unigrams (Nigam et al. 2000), fitted
 * by expectation and maximization to the different things of each session. Nobody says which kinds
 * there are. One object serves one thread.
 */
final class HomeKinds {
  private static final int MOST = 12;
  private static final int SESSIONS_A_KIND = 100;
  private static final int MOST_SESSIONS = 20_000;
  private static final int ROUNDS = 20;
  private static final float SMOOTHING = 0.1f;

  /** For each kind the logarithm of its share, and of the chance of each thing in it. */
  private final float[] shares;

  private final float[][] things;
  private final float[] beliefs;

  private HomeKinds(float[] shares, float[][] things) {
    this.shares = shares;
    this.things = things;
    this.beliefs = new float[shares.length];
  }

  /** All homes alike. */
  static HomeKinds one() {
    return new HomeKinds(new float[1], new float[1][0]);
  }

  static HomeKinds of(Catalog catalog, List<Session> sessions) {
    int count = Math.min(MOST, sessions.size() / SESSIONS_A_KIND);
    if (count < 2) {
      return one();
    }
    int[][] sets =
        sessions.stream()
            .limit(MOST_SESSIONS)
            .map(session -> Arrays.stream(session.items()).distinct().toArray())
            .toArray(int[][]::new);
    SplittableRandom random = new SplittableRandom(1);
    float[][] first = new float[count][catalog.size()];
    for (float[] kind : first) {
      for (int item = 0; item < kind.length; item++) {
        kind[item] = (float) random.nextDouble();
      }
    }
    HomeKinds kinds = new HomeKinds(new float[count], first);
    for (int round = 0; round < ROUNDS; round++) {
      kinds = kinds.better(sets, catalog.size());
    }
    return kinds;
  }

  private HomeKinds better(int[][] sets, int size) {
    float[] kindSums = new float[shares.length];
    float[][] sums = new float[shares.length][size];
    for (int[] set : sets) {
      believe(set, set.length);
      Net.softmax(beliefs, beliefs.length);
      for (int kind = 0; kind < beliefs.length; kind++) {
        kindSums[kind] += beliefs[kind];
        for (int item : set) {
          sums[kind][item] += beliefs[kind];
        }
      }
    }
    for (int kind = 0; kind < kindSums.length; kind++) {
      float all = SMOOTHING * size;
      for (float sum : sums[kind]) {
        all += sum;
      }
      for (int item = 0; item < size; item++) {
        sums[kind][item] = (float) Math.log((sums[kind][item] + SMOOTHING) / all);
      }
      kindSums[kind] = (float) Math.log((kindSums[kind] + 1) / (sets.length + kindSums.length));
    }
    return new HomeKinds(kindSums, sums);
  }

  /** The likeliest kind, from 0. */
  int of(Past past) {
    believe(past.recent, past.distinct);
    int best = 0;
    for (int kind = 1; kind < beliefs.length; kind++) {
      best = beliefs[kind] > beliefs[best] ? kind : best;
    }
    return best;
  }

  private void believe(int[] items, int count) {
    System.arraycopy(shares, 0, beliefs, 0, beliefs.length);
    for (int i = 0; i < count; i++) {
      for (int kind = 0; kind < beliefs.length; kind++) {
        // What came to the home later says nothing of its kind.
        beliefs[kind] += items[i] < things[kind].length ? things[kind][items[i]] : 0;
      }
    }
  }
}
