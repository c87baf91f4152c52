package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens, from left to right and once, into clauses. The order of words within a clause does
 * not matter; what separates clauses is a verb after a connective, a value or a verb that a clause
 * already has, or a word such as "then".
 */
final class ClauseParser {
  private static final double HALF = 0.5;

  /** "Cancel the mute" lets the sound be heard. */
  private static final Set<Verb> ENDS = Set.of(Verb.STOP, Verb.CLOSEOFF, Verb.OFF);

  private final List<Token> tokens;
  private final boolean spaced;
  private final Function<DeviceId, @Nullable AreaId> areas;
  private final Lookahead ahead;
  private final NounReader nouns;
  private final List<Clause> clauses = new ArrayList<>();
  private Clause clause = new Clause(0);

  /** True behind a connective that nothing has followed yet. */
  private boolean connected;

  /** The delay that stood before a clause holds for those behind it, too. */
  private @Nullable Duration delay;

  /**
   * Makes one.
   *
   * @param areas where a device is
   */
  ClauseParser(List<Token> tokens, boolean spaced, Function<DeviceId, @Nullable AreaId> areas) {
    this.areas = areas;
    this.tokens = tokens;
    this.spaced = spaced;
    this.ahead = new Lookahead(tokens, spaced);
    this.nouns = new NounReader(ahead, spaced);
  }

