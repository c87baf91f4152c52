package io.lares.planner.grammar;

import org.jspecify.annotations.Nullable;

/** Reads noun phrases: which devices a clause speaks of, and which it excepts. */
final class NounReader {
  private final Lookahead ahead;
  private final boolean spaced;
  private @Nullable Target target;

  /** What stood open when an exception began in its middle. */
  private @Nullable Target interrupted;

  private boolean excepting;
  private boolean all;
  private boolean other;
  private boolean whose;
  private int ordinal;

  /** True right behind a preposition. */
  private boolean prepositional;

  NounReader(Lookahead ahead, boolean spaced) {
    this.ahead = ahead;
    this.spaced = spaced;
  }

  boolean excepting() {
    return excepting;
  }

  /** A preposition stands here: what it follows, if nothing explains it, is what is meant. */
  void preposition(int i) {
    Target head = target;
    if (head != null && !head.unknown.isEmpty() && !head.complete() && head.to == i) {
      head.headed = true;
    }
    prepositional = true;
  }

  boolean prepositional() {
    return prepositional;
  }

  void prepositional(boolean now) {
    prepositional = now;
  }

  /** A new clause begins. */
  void begin() {
    target = null;
    interrupted = null;
    excepting = false;
    all = false;
    other = false;
  }

  /** The numbered family that was named just now, or null. */
  @Nullable Target family() {
    Target named = target;
    return named != null && named.name != null && named.name.plural() ? named : null;
  }

  /** More of a family that was named before. */
  void again(int i, Target family, Clause clause) {
    Target more = open(i, clause);
    more.name = family.name;
    more.takePlaceOf(family);
    more.to = i + 1;
  }

  /** "Panels 1": which of the family. */
  void numbered(int number) {
    Target named = family();
    if (named != null) {
      named.numbers.add(number);
    }
  }

  /** Which one of what comes. */
  void ordinal(int place) {
    ordinal = place;
  }

  /** What comes belongs to what was named before. */
  void whose() {
    whose = true;
    target = null;
  }

  /** What was named is where something else was. */
  void there() {
    if (target == null) {
      whose = true;
    } else {
      target.whose = true;
    }
  }

  void except() {
    excepting = true;
    interrupted = target;
    target = null;
  }

  /** What was named just now was an exception: another noun comes. */
  void excepted() {
    target = null;
  }

  void endException() {
    excepting = false;
    target = interrupted;
    interrupted = null;
  }

  /** All or the others are meant: of what was named just now, or of what comes. */
  void quantify(int i, Token token) {
    if (token.is(Word.Mark.OTHER)) {
      other = true;
    }
    if (ahead.nextNominal(i) < 0 && target != null) {
      target.all = true;
    } else {
      all = true;
    }
  }

  /** Takes a token that names or describes devices. */
  void nominal(int i, Token token, Clause clause, boolean connected) {
    Target current = target;
    if (current == null || connected || !extendable(i, current, token)) {
      current = open(i, clause);
    }
    fill(i, current, token);
    prepositional = false;
  }

  /** Takes a word that nothing explains. */
  void unknown(int i, Token token, Clause clause, boolean connected) {
    Target current = target;
    if (current == null || connected) {
      current = open(i, clause);
    }
    current.unknown.add(token.text());
    current.to = i + 1;
  }

  private Target open(int i, Clause clause) {
    Target opened = new Target(i);
    target = opened;
    (excepting ? clause.exceptions : clause.targets).add(opened);
    return opened;
  }

  private boolean extendable(int i, Target current, Token token) {
    boolean place =
        token.has(Word.Place.class)
            || token.is(Word.Mark.HERE)
            || token.is(Word.Mark.HOUSE)
            || token.is(Word.Mark.OUTSIDE);
    if (place && !Lookahead.names(token)) {
      if (!current.complete() && current.parts.isEmpty()) {
        return !current.placed() || overlaps(current, token);
      }
      if (current.placed() && !overlaps(current, token)) {
        return false;
      }
      boolean followed = ahead.has(i + 1) && Lookahead.names(ahead.at(i + 1));
      return prepositional || !followed;
    }
    Word.Name name = token.get(Word.Name.class);
    if (current.name != null && name != null && !token.has(Word.Kind.class)) {
      return current.name.devices().stream().anyMatch(name.devices()::contains);
    }
    if (current.kind != null && token.has(Word.Kind.class)) {
      return spaced;
    }
    if (current.kind != null && current.name == null && name != null && !spaced) {
      return name.generic();
    }
    return !(current.everything && token.is(Word.Mark.EVERYTHING));
  }

  private static boolean overlaps(Target current, Token token) {
    Word.Place place = token.get(Word.Place.class);
    return place == null
        || current.place == null
        || place.areas().stream().anyMatch(current.place.areas()::contains);
  }

  private void fill(int i, Target current, Token token) {
    current.to = i + 1;
    current.all |= all || token.asks("all") && token.has(Word.Kind.class);
    current.other |= other;
    current.whose |= whose;
    current.ordinal = ordinal == 0 ? current.ordinal : ordinal;
    ordinal = 0;
    all = false;
    other = false;
    whose = false;
    Word.Place place = token.get(Word.Place.class);
    Word.Name name = token.get(Word.Name.class);
    Word.Kind kind = token.get(Word.Kind.class);
    boolean nounFollows = ahead.has(i + 1) && Lookahead.names(ahead.at(i + 1));
    if (place != null && (name == null || nounFollows) && kind == null) {
      boolean narrower =
          current.place == null || place.areas().size() < current.place.areas().size();
      if (narrower) {
        current.place = place;
        current.outside = false;
      }
      current.placeAfter |= current.complete();
      return;
    }
    if (token.is(Word.Mark.EVERYTHING)) {
      current.everything = true;
      return;
    }
    boolean somewhere = token.is(Word.Mark.HERE) || token.is(Word.Mark.OUTSIDE);
    if (somewhere || token.is(Word.Mark.HOUSE) && kind == null && name == null) {
      current.placeAfter |= current.complete();
      current.outside |= token.is(Word.Mark.OUTSIDE) && current.place == null;
      current.here |= token.is(Word.Mark.HERE);
      current.house |= token.is(Word.Mark.HOUSE);
      return;
    }
    if (name != null && (current.name == null || kind == null)) {
      current.name = name;
      current.all |= name.plural();
      current.nameEnd = i + 1;
    }
    if (kind != null) {
      current.kindAfterName = name == null && current.name != null && current.nameEnd == i;
      current.kind = kind;
    }
    if (name == null && kind == null) {
      Word.Part part = token.get(Word.Part.class);
      if (part != null) {
        current.parts.add(part);
      }
    }
  }
}
