package io.lares.household;

import java.util.HashMap;
import java.util.Map;

/** How often routines were due, and how often they were done. */
final class Tally {
  private final Map<TrueRoutine, Count> counts = new HashMap<>();

  private static final class Count {
    int due;
    int done;
  }

  private Count of(TrueRoutine routine) {
    return counts.computeIfAbsent(routine, ignored -> new Count());
  }

  void due(TrueRoutine routine) {
    of(routine).due++;
  }

  void did(TrueRoutine routine) {
    of(routine).done++;
  }

  int done(TrueRoutine routine) {
    return of(routine).done;
  }

  /** The share of the times when it was due; 0 where it never was. */
  double kept(TrueRoutine routine) {
    Count count = of(routine);
    return count.due == 0 ? 0 : count.done / (double) count.due;
  }
}