  List<Clause> parse() {
    for (int i = 0; i < tokens.size(); i++) {
      i = read(i);
    }
    close(tokens.size());
    new Exceptions(spaced).fold(clauses);
    new Ellipsis(areas).fill(clauses);
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
      nouns.prepositional(false);
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
      nouns.except();
      connected = false;
      return i;
    }
    if (token.is(Word.Mark.REMARK)) {
      return remark(i);
    }
    if (token.is(Word.Mark.THERE)) {
      nouns.there();
      return i;
    }
    if (token.is(Word.Mark.WHOSE)) {
      nouns.whose();
      return i;
    }
    if (token.is(Word.Mark.EXCEPTEND) && nouns.excepting()) {
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
    Word.Ordinal ordinal = token.get(Word.Ordinal.class);
    if (ordinal != null && i > 0 && ahead.nextNominal(i) == i + 1) {
      Token counted = ahead.at(i + 1);
      if (counted.has(Word.Kind.class) || counted.has(Word.Name.class) || !spaced) {
        nouns.ordinal(ordinal.place());
      } else {
        nouns.unknown(i, token, clause, connected);
      }
    }
    Word.Factor factor = token.get(Word.Factor.class);
    if (factor != null) {
      if (connected && clause.complete()) {
        begin(i);
      }
      clause.factor = factor.times();
      connected = false;
    }
    Word.Topic topic = token.get(Word.Topic.class);
    if (topic != null && topic.topic().equals("search")) {
      if (connected && clause.complete()) {
        begin(i);
      }
      if (!clause.hasVerb()) {
        clause.verbs = List.of(Verb.RESUME);
      }
    }
    Word.State state = token.get(Word.State.class);
    if (state != null) {
      clause.state = state.state();
    }
    Word.Delay wait = token.get(Word.Delay.class);
    if (wait != null) {
      delayed(i, wait.time());
    }
    Word.Span span = token.get(Word.Span.class);
    if (span != null && !clause.described.isEmpty() && !clause.settled()) {
      clause.number = (double) span.time().toSeconds();
      clause.unit = Measures.SECONDS;
    } else if (span != null) {
      clause.hold = span.time();
    }
    Word.Compare compare = token.get(Word.Compare.class);
    if (compare != null) {
      clause.compare = compare.test();
    }
    clause.rooms |= token.is(Word.Mark.ROOMS);
    if (token.is(Word.Mark.LATER)) {
      clause.later = true;
    } else if (token.is(Word.Mark.KEEP)) {
      keep(i);
    } else if (token.is(Word.Mark.NOT)) {
      if (connected && !clause.empty()) {
        begin(i);
      }
      clause.negated = true;
    } else if (token.is(Word.Mark.BA)) {
      leaveException();
      boolean stays = (clause.negated || clause.kept) && connected;
      if ((clause.complete() || stays) && !clause.targets.isEmpty()) {
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
      nouns.preposition(i);
    } else if (!token.is(Word.Mark.ARTICLE) && !token.is(Word.Mark.FILLER)) {
      nouns.prepositional(false);
    }
  }

  /** What people say about themselves asks for nothing beside a wish, and is none by itself. */
  private int remark(int i) {
    int end = ahead.remark(i);
    if (end < 0 && !ahead.stopped(i)) {
      unknown(i);
    }
    return Math.max(end, i);
  }

  /** What it is said of stands behind it, or before it where another language says so. */
  private void keep(int i) {
    if (connected && !clause.empty() || clause.complete()) {
      begin(i);
    }
    clause.kept = true;
    connected = false;
  }

  /** A delay before a wish holds for what follows; one behind it for this wish alone. */
  private void delayed(int i, Duration time) {
    if (connected && clause.complete()) {
      begin(i);
    }
    if (clause.empty()) {
      delay = time;
      clause.from = Math.min(clause.from, i);
    }
    clause.delay = time;
    clause.delayAt = i;
  }

  private void quantify(int i, Token token) {
    if (nouns.excepting() && !clause.exceptions.isEmpty() && !connected) {
      endException();
    }
    nouns.quantify(i, token);
  }

  private void but(int i) {
    int next = i + 1;
    while (ahead.has(next) && Lookahead.filler(ahead.at(next))) {
      next++;
    }
    boolean nominal = ahead.has(next) && ahead.at(next).nominal();
    boolean quantified = clause.targets.stream().anyMatch(each -> each.all || each.everything);
    if (nominal && quantified && !ahead.ahead(next, clause.settled()).complete()) {
      nouns.except();
    } else {
      connected = true;
    }
  }

  private void endException() {
    nouns.endException();
    connected = false;
  }

  private int number(int i, Word.Numeral numeral) {
    Word.Unit unit = i + 1 < tokens.size() ? tokens.get(i + 1).get(Word.Unit.class) : null;
    boolean counting =
        unit == null
            && !numeral.percent()
            && !clause.absolute
            && i + 1 < tokens.size()
            && tokens.get(i + 1).nominal()
            && !tokens.get(i + 1).has(Word.Place.class);
    if (counting) {
      Token before = i > 0 ? tokens.get(i - 1) : null;
      if (spaced && before != null && before.nominal() && !before.has(Word.Kind.class)) {
        nouns.unknown(i, tokens.get(i), clause, false);
      }
      return i;
    }
    Token token = tokens.get(i);
    boolean standsFor =
        unit == null
            && token.is(Word.Mark.FILLER)
            && i > 0
            && (tokens.get(i - 1).is(Word.Mark.ARTICLE)
                || !clause.absolute
                    && (tokens.get(i - 1).nominal() || tokens.get(i - 1).is(Word.Mark.OTHER)));
    if (standsFor) {
      return i;
    }
    beforeValue(i, clause.number != null);
    clause.number = numeral.value();
    clause.percent = numeral.percent() || unit != null && unit.unit().equals("%");
    clause.unit = unit == null ? "" : unit.unit();
    boolean half = unit != null && ahead.has(i + 2) && ahead.at(i + 2).is(Word.Mark.HALF);
    if (half) {
      clause.number += HALF;
    }
    return unit == null ? i : half ? i + 2 : i + 1;
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
    if (nouns.excepting() && !clause.exceptions.isEmpty()) {
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
        || onlyChoice && token.words().size() > 1 && !clause.absolute && !choosing()
        || named && (!clause.absolute || connected && clause.hasValue())) {
      return false;
    }
    beforeValue(i, clause.colour != null && colour != null);
    clause.take(token);
    Word.Do state = token.get(Word.Do.class);
    if (state != null && (!clause.hasVerb() || !clause.settled())) {
      clause.verbs = Lookahead.verbs(token);
    }
    return true;
  }

  /** "Arm the alarm for away": which of its values an attribute is to have. */
  private boolean choosing() {
    return !clause.described.isEmpty() && clause.verbs.equals(List.of(Verb.SET));
  }

  private boolean action(int i, Token token) {
    if (!token.has(Word.Do.class)) {
      return false;
    }
    boolean thing = clause.settled() && token.has(Word.Described.class);
    if (thing || token.is(Word.Mark.IN) && ahead.preposition(i, clause.settled())) {
      return false;
    }
    boolean noun = clause.hasVerb() && (!connected || ahead.nextNominal(i) < 0);
    boolean completes =
        (token.verb(Word.Form.PARTICLE) != null
                || Lookahead.verbs(token).stream().anyMatch(verb -> verb.direction() != 0))
            && !token.has(Word.Name.class)
            && !token.has(Word.Kind.class)
            && !clause.settled()
            && !clause.targets.isEmpty();
    if (Lookahead.names(token) && !completes && (noun || ahead.verbFollows(i))) {
      return false;
    }
    List<Verb> verbs = Lookahead.verbs(token);
    boolean opens = token.verb(Word.Form.VERB) != null;
    if (clause.settled()
        && !connected
        && (verbs.contains(Verb.MOW) || verbs.contains(Verb.CLEAN))) {
      clause.activity = verbs.getFirst();
      return true;
    }
    if (nouns.excepting() && clause.settled() && !connected && spaced) {
      return true;
    }
    if (verbs.contains(Verb.MUTE) && clause.verbs.stream().anyMatch(ENDS::contains)) {
      clause.verbs = List.of(Verb.UNMUTE);
      return true;
    }
    boolean again = sameDirection(verbs) && ahead.nextNominal(i) < 0;
    if (opens
        && connected
        && !again
        && !clause.empty()
        && (clause.hasVerb() || clause.complete() || clause.kept || clause.negated)) {
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
    clause.kept |= token.is(Word.Mark.KEEP);
    if (verbs.equals(List.of(Verb.SET)) && token.has(Word.Choice.class)) {
      clause.take(token);
    }
    clause.absolute |= token.is(Word.Mark.TO);
    connected = false;
    nouns.prepositional(false);
    return true;
  }

  private boolean sameDirection(List<Verb> verbs) {
    return verbs.stream().anyMatch(verb -> verb.direction() != 0)
        && clause.direction() == verbs.getFirst().direction();
  }

  private boolean about(int i, Token token) {
    Word.About about = token.get(Word.About.class);
    boolean named =
        token.has(Word.Name.class) || token.has(Word.Kind.class) || token.has(Word.Place.class);
    Word.Described described = named ? null : token.get(Word.Described.class);
    if (about == null && described == null) {
      return false;
    }
    boolean next = clause.number != null && clause.hasFeature() && !clause.by && ahead.valued(i);
    if (next || connected && clause.complete() && (clause.hasFeature() || ahead.wish(i))) {
      begin(i);
    }
    if (about != null) {
      clause.feature = about.feature();
    }
    if (described != null) {
      (described.partly() ? clause.hints : clause.described).addAll(described.attributes());
    }
    if (!named) {
      connected = false;
    }
    return !named;
  }

  private void nominal(int i, Token token) {
    boolean excepting = nouns.excepting();
    if (connected && !excepting && (startsClause(i) || ahead.stays(i) && !clause.empty())) {
      Clause before = clause;
      begin(i);
      clause.verbs = before.verbs.contains(Verb.SET) ? before.verbs : List.of();
    } else if (!connected && !excepting && clause.verbLast && clause.complete()) {
      if (ahead.ahead(i, clause.settled()).complete()) {
        begin(i);
      }
    }
    boolean excepted = excepting && clause.targets.isEmpty() && !clause.exceptions.isEmpty();
    if (excepted && (connected ? ahead.quantified(i) : token.is(Word.Mark.EVERYTHING))) {
      endException();
    }
    Word.State state = token.get(Word.State.class);
    if (state != null) {
      clause.state = state.state();
    }
    clause.negated |= token.is(Word.Mark.NOT);
    nouns.nominal(i, token, clause, connected);
    connected = false;
  }

  /** True where a noun phrase behind a connective is a wish of its own, not one more of a list. */
  private boolean startsClause(int i) {
    if ((clause.kept || clause.negated) && !spaced && !clause.targets.isEmpty()) {
      return true;
    }
    if (!clause.complete()) {
      return false;
    }
    Clause next = ahead.ahead(i, clause.settled());
    return clause.hasValue() ? next.complete() : next.settled() || next.hasValue();
  }

  private void unknown(int i) {
    if (verbOfItsOwn(i)) {
      if (connected && !clause.empty()) {
        begin(i);
      }
      clause.verbs = List.of(Verb.SET);
      connected = false;
      return;
    }
    if (connected && !nouns.excepting() && startsClause(i)) {
      begin(i);
    }
    nouns.unknown(i, tokens.get(i), clause, connected);
    connected = false;
  }

  /**
   * "Nudge the lamp to 20": English makes verbs of anything, so a word that nothing explains is one
   * where a wish begins and what is to be done and with what follows.
   */
  private boolean verbOfItsOwn(int i) {
    boolean begins = connected || clause.empty() && clause.targets.isEmpty();
    if (!spaced || !begins || nouns.excepting() || !ahead.has(i + 1)) {
      return false;
    }
    Token next = ahead.at(i + 1);
    boolean determined = next.is(Word.Mark.ARTICLE) || next.is(Word.Mark.WHOSE);
    return (determined || next.has(Word.Name.class))
        && ahead.nextNominal(i) > 0
        && ahead.ahead(i + 1, false).complete();
  }

  private void begin(int i) {
    close(i);
    clause = new Clause(i);
    clause.delay = delay;
    nouns.begin();
    connected = false;
  }

  private void close(int end) {
    if (!clause.empty() || clause.later || clause.negated || clause.state != null) {
      clause.to = end;
      clauses.add(clause);
    }
  }
}
