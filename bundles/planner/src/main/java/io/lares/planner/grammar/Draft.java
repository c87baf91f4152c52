package io.lares.planner.grammar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses of a sentence while they are being read, and how far the last one is. */
final class Draft {
  final List<Token> tokens;
  final boolean spaced;
  final Lookahead ahead;
  final NounReader nouns;
  final List<Clause> clauses = new ArrayList<>();
  Clause clause = new Clause(0);

  /** True behind a connective that nothing has followed yet. */
  boolean connected;

  /** The delay that stood before a clause holds for those behind it, too. */
  @Nullable Duration delay;

  Draft(List<Token> tokens, boolean spaced) {
    this.tokens = tokens;
    this.spaced = spaced;
    this.ahead = new Lookahead(tokens, spaced);
    this.nouns = new NounReader(ahead, spaced);
  }

  void begin(int i) {
    close(i);
    clause = new Clause(i);
    clause.delay = delay;
    nouns.begin();
    connected = false;
  }

  void close(int end) {
    if (!clause.empty()
        || clause.later
        || clause.negated
        || clause.denied
        || clause.state != null) {
      clause.to = end;
      clauses.add(clause);
    }
  }

  void endException() {
    nouns.endException();
    connected = false;
  }

  void leaveException() {
    if (nouns.excepting() && !clause.exceptions.isEmpty()) {
      endException();
    }
  }
}
