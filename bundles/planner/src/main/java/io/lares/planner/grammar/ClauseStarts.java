package io.lares.planner.grammar;

/** Tells whether a noun phrase begins another wish or belongs to the clause that stands open. */
final class ClauseStarts {
  private final Draft draft;

  ClauseStarts(Draft draft) {
    this.draft = draft;
  }

  /**
   * "Lamp off fan on", 关掉电视落地灯调到十: nothing joins the next wish to a clause that has all it needs.
   */
  boolean runsOn(Token token) {
    if (!draft.clause.complete() || draft.nouns.prepositional()) {
      return false;
    }
    boolean cleaned = draft.clause.verbs.contains(Verb.CLEAN) && token.has(Word.Place.class);
    if (cleaned && draft.clause.targets.stream().noneMatch(Target::placed)) {
      return false;
    }
    boolean told =
        (!draft.spaced || draft.clause.settled() && draft.clause.verbFirst())
            && !draft.clause.targets.isEmpty()
            && draft.clause.targets.getLast().complete();
    return draft.clause.verbLast || told && token.has(Word.Name.class);
  }

  /** True where a noun phrase behind a connective is a wish of its own, not one more of a list. */
  boolean joined(int i) {
    if ((draft.clause.kept || draft.clause.negated) && !draft.clause.targets.isEmpty()) {
      if (!draft.spaced || draft.ahead.quantified(i) && draft.ahead.ahead(i, false).complete()) {
        return true;
      }
    }
    if (!draft.clause.complete()) {
      return false;
    }
    Clause next = draft.ahead.ahead(i, draft.clause.settled());
    return draft.clause.hasValue() ? next.complete() : next.settled() || next.hasValue();
  }
}
