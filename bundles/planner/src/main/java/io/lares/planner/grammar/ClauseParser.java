package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens, from left to right and once, into clauses. The order of words within a clause does
 * not matter; what separates clauses is a verb after a connective, a value or a verb that a clause
 * already has, or a word such as "then".
 */
final class ClauseParser {
  private final List<Token> tokens;
  private final boolean spaced;
  private final Function<DeviceId, @Nullable AreaId> areas;
  private final Draft draft;
  private final Lookahead ahead;
  private final NounReader nouns;
  private final ValueReader values;
  private final VerbReader verbs;
  private final UnknownWords unknowns;
  private final ClauseStarts starts;

  /**
   * Makes one.
   *
   * @param areas where a device is
   */
  ClauseParser(List<Token> tokens, boolean spaced, Function<DeviceId, @Nullable AreaId> areas) {
    this.areas = areas;
    this.tokens = tokens;
    this.spaced = spaced;
    this.draft = new Draft(tokens, spaced);
    this.ahead = draft.ahead;
    this.nouns = draft.nouns;
    this.values = new ValueReader(draft);
    this.verbs = new VerbReader(draft);
    this.unknowns = new UnknownWords(draft);
    this.starts = new ClauseStarts(draft);
  }

  List<Clause> parse() {
    for (int i = 0; i < tokens.size(); i++) {
      i = read(i);
    }
    draft.close(tokens.size());
    Errands.fold(draft.clauses);
    new Exceptions(spaced).fold(draft.clauses);
    new Ellipsis(areas).fill(draft.clauses);
    return draft.clauses;
  }

