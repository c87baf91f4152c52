package io.lares.planner.grammar;

import java.util.List;

/**
 * "Nudge the lamp to 20": some languages make verbs of anything, so a word that nothing explains is
 * one where a wish begins and what is to be done and with what follows.
 */
final class UnknownWords {
  private final Draft draft;

  UnknownWords(Draft draft) {
    this.draft = draft;
  }

  /** Reads a word as a verb; false where it can't be one. */
  boolean verb(int i) {
    if (!begins(i)) {
      return false;
    }
    if (draft.connected && !draft.clause.empty()) {
      draft.begin(i);
    }
    draft.clause.verbs = List.of(Verb.SET);
    draft.connected = false;
    return true;
  }

  private boolean begins(int i) {
    Lookahead ahead = draft.ahead;
    boolean begins = draft.connected || draft.clause.empty() && draft.clause.targets.isEmpty();
    if (!draft.spaced || !begins || draft.nouns.excepting() || !ahead.has(i + 1)) {
      return false;
    }
    Token next = ahead.at(i + 1);
    boolean determined = next.is(Word.Mark.ARTICLE) || next.is(Word.Mark.WHOSE);
    boolean feature =
        ahead.has(i + 2)
            && (ahead.at(i + 2).has(Word.About.class) || ahead.at(i + 2).has(Word.Described.class));
    return (determined || next.has(Word.Name.class))
        && (ahead.nextNominal(i) > 0 || feature)
        && ahead.ahead(i + 1, false).complete();
  }
}
