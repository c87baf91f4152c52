package io.lares.habits.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which events may be the reason for an act: only these are looked at closely. */
final class Triggers {
  private static final int MOST = 16;

  private Triggers() {}

  /** The events that come before an act more often than by chance, the likeliest first. */
  static List<Token> of(Timeline line, Token token, int[] acts) {
    Map<Integer, Integer> together = new HashMap<>();
    Set<Integer> seen = new HashSet<>();
    int[] seconds = line.log.seconds();
    for (int act : acts) {
      seen.clear();
      for (int j = act - 1;
          j >= 0 && seconds[act] - seconds[j] <= SequenceSearch.LONGEST_SECONDS;
          j--) {
        int id = line.log.tokens()[j];
        if (seconds[act] - seconds[j] >= SequenceSearch.SHORTEST_SECONDS && seen.add(id)) {
          together.merge(id, 1, Integer::sum);
        }
      }
    }
    double minutes = Math.max(1, line.days()) * 960.0;
    record Scored(Token token, double score) {}
    List<Scored> scored = new ArrayList<>();
    together.forEach((id, count) -> {
      Token trigger = line.tokens.get(id);
      if (count >= SequenceSearch.FEWEST && mayTrigger(trigger, token)) {
        double chance = -Math.expm1(-line.events(trigger).length / minutes * 30);
        double lift = count / (acts.length * chance + 1e-9);
        double rate = count / (double) line.events(trigger).length;
        if (lift > 1.2) {
          scored.add(new Scored(trigger, count * Math.log(lift) * Math.min(1, rate + 0.1)));
        }
      }
    });
    return scored.stream()
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(MOST)
        .map(Scored::token)
        .toList();
  }

  private static boolean mayTrigger(Token trigger, Token token) {
    Signal of = trigger.signal();
    if (of == null) {
      return true;
    }
    Signal acted = token.signal();
    return trigger.value() != null && acted != null && !of.device().equals(acted.device());
  }
}
