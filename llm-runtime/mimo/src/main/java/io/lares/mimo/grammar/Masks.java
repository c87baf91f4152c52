package io.lares.mimo.grammar;

import io.lares.mimo.engine.TokenSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The tokens that may follow at a state. Most of a text's tokens stay within a run of characters,
 * and are known beforehand ({@link RunTable}); the others are walked with the automaton. The last
 * sets are kept.
 */
final class Masks {
  private static final int KEPT = 256;

  private final Automaton automaton;
  private final Vocabulary vocabulary;
  private final Set<Integer> stops;
  private final Deque<Automaton.State> kept = new ArrayDeque<>();

  Masks(Automaton automaton, Vocabulary vocabulary, Set<Integer> stops) {
    this.automaton = automaton;
    this.vocabulary = vocabulary;
    this.stops = stops;
  }

  TokenSet at(Automaton.State state) {
    if (state.kept() instanceof TokenSet set) {
      return set;
    }
    TokenSet set = computed(state);
    state.keep(set);
    kept.addLast(state);
    if (kept.size() > KEPT) {
      kept.removeFirst().keep(null);
    }
    return set;
  }

  private TokenSet computed(Automaton.State state) {
    TokenSet set = vocabulary.none();
    List<Automaton.Stack> others = new ArrayList<>();
    for (Automaton.Stack stack : state.stacks) {
      if (!(stack.node instanceof Node.Run run && addRun(run, stack, set))) {
        others.add(stack);
      }
    }
    if (!others.isEmpty()) {
      vocabulary.trie().addTaken(automaton, automaton.of(others), set);
    }
    if (state.end) {
      stops.forEach(stop -> set.bits()[stop >> 6] |= 1L << stop);
    }
    return set;
  }

  /** Adds a run's tokens, unless what comes after it may begin as its units do. */
  private boolean addRun(Node.Run run, Automaton.Stack stack, TokenSet set) {
    Automaton.State after = automaton.after(stack.rest);
    for (int b = 0; b < 256; b++) {
      if (run.unit.step(0, b) != Unit.DEAD && !automaton.step(after, b).dead()) {
        return false;
      }
    }
    RunTable table = vocabulary.table(run.unit, stack.within);
    int more = run.max == Node.ANY ? Node.ANY : run.max - stack.count;
    table.addStaying(more, set);
    table.addLeaving(Math.max(1, run.min - stack.count), more, automaton, after, set);
    return true;
  }
}
