package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens, from left to right and once, into clauses. The order of words within a clause does
 * not matter; what separates clauses is a verb after a connective, a value or a verb that a clause
 * already has, or a word such as "then".
 */
final class ClauseParser {
  private final List<Token> tokens;
  private final boolean spaced;
  private final List<Clause> clauses = new ArrayList<>();
  private Clause clause = new Clause(0);
  private @Nullable Target target;

  /** What stood open when an exception began in its middle. */
  private @Nullable Target interrupted;

  private boolean connected;
  private boolean excepting;
  private boolean all;
  private boolean other;
  private boolean prepositional;

  ClauseParser(List<Token> tokens, boolean spaced) {
    this.tokens = tokens;
    this.spaced = spaced;
  }

  List<Clause> parse() {
    for (int i = 0; i < tokens.size(); i++) {
      i = read(i);
    }
    close(tokens.size());
    Ellipsis.fill(clauses);
    return clauses;
  }

  /** Reads the token and perhaps some that belong to it; returns the last one read. */
  private int read(int i) {
    Token token = tokens.get(i);
    if (token.unknown()) {
      unknown(i);
      return i;
    }
    if (token.is(Word.Mark.STOP) || token.is(Word.Mark.AND)) {
      connected = true;
      prepositional = false;
      return i;
    }
    if (token.is(Word.Mark.THEN)) {
      begin(i);
      return i;
    }
    if (token.is(Word.Mark.BUT)) {
      but(i);
      return i;
    }
    if (token.is(Word.Mark.EXCEPT)) {
      excepting = true;
      interrupted = target;
      target = null;
      connected = false;
      return i;
    }
    if (token.is(Word.Mark.EXCEPTEND) && excepting) {
      endException();
      return i;
    }
    Word.Numeral numeral = token.get(Word.Numeral.class);
    if (numeral != null) {
      return number(i, numeral);
    }
    if (value(i, token)) {
      return i;
    }
    if (action(i, token)) {
      return i;
    }
    if (about(i, token)) {
      return i;
    }
    if (token.nominal()) {
      nominal(i, token);
      return i;
    }
    frame(i, token);
    return i;
  }

  private void frame(int i, Token token) {
    Word.Degree degree = token.get(Word.Degree.class);
    if (degree != null) {
      clause.degree = degree.factor();
    }
    Word.Topic topic = token.get(Word.Topic.class);
    if (topic != null && topic.topic().equals("search")) {
      if (connected && clause.complete()) {
        begin(i);
      }
      clause.search = true;
      if (!clause.hasVerb()) {
        clause.verbs = List.of(Verb.RESUME);
      }
    } else if (topic != null) {
      clause.topic = topic.topic();
    }
    Word.State state = token.get(Word.State.class);
    if (state != null) {
      clause.state = state.state();
    }
    if (token.is(Word.Mark.LATER)) {
      clause.later = true;
    } else if (token.is(Word.Mark.NOT)) {
      if (connected && !clause.empty()) {
        begin(i);
      }
      clause.negated = true;
    } else if (token.is(Word.Mark.BA)) {
      if (clause.complete() && !clause.targets.isEmpty()) {
        begin(i);
      }
    } else if (token.is(Word.Mark.TO)) {
      clause.absolute = true;
    } else if (token.is(Word.Mark.BY)) {
      clause.by = true;
    } else if (token.is(Word.Mark.PRONOUN)) {
      clause.pronoun = true;
    } else if (token.is(Word.Mark.ALL) || token.is(Word.Mark.OTHER)) {
      quantify(i, token);
    }
    if (token.is(Word.Mark.IN)) {
      prepositional = true;
    } else if (!token.is(Word.Mark.ARTICLE) && !token.is(Word.Mark.FILLER)) {
      prepositional = false;
    }
  }

  private void quantify(int i, Token token) {
    if (excepting && !clause.exceptions.isEmpty() && !connected) {
      endException();
    }
    boolean nominalNext = nextNominal(i) >= 0;
    if (token.is(Word.Mark.OTHER)) {
      other = true;
    }
    if (!nominalNext && target != null) {
      target.all = true;
    } else {
      all = true;
    }
  }

