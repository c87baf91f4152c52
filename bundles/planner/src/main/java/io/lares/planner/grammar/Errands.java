package io.lares.planner.grammar;

import java.util.List;

/**
 * "Clean the hall and then go home", 扫完就回去充电: what cleans or mows goes home by itself when it is
 * done, so that sending it home right behind would only call it off.
 */
final class Errands {
  private Errands() {}

  static void fold(List<Clause> clauses) {
    for (int i = clauses.size() - 1; i > 0; i--) {
      Clause home = clauses.get(i);
      boolean own = home.targets.isEmpty() && home.delay == null && home.hold == null;
      if (own && home.verbs.contains(Verb.DOCK) && works(clauses.get(i - 1))) {
        clauses.remove(i);
      }
    }
  }

  private static boolean works(Clause clause) {
    Verb activity = clause.activity;
    return !clause.negated
        && (clause.verbs.contains(Verb.CLEAN)
            || clause.verbs.contains(Verb.MOW)
            || activity == Verb.CLEAN
            || activity == Verb.MOW);
  }
}
