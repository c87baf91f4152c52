package io.lares.planner.grammar;

import java.util.List;

/** Reads numbers and other values into the clause that stands open. */
final class ValueReader {
  private static final double HALF = 0.5;

  private final Draft draft;

  ValueReader(Draft draft) {
    this.draft = draft;
  }

  /** Reads a number and its unit; returns the last token read. */
  int number(int i, Word.Numeral numeral) {
    Word.Unit unit =
        i + 1 < draft.tokens.size() ? draft.tokens.get(i + 1).get(Word.Unit.class) : null;
    boolean counting =
        unit == null
            && !numeral.percent()
            && !draft.clause.absolute
            && i + 1 < draft.tokens.size()
            && draft.tokens.get(i + 1).nominal()
            && !draft.tokens.get(i + 1).has(Word.Place.class);
    if (counting) {
      Token before = i > 0 ? draft.tokens.get(i - 1) : null;
      if (draft.spaced && before != null && before.nominal() && !before.has(Word.Kind.class)) {
        draft.nouns.unknown(i, draft.tokens.get(i), draft.clause, false);
      }
      return i;
    }
    Token token = draft.tokens.get(i);
    boolean standsFor =
        unit == null
            && token.is(Word.Mark.FILLER)
            && i > 0
            && (draft.tokens.get(i - 1).is(Word.Mark.ARTICLE)
                || !draft.clause.absolute
                    && (draft.tokens.get(i - 1).nominal()
                        || draft.tokens.get(i - 1).is(Word.Mark.OTHER)));
    if (standsFor) {
      return i;
    }
    boolean bare = unit == null && !numeral.percent() && !draft.clause.absolute;
    boolean follows = i > 0 && draft.tokens.get(i - 1).has(Word.Name.class);
    if (bare && (follows || draft.connected) && draft.nouns.family() != null) {
      numbered(i, (int) numeral.value());
      return i;
    }
    if (unit == null && !numeral.percent() && draft.connected && numbersSomething(i)) {
      draft.nouns.unknown(i, token, draft.clause, true);
      draft.connected = false;
      return i;
    }
    beforeValue(i, draft.clause.number != null);
    Word.Choice choice = token.get(Word.Choice.class);
    if (choice != null && unit == null) {
      draft.clause.choice = choice.value();
      draft.clause.either = true;
    }
    draft.clause.number = numeral.value();
    draft.clause.percent = numeral.percent() || unit != null && unit.unit().equals("%");
    draft.clause.unit = unit == null ? "" : unit.unit();
    boolean half =
        unit != null && draft.ahead.has(i + 2) && draft.ahead.at(i + 2).is(Word.Mark.HALF);
    if (half) {
      draft.clause.number += HALF;
    }
    return unit == null ? i : half ? i + 2 : i + 1;
  }

  /** "Panels 1 and 2 off, 3 and 4 on": a wish for more of the family is another one. */
  private void numbered(int i, int number) {
    Target family = draft.nouns.family();
    boolean said = draft.clause.complete() && !draft.clause.verbFirst();
    if (family != null && draft.connected && said) {
      draft.begin(i);
      draft.nouns.again(i, family, draft.clause);
    }
    draft.nouns.numbered(number);
    draft.connected = false;
  }

  /** "..., 3 and 4 to 30 percent": which ones, and no value. */
  private boolean numbersSomething(int i) {
    boolean joined =
        draft.ahead.has(i + 2)
            && (draft.ahead.at(i + 1).is(Word.Mark.AND) || draft.ahead.at(i + 1).is(Word.Mark.TO));
    return joined && draft.ahead.at(i + 2).has(Word.Numeral.class);
  }

  /** "By a degree": one of a unit; returns the last token read. */
  int one(int i, Word.Unit unit) {
    draft.clause.number = 1.0;
    draft.clause.unit = unit.unit();
    boolean half = draft.ahead.has(i + 1) && draft.ahead.at(i + 1).is(Word.Mark.HALF);
    if (half) {
      draft.clause.number += HALF;
    }
    return half ? i + 1 : i;
  }

  private void beforeValue(int i, boolean taken) {
    if (taken || draft.connected && draft.clause.hasValue()) {
      Clause before = draft.clause;
      draft.begin(i);
      draft.clause.verbs = before.settled() ? List.of() : before.verbs;
      draft.clause.verbInherited = true;
    }
    draft.leaveException();
    draft.connected = false;
  }

  /** Reads a value that is no number; false where the token is none here. */
  boolean value(int i, Token token) {
    Word.Amount amount = token.get(Word.Amount.class);
    Word.Colour colour = token.get(Word.Colour.class);
    Word.White white = token.get(Word.White.class);
    Word.Mode mode = token.get(Word.Mode.class);
    Word.Choice choice = token.get(Word.Choice.class);
    boolean minimum = token.is(Word.Mark.MINIMUM);
    boolean any =
        amount != null
            || colour != null
            || white != null
            || mode != null
            || choice != null
            || minimum;
    boolean onlyChoice =
        choice != null && amount == null && colour == null && white == null && mode == null;
    boolean named = token.has(Word.Name.class) || token.has(Word.Kind.class);
    boolean inside = token.is(Word.Mark.FILLER) && mode != null;
    if (!any
        || opensWish(i, token)
        || inside && draft.clause.feature != Feature.SPEED
        || onlyChoice && token.words().size() > 1 && !draft.clause.absolute && !choosing()
        || named && (!draft.clause.absolute || draft.connected && draft.clause.hasValue())) {
      return false;
    }
    beforeValue(i, draft.clause.colour != null && colour != null);
    if (amount != null && partOf(i, amount)) {
      return true;
    }
    draft.clause.take(token);
    if (mode != null && token.get(Word.Described.class) instanceof Word.Described described) {
      draft.clause.hints.addAll(described.attributes());
    }
    Word.Do state = token.get(Word.Do.class);
    if (state != null && (!draft.clause.hasVerb() || !draft.clause.settled())) {
      draft.clause.verbs = Lookahead.verbs(token);
    }
    return true;
  }

  /** "Half a degree": a part of a unit. */
  private boolean partOf(int i, Word.Amount amount) {
    int next = i + 1;
    while (draft.ahead.has(next) && draft.ahead.at(next).is(Word.Mark.ARTICLE)) {
      next++;
    }
    Word.Unit unit = draft.ahead.has(next) ? draft.ahead.at(next).get(Word.Unit.class) : null;
    if (unit == null || unit.unit().equals("%") || next == i + 1 && draft.spaced) {
      return false;
    }
    draft.clause.number = amount.percent() / 100;
    draft.clause.unit = unit.unit();
    return true;
  }

  /** "Warm the hall to 21", but not "warm light in the hall". */
  private boolean opensWish(int i, Token token) {
    Word.Do verb = token.verb(Word.Form.VERB);
    boolean begun = !draft.connected && draft.clause.hasVerb();
    if (verb == null || begun || !draft.ahead.has(i + 1)) {
      return false;
    }
    Token next = draft.ahead.at(i + 1);
    boolean noun = next.has(Word.Name.class) || next.has(Word.Place.class);
    return verb.verb().direction() != 0
        && (draft.connected || draft.clause.targets.isEmpty())
        && (next.is(Word.Mark.ARTICLE)
            || next.is(Word.Mark.WHOSE)
            || next.is(Word.Mark.PRONOUN)
            || noun);
  }

  /** "Arm the alarm for away": which of its values an attribute is to have. */
  private boolean choosing() {
    return !draft.clause.described.isEmpty() && draft.clause.verbs.equals(List.of(Verb.SET));
  }
}