  private void but(int i) {
    int next = i + 1;
    while (next < tokens.size() && filler(tokens.get(next))) {
      next++;
    }
    boolean nominal = next < tokens.size() && tokens.get(next).nominal();
    boolean quantified = clause.targets.stream().anyMatch(each -> each.all || each.everything);
    if (nominal && quantified && !ahead(next).complete()) {
      excepting = true;
      interrupted = target;
      target = null;
    } else {
      connected = true;
    }
  }

  private void endException() {
    excepting = false;
    target = interrupted;
    interrupted = null;
    connected = false;
  }

  private int number(int i, Word.Numeral numeral) {
    Word.Unit unit = i + 1 < tokens.size() ? tokens.get(i + 1).get(Word.Unit.class) : null;
    if (unit != null && unit.unit().equals("time")) {
      clause.later = true;
      return i + 1;
    }
    boolean counting =
        unit == null
            && !numeral.percent()
            && !clause.absolute
            && i + 1 < tokens.size()
            && tokens.get(i + 1).nominal()
            && !tokens.get(i + 1).has(Word.Place.class);
    if (counting) {
      return i;
    }
    beforeValue(i, clause.number != null);
    clause.number = numeral.value();
    clause.percent = numeral.percent() || unit != null && unit.unit().equals("%");
    clause.unit = unit == null ? "" : unit.unit();
    return unit == null ? i : i + 1;
  }

  private void beforeValue(int i, boolean taken) {
    if (taken || connected && clause.hasValue()) {
      Clause before = clause;
      begin(i);
      clause.verbs = before.settled() ? List.of() : before.verbs;
    }
    leaveException();
    connected = false;
  }

  private void leaveException() {
    if (excepting && !clause.exceptions.isEmpty()) {
      endException();
    }
  }

  private boolean value(int i, Token token) {
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
    if (!any
        || onlyChoice && (token.words().size() > 1 && !clause.absolute)
        || named && !clause.absolute) {
      return false;
    }
    beforeValue(i, clause.colour != null && colour != null);
    if (amount != null) {
      clause.number = amount.percent();
      clause.percent = true;
      clause.absolute = true;
    }
    clause.minimum = clause.minimum || minimum;
    if (colour != null) {
      clause.colour = colour.hex();
    }
    if (white != null) {
      clause.kelvin = white.kelvin();
    }
    if (mode != null) {
      clause.mode = mode.value();
    }
    if (choice != null) {
      clause.choice = choice.value();
    }
    Word.Do state = token.get(Word.Do.class);
    if (state != null && (!clause.hasVerb() || !clause.settled())) {
      clause.verbs = verbs(token);
    }
    return true;
  }

  private boolean action(int i, Token token) {
    if (!token.has(Word.Do.class)) {
      return false;
    }
    if (token.is(Word.Mark.IN) && preposition(i)) {
      return false;
    }
    boolean noun = clause.hasVerb() && (!connected || nextNominal(i) < 0);
    if (names(token) && (noun || verbFollows(i))) {
      return false;
    }
    List<Verb> verbs = verbs(token);
    boolean opens = token.verb(Word.Form.VERB) != null;
    if (clause.settled()
        && !connected
        && (verbs.contains(Verb.MOW) || verbs.contains(Verb.CLEAN))) {
      clause.activity = verbs.getFirst();
      return true;
    }
    if (excepting && clause.settled() && !connected && spaced) {
      return true;
    }
    if (opens && connected && !clause.empty() && (clause.hasVerb() || clause.complete())) {
      begin(i);
    } else if (clause.settled() && opens && !verbs.contains(Verb.SET)) {
      if (!clause.targets.isEmpty() && !sameDirection(verbs)) {
        begin(i);
      }
    } else if (clause.settled() && !opens && connected) {
      begin(i);
    }
    leaveException();
    if (!clause.settled()) {
      clause.verbLast = !clause.targets.isEmpty();
      clause.verbs = verbs;
    }
    connected = false;
    prepositional = false;
    return true;
  }

  private boolean verbFollows(int i) {
    return i + 1 < tokens.size() && tokens.get(i + 1).verb(Word.Form.VERB) != null;
  }

