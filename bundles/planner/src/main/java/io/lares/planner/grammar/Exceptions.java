package io.lares.planner.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "Turn off all lights, leave the hall on", "don't touch the bath, close the other blinds": what is
 * to stay as it is, said in a clause of its own, is an exception of the wish beside it.
 */
final class Exceptions {
  private final boolean spaced;

  /**
   * Makes one.
   *
   * @param spaced whether the language has spaces and so says a plural
   */
  Exceptions(boolean spaced) {
    this.spaced = spaced;
  }

  void fold(List<Clause> clauses) {
    for (Clause kept : List.copyOf(clauses)) {
      boolean stays = kept.kept || kept.negated;
      if (!stays || kept.targets.isEmpty() || kept.hasValue()) {
        continue;
      }
      Clause wish = beside(clauses, clauses.indexOf(kept));
      if (wish != null) {
        wish.exceptions.addAll(kept.targets);
        others(wish, kept.targets.getFirst());
        clauses.remove(kept);
      }
    }
  }

  /** "In the hall only the lamp stays, the other lights go off": those in the hall. */
  private static void others(Clause wish, Target kept) {
    for (Target target : wish.targets) {
      if (target.other && !target.placed() && kept.placed() && !kept.onlyPlace()) {
        target.guessPlaceOf(kept);
      }
    }
  }

  /** The wish before, or else behind, that speaks of many. */
  private @Nullable Clause beside(List<Clause> clauses, int at) {
    for (int i = at - 1; i >= 0; i--) {
      boolean untold = clauses.get(i).targets.isEmpty() && clauses.get(i).complete();
      if (untold || ofMany(clauses.get(i))) {
        return clauses.get(i);
      }
    }
    for (int i = at + 1; i < clauses.size(); i++) {
      if (ofMany(clauses.get(i))) {
        return clauses.get(i);
      }
    }
    return null;
  }

  private boolean ofMany(Clause clause) {
    return !clause.negated
        && !clause.kept
        && clause.complete()
        && clause.targets.stream().anyMatch(this::many);
  }

  private boolean many(Target target) {
    Word.Kind kind = target.kind;
    return target.all
        || target.other
        || target.everything
        || target.onlyPlace()
        || kind != null && (kind.plural() || !spaced);
  }
}
