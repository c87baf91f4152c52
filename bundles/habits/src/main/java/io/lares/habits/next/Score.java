package io.lares.habits.next;

import java.util.List;

/**
 * How well the last actions of sessions were foretold, each figure in 0..1. With one relevant
 * action the average precision at k is 1/rank where the rank is k or better, else 0.
 */
public record Score(int sessions, double hr1, double hr5, double hr10, double map1, double map5) {
  private static final int DEPTH = 10;

  static Score of(Ranking ranking, List<Session> sessions) {
    int[] ranks = new int[sessions.size()];
    for (int i = 0; i < ranks.length; i++) {
      Session session = sessions.get(i);
      ranks[i] =
          rank(ranking.best(session, session.last(), DEPTH), session.items()[session.last()]);
    }
    return of(ranks);
  }

  /** From ranks that begin at 1; 0 is a miss. */
  static Score of(int[] ranks) {
    double[] hits = new double[DEPTH + 1];
    for (int rank : ranks) {
      hits[rank <= DEPTH ? rank : 0]++;
    }
    double all = Math.max(1, ranks.length);
    double within5 = 0;
    double within10 = 0;
    double map5 = 0;
    for (int rank = 1; rank <= DEPTH; rank++) {
      within10 += hits[rank];
      if (rank <= 5) {
        within5 += hits[rank];
        map5 += hits[rank] / rank;
      }
    }
    double first = hits[1] / all;
    return new Score(ranks.length, first, within5 / all, within10 / all, first, map5 / all);
  }

  static int rank(int[] best, int wanted) {
    for (int i = 0; i < best.length; i++) {
      if (best[i] == wanted) {
        return i + 1;
      }
    }
    return 0;
  }
}