  private boolean sameDirection(List<Verb> verbs) {
    return verbs.stream().anyMatch(verb -> verb.direction() != 0)
        && clause.direction() == verbs.getFirst().direction();
  }

  private static List<Verb> verbs(Token token) {
    List<Verb> verbs = new ArrayList<>(2);
    for (Word word : token.words()) {
      if (word instanceof Word.Do found && !verbs.contains(found.verb())) {
        verbs.add(found.verb());
      }
    }
    return verbs;
  }

  /** Tells "on the first floor" from "the lamp on". */
  private boolean preposition(int i) {
    int next = i + 1;
    boolean article = false;
    if (next < tokens.size() && tokens.get(next).is(Word.Mark.IN)) {
      return false;
    }
    while (next < tokens.size() && filler(tokens.get(next))) {
      article |= tokens.get(next).is(Word.Mark.ARTICLE);
      next++;
    }
    if (next >= tokens.size() || !tokens.get(next).nominal()) {
      return false;
    }
    Word.Place place = tokens.get(next).get(Word.Place.class);
    if (place != null) {
      return article || place.areas().size() != 1 || clause.settled();
    }
    return clause.settled();
  }

  private static boolean filler(Token token) {
    return token.is(Word.Mark.ARTICLE)
        || token.is(Word.Mark.FILLER)
        || token.is(Word.Mark.ALL)
        || token.is(Word.Mark.IN) && !token.has(Word.Do.class);
  }

  private boolean about(int i, Token token) {
    Word.About about = token.get(Word.About.class);
    Word.Described described = token.get(Word.Described.class);
    boolean named =
        token.has(Word.Name.class) || token.has(Word.Kind.class) || token.has(Word.Place.class);
    if (about == null && described == null) {
      return false;
    }
    if (connected && clause.hasFeature() && clause.complete()) {
      begin(i);
    }
    if (about != null) {
      clause.feature = about.feature();
    }
    if (described != null) {
      clause.described.addAll(described.attributes());
    }
    if (!named) {
      connected = false;
    }
    return !named;
  }

  private void nominal(int i, Token token) {
    if (connected && !excepting && startsClause(i)) {
      Clause before = clause;
      begin(i);
      clause.verbs = before.verbs.contains(Verb.SET) ? before.verbs : List.of();
    } else if (!connected && !excepting && clause.verbLast && clause.complete()) {
      if (ahead(i).complete()) {
        begin(i);
      }
    }
    if (excepting && clause.targets.isEmpty() && !clause.exceptions.isEmpty() && !connected) {
      if (token.is(Word.Mark.EVERYTHING)) {
        endException();
      }
    }
    Word.State state = token.get(Word.State.class);
    if (state != null) {
      clause.state = state.state();
    }
    Target current = target;
    if (current == null || connected || !extendable(i, current, token)) {
      current = new Target(i);
      target = current;
      (excepting ? clause.exceptions : clause.targets).add(current);
    }
    fill(i, current, token);
    connected = false;
    prepositional = false;
  }

  /** True where a noun phrase behind a connective is a wish of its own, not one more of a list. */
  private boolean startsClause(int i) {
    if (!clause.complete()) {
      return false;
    }
    Clause ahead = ahead(i);
    return clause.hasValue() ? ahead.complete() : ahead.settled() || ahead.hasValue();
  }

  /** What a clause that began here would hold until the next connective. */
  private Clause ahead(int i) {
    Clause ahead = new Clause(i);
    boolean noun = false;
    for (int k = i; k < tokens.size(); k++) {
      Token token = tokens.get(k);
      if (token.is(Word.Mark.STOP)
          || token.is(Word.Mark.AND)
          || token.is(Word.Mark.THEN)
          || token.is(Word.Mark.EXCEPT)) {
        break;
      }
      boolean named = token.nominal();
      noun |= named;
      if (token.has(Word.Do.class) && noun && !(token.is(Word.Mark.IN) && preposition(k))) {
        if (token.verb(Word.Form.VERB) != null && spaced && !token.words().contains(Word.Mark.IN)) {
          break;
        }
        ahead.verbs = verbs(token);
        break;
      }
      if (token.has(Word.Numeral.class) || token.has(Word.Amount.class)) {
        ahead.number = 0.0;
      }
      if (!named && (token.has(Word.Colour.class) || token.has(Word.White.class))) {
        ahead.kelvin = 0.0;
      }
    }
    return ahead;
  }

