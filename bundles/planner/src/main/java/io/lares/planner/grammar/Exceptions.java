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
        if (kept.domain.isEmpty()) {
          others(wish, kept.targets.getFirst());
        } else {
          of(kept.domain, wish);
        }
        clauses.remove(kept);
      }
    }
  }

  /**
   * "In the hall only the lamp stays, the other lights go off": those in the hall; where all the
   * hall's lights stay, those elsewhere.
   */
  private static void others(Clause wish, Target kept) {
    for (Target target : wish.targets) {
      boolean some = kept.name != null || kept.kind != null && kept.kind.narrow();
      if (target.other && !target.placed() && kept.placed() && some) {
        target.guessPlaceOf(kept);
      }
    }
  }

  /** "Of the hall's lights keep the lamp, the others go off": those of the hall's lights. */
  private static void of(List<Target> domain, Clause wish) {
    for (Target target : wish.targets) {
      if (target.other && !target.placed()) {
        target.takePlaceOf(domain.getFirst());
      }
    }
    if (wish.targets.isEmpty()) {
      wish.targets.addAll(domain);
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
    boolean domain = !clauses.get(at).domain.isEmpty();
    for (int i = at + 1; i < clauses.size(); i++) {
      Clause next = clauses.get(i);
      if (ofMany(next) || domain && next.targets.isEmpty() && next.complete()) {
        return next;
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
