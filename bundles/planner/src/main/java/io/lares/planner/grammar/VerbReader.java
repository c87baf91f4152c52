package io.lares.planner.grammar;

import java.util.List;
import java.util.Set;

/** Reads verbs and what completes them into the clause that stands open, or opens the next. */
final class VerbReader {
  /** "Cancel the mute" lets the sound be heard. */
  private static final Set<Verb> ENDS = Set.of(Verb.STOP, Verb.CLOSEOFF, Verb.OFF);

  /** "Start cleaning", "send it back to its base": what is started says what is done. */
  private static final Set<Verb> ACTIVITIES = Set.of(Verb.DOCK, Verb.CLEAN, Verb.MOW);

  private final Draft draft;

  VerbReader(Draft draft) {
    this.draft = draft;
  }

  /** Reads a verb; false where the token is none here. */
  boolean read(int i, Token token) {
    if (!token.has(Word.Do.class)) {
      return false;
    }
    boolean thing = draft.clause.settled() && token.has(Word.Described.class);
    if (thing || token.is(Word.Mark.IN) && draft.ahead.preposition(i, draft.clause.settled())) {
      return false;
    }
    boolean noun = draft.clause.hasVerb() && (!draft.connected || draft.ahead.nextNominal(i) < 0);
    boolean completes =
        (token.verb(Word.Form.PARTICLE) != null
                || Lookahead.verbs(token).stream().anyMatch(verb -> verb.direction() != 0))
            && !token.has(Word.Name.class)
            && !token.has(Word.Kind.class)
            && !draft.clause.settled()
            && (!draft.clause.targets.isEmpty()
                || draft.clause.pronoun
                || draft.clause.number != null);
    if (Lookahead.names(token) && !completes && (noun || draft.ahead.verbFollows(i))) {
      return false;
    }
    List<Verb> verbs = Lookahead.verbs(token);
    boolean opens = token.verb(Word.Form.VERB) != null;
    if (draft.clause.settled()
        && !draft.connected
        && (verbs.contains(Verb.MOW) || verbs.contains(Verb.CLEAN))) {
      draft.clause.activity = verbs.getFirst();
      return true;
    }
    if (draft.nouns.excepting() && draft.clause.settled() && !draft.connected && draft.spaced) {
      return true;
    }
    if (verbs.contains(Verb.MUTE) && draft.clause.verbs.stream().anyMatch(ENDS::contains)) {
      draft.clause.verbs = List.of(Verb.UNMUTE);
      return true;
    }
    if (!draft.connected
        && draft.clause.verbs.equals(List.of(Verb.START))
        && verbs.stream().anyMatch(ACTIVITIES::contains)) {
      draft.clause.verbs = verbs;
      return true;
    }
    boolean again = sameDirection(verbs) && draft.ahead.nextNominal(i) < 0;
    if (opens
        && draft.connected
        && !again
        && !draft.clause.empty()
        && (draft.clause.hasVerb()
            || draft.clause.complete()
            || draft.clause.kept
            || draft.clause.negated)) {
      draft.begin(i);
    } else if (draft.clause.settled() && opens && !verbs.contains(Verb.SET)) {
      if (!draft.clause.targets.isEmpty() && !sameDirection(verbs)) {
        draft.begin(i);
      }
    } else if (draft.clause.settled() && !opens && draft.connected) {
      draft.begin(i);
    }
    draft.leaveException();
    if (!draft.clause.settled()) {
      draft.clause.verbLast = !draft.clause.targets.isEmpty();
      draft.clause.verbs = verbs;
    }
    Word.State state = token.get(Word.State.class);
    draft.clause.state = state == null ? draft.clause.state : state.state();
    Word.Described described = token.get(Word.Described.class);
    boolean own = token.words().size() == 2;
    if (opens && own && described != null && !described.partly()) {
      draft.clause.described.addAll(described.attributes());
    }
    draft.clause.kept |= token.is(Word.Mark.KEEP);
    if (verbs.equals(List.of(Verb.SET)) && token.has(Word.Choice.class)) {
      draft.clause.take(token);
    }
    draft.clause.absolute |= token.is(Word.Mark.TO);
    draft.connected = false;
    draft.nouns.prepositional(false);
    return true;
  }

  private boolean sameDirection(List<Verb> verbs) {
    return verbs.stream().anyMatch(verb -> verb.direction() != 0)
        && draft.clause.direction() == verbs.getFirst().direction();
  }
}