  private boolean extendable(int i, Target current, Token token) {
    boolean place =
        token.has(Word.Place.class) || token.is(Word.Mark.HERE) || token.is(Word.Mark.HOUSE);
    if (place && !names(token)) {
      if (!current.complete() && current.parts.isEmpty()) {
        return !current.placed() || overlaps(current, token);
      }
      if (current.placed() && !overlaps(current, token)) {
        return false;
      }
      int next = i + 1;
      boolean followed = next < tokens.size() && names(tokens.get(next));
      return prepositional || !followed;
    }
    Word.Name name = token.get(Word.Name.class);
    if (current.name != null && name != null && !token.has(Word.Kind.class)) {
      return current.name.devices().stream().anyMatch(name.devices()::contains);
    }
    if (current.kind != null && token.has(Word.Kind.class)) {
      return spaced;
    }
    return !(current.everything && token.is(Word.Mark.EVERYTHING));
  }

  private static boolean names(Token token) {
    return token.has(Word.Name.class)
        || token.has(Word.Kind.class)
        || token.has(Word.Part.class) && !token.has(Word.Place.class);
  }

  private static boolean overlaps(Target current, Token token) {
    Word.Place place = token.get(Word.Place.class);
    return place == null
        || current.place == null
        || place.areas().stream().anyMatch(current.place.areas()::contains);
  }

  private void fill(int i, Target current, Token token) {
    current.to = i + 1;
    current.all |= all;
    current.other |= other;
    all = false;
    other = false;
    Word.Place place = token.get(Word.Place.class);
    Word.Name name = token.get(Word.Name.class);
    Word.Kind kind = token.get(Word.Kind.class);
    boolean nounFollows = i + 1 < tokens.size() && names(tokens.get(i + 1));
    if (place != null && (name == null || nounFollows) && kind == null) {
      boolean narrower =
          current.place == null || place.areas().size() < current.place.areas().size();
      if (narrower) {
        current.place = place;
      }
      current.placeAfter |= current.complete();
      return;
    }
    if (token.is(Word.Mark.EVERYTHING)) {
      current.everything = true;
      return;
    }
    if (token.is(Word.Mark.HERE) || token.is(Word.Mark.HOUSE) && kind == null && name == null) {
      current.placeAfter |= current.complete();
      current.here |= token.is(Word.Mark.HERE);
      current.house |= token.is(Word.Mark.HOUSE);
      return;
    }
    if (name != null && (current.name == null || kind == null)) {
      current.name = name;
    }
    if (kind != null) {
      current.kind = kind;
    }
    if (name == null && kind == null) {
      Word.Part part = token.get(Word.Part.class);
      if (part != null) {
        current.parts.add(part);
      }
    }
  }

  private void unknown(int i) {
    Token token = tokens.get(i);
    if (connected && !excepting && startsClause(i)) {
      begin(i);
    }
    if (target == null || connected) {
      target = new Target(i);
      (excepting ? clause.exceptions : clause.targets).add(target);
    }
    target.unknown.add(token.text());
    target.to = i + 1;
    connected = false;
  }

  private int nextNominal(int i) {
    for (int k = i + 1; k < tokens.size(); k++) {
      Token token = tokens.get(k);
      if (token.nominal()) {
        return k;
      }
      if (!filler(token)) {
        return -1;
      }
    }
    return -1;
  }

  private void begin(int i) {
    close(i);
    clause = new Clause(i);
    target = null;
    interrupted = null;
    excepting = false;
    connected = false;
    all = false;
    other = false;
  }

  private void close(int end) {
    if (!clause.empty()
        || clause.topic != null
        || clause.later
        || clause.negated
        || clause.state != null) {
      clause.to = end;
      clauses.add(clause);
    }
  }
}
