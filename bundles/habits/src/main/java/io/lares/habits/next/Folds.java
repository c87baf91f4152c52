package io.lares.habits.next;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides sessions so that what is counted from some describes the others. Sessions that are
 * windows of one longer record repeat each other; where they are kept apart from one fold to the
 * next, counts seem to know what they have only seen twice.
 */
final class Folds {
  static final int COUNT = 10;

  private static final int SAME = 5;

  private Folds() {}

  /** The fold of each session, without regard to what they have in common. */
  static int[] plain(int sessions) {
    int[] folds = new int[sessions];
    Arrays.setAll(folds, i -> fold(i));
    return folds;
  }

  /** The fold of each session; those with five equal actions at equal times in a row share one. */
  static int[] together(List<Session> sessions) {
    int[] parents = new int[sessions.size()];
    int[] sizes = new int[parents.length];
    Arrays.setAll(parents, i -> i);
    Arrays.fill(sizes, 1);
    Map<Long, Integer> seen = new HashMap<>();
    for (int s = 0; s < parents.length; s++) {
      Session session = sessions.get(s);
      for (int i = 0; i + SAME <= session.length(); i++) {
        long hash = 0;
        for (int j = i; j < i + SAME; j++) {
          hash = Hash.with(Hash.with(hash, session.items()[j]), session.slots()[j]);
        }
        Integer other = seen.putIfAbsent(hash, s);
        if (other != null) {
          join(parents, sizes, root(parents, other), root(parents, s));
        }
      }
    }
    int[] folds = new int[parents.length];
    Arrays.setAll(folds, i -> fold(root(parents, i)));
    return folds;
  }

  private static int fold(int group) {
    return (int) Math.floorMod(Hash.mix(group + 1L), (long) COUNT);
  }

  /** Habits make chains of equal sessions; a group may not grow past a fold. */
  private static void join(int[] parents, int[] sizes, int a, int b) {
    if (a != b && sizes[a] + sizes[b] <= Math.max(2, parents.length / COUNT)) {
      parents[b] = a;
      sizes[a] += sizes[b];
    }
  }

  private static int root(int[] parents, int start) {
    int at = start;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
