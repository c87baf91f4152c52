package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;

/** What stands further on in a sentence. Reads nothing away. */
final class Lookahead {
  /** A noun phrase has fewer words before its noun. */
  private static final int FAR = 40;

  private final List<Token> tokens;
  private final boolean spaced;

  Lookahead(List<Token> tokens, boolean spaced) {
    this.tokens = tokens;
    this.spaced = spaced;
  }

  static List<Verb> verbs(Token token) {
    List<Verb> verbs = new ArrayList<>(2);
    for (Word word : token.words()) {
      if (word instanceof Word.Do found && !verbs.contains(found.verb())) {
        verbs.add(found.verb());
      }
    }
    return verbs;
  }

  static boolean names(Token token) {
    return token.has(Word.Name.class)
        || token.has(Word.Kind.class)
        || token.has(Word.Part.class) && !token.has(Word.Place.class);
  }

  static boolean filler(Token token) {
    return token.is(Word.Mark.ARTICLE)
        || token.is(Word.Mark.FILLER)
        || token.is(Word.Mark.WHOSE)
        || token.is(Word.Mark.ALL)
        || token.is(Word.Mark.IN) && !token.has(Word.Do.class);
  }

  boolean has(int i) {
    return i < tokens.size();
  }

  Token at(int i) {
    return tokens.get(i);
  }

  boolean verbFollows(int i) {
    return has(i + 1) && at(i + 1).verb(Word.Form.VERB) != null;
  }

  /** The next token that names devices, behind fillers only; -1 where another word comes first. */
  int nextNominal(int i) {
    for (int k = i + 1; has(k) && k - i < FAR; k++) {
      if (at(k).nominal()) {
        return k;
      }
      if (!filler(at(k))) {
        return -1;
      }
    }
    return -1;
  }

  /** Tells "on the first floor" from "the lamp on". */
  boolean preposition(int i, boolean settled) {
    int next = i + 1;
    boolean article = false;
    if (has(next) && at(next).is(Word.Mark.IN)) {
      return false;
    }
    while (has(next) && filler(at(next))) {
      article |= at(next).is(Word.Mark.ARTICLE);
      next++;
    }
    if (!has(next) || !at(next).nominal()) {
      return false;
    }
    Word.Place place = at(next).get(Word.Place.class);
    if (place != null) {
      boolean adverb = !article && at(next).text().indexOf(' ') < 0;
      return article || place.areas().size() != 1 && !adverb || settled;
    }
    return settled || article && at(next).is(Word.Mark.HOUSE) && !names(at(next));
  }

  /** True where something to do, or a value, is said before the next connective. */
  boolean wish(int i) {
    for (int k = i + 1; has(k) && !at(k).is(Word.Mark.STOP) && !at(k).is(Word.Mark.AND); k++) {
      Token token = at(k);
      if (token.has(Word.Do.class) && !token.is(Word.Mark.IN)
          || token.has(Word.Numeral.class)
          || token.has(Word.Amount.class)
          || token.has(Word.Mode.class)
          || token.has(Word.Choice.class)
          || token.has(Word.Colour.class)) {
        return true;
      }
    }
    return false;
  }

  /** True where a number stands right behind, or behind a word such as "to". */
  boolean valued(int i) {
    int next = i + 1;
    while (has(next)
        && (at(next).is(Word.Mark.TO)
            || filler(at(next))
            || !spaced && at(next).verb(Word.Form.VERB) != null)) {
      next++;
    }
    return has(next)
        && (at(next).has(Word.Numeral.class)
            || at(next).has(Word.Amount.class)
            || at(next).has(Word.Mode.class)
            || at(next).is(Word.Mark.MINIMUM));
  }

  /** The end of a remark beside a wish, which asks for nothing; -1 where this is none. */
  int remark(int i) {
    boolean first = i == 0 || at(i - 1).is(Word.Mark.STOP);
    int end = i;
    while (first && has(end + 1) && !at(end + 1).is(Word.Mark.STOP)) {
      Token token = at(end + 1);
      if (token.has(Word.Do.class) || token.has(Word.Numeral.class) || token.nominal()) {
        return -1;
      }
      end++;
    }
    boolean alone = i == 0 && !has(end + 1);
    return first && !alone ? end : -1;
  }

  /** True where a stop follows somewhere. */
  boolean stopped(int i) {
    for (int k = i; has(k); k++) {
      if (at(k).is(Word.Mark.STOP)) {
        return true;
      }
    }
    return false;
  }

  /** True where what is named here is to stay as it is. */
  boolean stays(int i) {
    for (int k = i; has(k) && !at(k).is(Word.Mark.STOP) && !at(k).is(Word.Mark.AND); k++) {
      if (at(k).is(Word.Mark.NOT) || at(k).is(Word.Mark.KEEP)) {
        boolean behind = at(k).is(Word.Mark.KEEP) && !at(k).has(Word.Do.class);
        return !spaced || behind && nextNominal(k) < 0;
      }
    }
    return false;
  }

  /** True where all or everything is said before the next connective. */
  boolean quantified(int i) {
    for (int k = i; has(k) && !at(k).is(Word.Mark.STOP) && !at(k).is(Word.Mark.AND); k++) {
      if (at(k).is(Word.Mark.ALL) || at(k).is(Word.Mark.EVERYTHING) || at(k).is(Word.Mark.OTHER)) {
        return true;
      }
    }
    return false;
  }

  /** 灯再亮一些: more of what was named, where the word for then means more. */
  private boolean more(int k, boolean noun) {
    return !spaced && noun && verbFollows(k);
  }

  /** "The speaker a bit quieter": a verb of more and less that describes what stands before it. */
  private boolean graded(int k) {
    boolean less = verbs(at(k)).stream().anyMatch(verb -> verb.direction() != 0);
    boolean ends = !has(k + 1) || at(k + 1).joins() || at(k + 1).is(Word.Mark.POLITE);
    return less && ends;
  }

  /** What a clause that began here would hold until the next connective. */
  Clause ahead(int i, boolean settled) {
    Clause ahead = new Clause(i);
    boolean noun = false;
    for (int k = i; has(k); k++) {
      Token token = at(k);
      if (token.is(Word.Mark.STOP)
          || token.is(Word.Mark.AND)
          || token.is(Word.Mark.THEN) && !more(k, noun)
          || token.is(Word.Mark.BUT)
          || token.is(Word.Mark.KEEP)
          || token.is(Word.Mark.EXCEPT)) {
        break;
      }
      boolean named = token.nominal();
      noun |= named;
      if (token.has(Word.Do.class)
          && noun
          && !(token.is(Word.Mark.IN) && preposition(k, settled))) {
        boolean graded = spaced && graded(k);
        if (token.verb(Word.Form.VERB) != null && spaced && !token.is(Word.Mark.IN) && !graded) {
          break;
        }
        ahead.verbs = verbs(token);
        if (spaced || !ahead.verbs.equals(List.of(Verb.SET))) {
          break;
        }
      }
      if (token.has(Word.Numeral.class)
          || token.has(Word.Amount.class)
          || token.has(Word.Span.class)) {
        ahead.number = 0.0;
      }
      if (!named && (token.has(Word.Colour.class) || token.has(Word.White.class))) {
        ahead.kelvin = 0.0;
      }
      if (!named && noun && (token.has(Word.Choice.class) || token.has(Word.Mode.class))) {
        ahead.choice = "";
      }
    }
    return ahead;
  }
}