  /** Reads the token and perhaps some that belong to it; returns the last one read. */
  private int read(int i) {
    Token token = tokens.get(i);
    if (token.unknown()) {
      unknown(i);
      return i;
    }
    if (token.is(Word.Mark.STOP) || token.is(Word.Mark.AND)) {
      draft.connected = true;
      nouns.prepositional(false);
      return i;
    }
    if (token.is(Word.Mark.THEN)) {
      // 书桌再高五公分: what is wanted follows what it is wanted of.
      boolean more = !spaced && ahead.verbFollows(i) && !draft.clause.complete();
      if (!more || draft.clause.kept) {
        draft.begin(i);
      }
      return i;
    }
    if (token.is(Word.Mark.BUT)) {
      but(i);
      return i;
    }
    if (token.is(Word.Mark.EXCEPT)) {
      nouns.except();
      draft.connected = false;
      return i;
    }
    if (token.is(Word.Mark.REMARK) && !token.has(Word.Name.class)) {
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
      draft.endException();
      return i;
    }
    if (token.is(Word.Mark.EXCEPTEND) && !draft.clause.targets.isEmpty() && !spaced) {
      draft.clause.exceptions.add(draft.clause.targets.removeLast());
      nouns.excepted();
      return i;
    }
    Word.Numeral numeral = token.get(Word.Numeral.class);
    if (numeral != null) {
      return values.number(i, numeral);
    }
    Word.Unit unit = token.get(Word.Unit.class);
    boolean one = i > 0 && tokens.get(i - 1).text().equals("a") && spaced;
    if (unit != null && one && draft.clause.number == null) {
      return values.one(i, unit);
    }
    if (values.value(i, token)) {
      return i;
    }
    if (verbs.read(i, token)) {
      draft.clause.stepwise |= token.is(Word.Mark.STEP);
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
    draft.clause.some |= token.asks("any") && !draft.clause.denied;
    Word.Degree degree = token.get(Word.Degree.class);
    if (degree != null) {
      draft.clause.degree = degree.factor();
    }
    Word.Ordinal ordinal = token.get(Word.Ordinal.class);
    if (ordinal != null && i > 0 && ahead.nextNominal(i) == i + 1) {
      Token counted = ahead.at(i + 1);
      if (counted.has(Word.Kind.class) || counted.has(Word.Name.class) || !spaced) {
        nouns.ordinal(ordinal.place());
      } else {
        nouns.unknown(i, token, draft.clause, draft.connected);
      }
    }
    Word.Factor factor = token.get(Word.Factor.class);
    if (factor != null) {
      if (draft.connected && draft.clause.complete()) {
        draft.begin(i);
      }
      draft.clause.factor = factor.times();
      draft.connected = false;
    }
    Word.Topic topic = token.get(Word.Topic.class);
    if (topic != null && topic.topic().equals("search")) {
      if (draft.connected && draft.clause.complete()) {
        draft.begin(i);
      }
      if (!draft.clause.hasVerb()) {
        draft.clause.verbs = List.of(Verb.RESUME);
      }
    }
    Word.State state = token.get(Word.State.class);
    if (state != null) {
      draft.clause.state = state.state();
    }
    Word.Delay wait = token.get(Word.Delay.class);
    if (wait != null) {
      delayed(i, wait.time());
    }
    Word.Span span = token.get(Word.Span.class);
    boolean measures = !draft.clause.described.isEmpty() || !draft.clause.hints.isEmpty();
    if (span != null && measures && !draft.clause.settled() && draft.clause.number == null) {
      draft.clause.number = (double) span.time().toSeconds();
      draft.clause.unit = Measures.SECONDS;
    } else if (span != null) {
      draft.clause.hold = span.time();
    }
    Word.Compare compare = token.get(Word.Compare.class);
    if (compare != null) {
      draft.clause.compare = compare.test();
    }
    draft.clause.rooms |= token.is(Word.Mark.ROOMS);
    if (token.is(Word.Mark.ONLY)
        && draft.connected
        && draft.clause.negated
        && !draft.clause.targets.isEmpty()) {
      Clause spared = draft.clause;
      draft.begin(i);
      draft.clause.takeVerbOf(spared);
      draft.clause.takeValueOf(spared);
    }
    if (token.is(Word.Mark.LATER)) {
      draft.clause.later = true;
    } else if (token.is(Word.Mark.KEEP)) {
      keep(i);
    } else if (token.is(Word.Mark.NOT)) {
      if (draft.connected && !draft.clause.empty()) {
        draft.begin(i);
      }
      draft.clause.negated = true;
    } else if (token.is(Word.Mark.DENIED)) {
      draft.clause.deny();
    } else if (token.is(Word.Mark.BA)) {
      draft.leaveException();
      boolean stays = (draft.clause.negated || draft.clause.kept) && draft.connected;
      if ((draft.clause.complete() || stays) && !draft.clause.targets.isEmpty()) {
        draft.begin(i);
      }
    } else if (token.is(Word.Mark.TO)) {
      draft.clause.absolute = true;
      draft.clause.aimed = true;
    } else if (token.is(Word.Mark.BY)) {
      draft.clause.by = true;
    } else if (token.is(Word.Mark.PRONOUN)) {
      draft.clause.pronoun = true;
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
    boolean domain =
        !draft.clause.targets.isEmpty() && !draft.clause.complete() && ahead.nextNominal(i) > 0;
    List<Target> named = domain ? List.copyOf(draft.clause.targets) : List.of();
    if (domain) {
      draft.clause.targets.clear();
    }
    if (draft.connected && !draft.clause.empty() || draft.clause.complete() || domain) {
      draft.begin(i);
    }
    draft.clause.domain.addAll(named);
    draft.clause.kept = true;
    draft.connected = false;
  }

  /** A delay before a wish holds for what follows; one behind it for this wish alone. */
  private void delayed(int i, Duration time) {
    if (draft.connected && draft.clause.complete()) {
      draft.begin(i);
    }
    if (draft.clause.empty()) {
      draft.delay = time;
      draft.clause.from = Math.min(draft.clause.from, i);
    }
    draft.clause.delay = time;
    draft.clause.delayAt = i;
  }

  private void quantify(int i, Token token) {
    boolean stays = (draft.clause.kept || draft.clause.negated) && !draft.clause.targets.isEmpty();
    if (draft.connected && stays && token.is(Word.Mark.OTHER)) {
      draft.begin(i);
    }
    boolean ends = !draft.connected || token.is(Word.Mark.OTHER);
    if (nouns.excepting() && !draft.clause.exceptions.isEmpty() && ends) {
      draft.endException();
    }
    nouns.quantify(i, token);
  }

  private void but(int i) {
    int next = i + 1;
    while (ahead.has(next) && Lookahead.filler(ahead.at(next))) {
      next++;
    }
    boolean nominal = ahead.has(next) && ahead.at(next).nominal();
    boolean quantified =
        draft.clause.targets.stream().anyMatch(each -> each.all || each.everything);
    if (nominal && quantified && !ahead.ahead(next, draft.clause.settled()).complete()) {
      nouns.except();
    } else {
      draft.connected = true;
    }
  }

  private boolean about(int i, Token token) {
    Word.About about = token.get(Word.About.class);
    boolean named =
        token.has(Word.Name.class) || token.has(Word.Kind.class) || token.has(Word.Place.class);
    Word.Described described = named ? null : token.get(Word.Described.class);
    if (about == null && described == null) {
      return false;
    }
    boolean next =
        draft.clause.number != null
            && (draft.clause.hasFeature() || !draft.clause.unit.isEmpty())
            && !draft.clause.by
            && ahead.valued(i);
    if (next
        || draft.connected
            && draft.clause.complete()
            && (draft.clause.hasFeature() || exact(described) || ahead.wish(i))) {
      draft.begin(i);
    }
    if (about != null) {
      draft.clause.feature = about.feature();
    }
    if (described != null) {
      (described.partly() ? draft.clause.hints : draft.clause.described)
          .addAll(described.attributes());
    }
    if (!named) {
      draft.connected = false;
    }
    return !named;
  }

  /** True for the whole name of an attribute, which says what is meant by itself. */
  private static boolean exact(Word.@Nullable Described described) {
    return described != null && !described.partly();
  }

  private void nominal(int i, Token token) {
    boolean excepting = nouns.excepting();
    if (draft.connected
        && !excepting
        && (starts.joined(i) || ahead.stays(i) && !draft.clause.empty())) {
      Clause before = draft.clause;
      draft.begin(i);
      draft.clause.verbs = before.verbs.contains(Verb.SET) ? before.verbs : List.of();
    } else if (!draft.connected && !excepting && starts.runsOn(token)) {
      if (ahead.ahead(i, draft.clause.settled()).complete() || ahead.stays(i)) {
        draft.begin(i);
      }
    }
    boolean excepted =
        excepting && draft.clause.targets.isEmpty() && !draft.clause.exceptions.isEmpty();
    boolean wish = !spaced && ahead.ahead(i, false).settled();
    if (excepted
        && (draft.connected ? ahead.quantified(i) || wish : token.is(Word.Mark.EVERYTHING))) {
      draft.endException();
    }
    Word.State state = token.get(Word.State.class);
    if (state != null) {
      draft.clause.state = state.state();
    }
    draft.clause.negated |= token.is(Word.Mark.NOT);
    if (token.is(Word.Mark.DENIED)) {
      draft.clause.deny();
    }
    draft.clause.some |= token.asks("any") && !draft.clause.denied;
    nouns.nominal(i, token, draft.clause, draft.connected);
    draft.connected = false;
  }

  private void unknown(int i) {
    if (unknowns.verb(i)) {
      return;
    }
    if (draft.connected && !nouns.excepting() && starts.joined(i)) {
      draft.begin(i);
    }
    nouns.unknown(i, tokens.get(i), draft.clause, draft.connected);
    draft.connected = false;
  }
}
