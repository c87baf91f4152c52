package io.lares.habits.next;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simple ways that a learned one is held against. Each fills its list with what is popular. */
final class Baselines {
  /** Below any difference between counts, so that popularity only breaks ties and fills up. */
  private static final float TIE = 1e-4f;

  private final Catalog catalog;
  private final float[] popular;
  private final Tally[] after;

  /** Counts the sessions; items that the catalog gets later are known to none of the baselines. */
  Baselines(Catalog catalog, List<Session> sessions) {
    this.catalog = catalog;
    int size = catalog.size();
    this.popular = new float[size];
    this.after = new Tally[size];
    int all = 0;
    for (Session session : sessions) {
      int[] items = session.items();
      all += items.length;
      for (int i = 0; i < items.length; i++) {
        popular[items[i]]++;
        if (i > 0) {
          if (after[items[i - 1]] == null) {
            after[items[i - 1]] = new Tally();
          }
          after[items[i - 1]].add(items[i], 1);
        }
      }
    }
    for (int item = 0; item < size; item++) {
      popular[item] /= Math.max(1, all);
    }
  }

  /** All of them by their names. */
  Map<String, Ranking> all() {
    Map<String, Ranking> all = new LinkedHashMap<>();
    all.put("popularity", popularity());
    all.put("most frequent in session", mostFrequentInSession());
    all.put("first-order Markov", firstOrderMarkov());
    return all;
  }

  /** What is done most, whatever went before. */
  Ranking popularity() {
    return (session, end, most) -> Top.of(popular, popular.length, most);
  }

  /** What was done most in this session; of equals what was done later. */
  Ranking mostFrequentInSession() {
    return (session, end, most) -> {
      float[] scores = start();
      int[] items = session.items();
      for (int i = 0; i < end; i++) {
        // What is new in the catalog may stand in the session.
        scores[items[i]] = (float) Math.floor(scores[items[i]]) + 1 + (i + 1f) / (end + 1) / 2;
      }
      return Top.of(scores, scores.length, most);
    };
  }

  /** What followed the last action most. */
  Ranking firstOrderMarkov() {
    return (session, end, most) -> {
      float[] scores = start();
      int last = end == 0 ? popular.length : session.items()[end - 1];
      Tally counts = last < popular.length ? after[last] : null;
      for (int i = 0; counts != null && i < counts.size(); i++) {
        scores[counts.key(i)] += counts.count(i);
      }
      return Top.of(scores, scores.length, most);
    };
  }

  private float[] start() {
    float[] scores = new float[catalog.size()];
    for (int item = 0; item < popular.length; item++) {
      scores[item] = popular[item] * TIE;
    }
    return scores;
  }
}
