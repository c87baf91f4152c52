package io.lares.mimo.grammar;

import io.lares.mimo.engine.TokenSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tokens of a vocabulary are within a run of units, whatever stands around it. Found once
 * for a unit and a state within it, so that a text's tokens need no walk over the vocabulary.
 */
final class RunTable {
  /** Sets are kept for so many units; tokens of more are few, and lie in lists. */
  private static final int SETS = 8;

  /** By units: tokens that are so many whole ones, and tokens of so many and a part of one. */
  private final List<List<Integer>> whole = new ArrayList<>();

  private final List<List<Integer>> part = new ArrayList<>();

  /** By units: what is left of tokens that go on with what no unit begins with. */
  private final List<TokenTrie> leaving = new ArrayList<>();

  private final TokenTrie leavingAny;
  private final List<long[]> wholeUpTo;
  private final List<long[]> partUpTo;

  RunTable(TokenTrie vocabulary, int words, Unit unit, int within) {
    List<List<TokenTrie.Entry>> left = new ArrayList<>();
    new Sorting(vocabulary, unit, left).sort(vocabulary.root(), within, 0);
    List<TokenTrie.Entry> any = new ArrayList<>();
    for (List<TokenTrie.Entry> entries : left) {
      leaving.add(TokenTrie.of(entries));
      any.addAll(entries);
    }
    leavingAny = TokenTrie.of(any);
    wholeUpTo = upTo(whole, words);
    partUpTo = upTo(part, words);
  }

  private static List<long[]> upTo(List<List<Integer>> lists, int words) {
    List<long[]> sets = new ArrayList<>();
    long[] sum = new long[words];
    for (int units = 0; units < lists.size(); units++) {
      lists.get(units).forEach(token -> sum[token >> 6] |= 1L << token);
      if (units <= SETS || units == lists.size() - 1) {
        sets.add(sum.clone());
      }
    }
    return sets;
  }

  /**
   * Adds the tokens that stay within the run.
   *
   * @param more units that may yet be ended, 1 or more
   */
  void addStaying(int more, TokenSet set) {
    add(whole, wholeUpTo, more, set.bits());
    add(part, partUpTo, more - 1, set.bits());
  }

  private static void add(List<List<Integer>> lists, List<long[]> sets, int most, long[] bits) {
    if (lists.isEmpty()) {
      return;
    }
    int within = Math.min(most, lists.size() - 1);
    boolean all = within == lists.size() - 1;
    long[] sum = all ? sets.getLast() : sets.get(Math.min(within, SETS));
    for (int i = 0; i < sum.length; i++) {
      bits[i] |= sum[i];
    }
    for (int units = SETS + 1; !all && units <= within; units++) {
      lists.get(units).forEach(token -> bits[token >> 6] |= 1L << token);
    }
  }

  /**
   * Adds the tokens that end the run between {@code least} and {@code most} units, 1 or more, and
   * go on.
   *
   * @param after where the text stands after the run
   */
  void addLeaving(int least, int most, Automaton automaton, Automaton.State after, TokenSet set) {
    if (least <= 1 && most >= leaving.size() - 1) {
      leavingAny.addTaken(automaton, after, set);
      return;
    }
    for (int units = least; units <= most && units < leaving.size(); units++) {
      leaving.get(units).addTaken(automaton, after, set);
    }
  }

  /** Goes through the vocabulary. */
  private final class Sorting {
    private final TokenTrie vocabulary;
    private final Unit unit;
    private final List<List<TokenTrie.Entry>> left;

    Sorting(TokenTrie vocabulary, Unit unit, List<List<TokenTrie.Entry>> left) {
      this.vocabulary = vocabulary;
      this.unit = unit;
      this.left = left;
    }

    void sort(int node, int within, int units) {
      for (int child = vocabulary.below(node);
          child < vocabulary.end(node);
          child = vocabulary.end(child)) {
        int state = unit.step(within, vocabulary.label(child));
        if (state == Unit.DONE) {
          take(whole, child, units + 1);
          sort(child, 0, units + 1);
        } else if (state != Unit.DEAD) {
          take(part, child, units);
          sort(child, state, units);
        } else if (within == 0 && units > 0) {
          leave(child, new byte[0], units);
        }
      }
    }

    private void take(List<List<Integer>> lists, int node, int units) {
      for (int i = vocabulary.firstToken(node); i < vocabulary.lastToken(node); i++) {
        at(lists, units).add(vocabulary.token(i));
      }
    }

    private void leave(int node, byte[] before, int units) {
      byte[] bytes = new byte[before.length + 1];
      System.arraycopy(before, 0, bytes, 0, before.length);
      bytes[before.length] = (byte) vocabulary.label(node);
      for (int i = vocabulary.firstToken(node); i < vocabulary.lastToken(node); i++) {
        at(left, units).add(new TokenTrie.Entry(bytes, vocabulary.token(i)));
      }
      for (int child = vocabulary.below(node);
          child < vocabulary.end(node);
          child = vocabulary.end(child)) {
        leave(child, bytes, units);
      }
    }

    private static <T> List<T> at(List<List<T>> lists, int index) {
      while (lists.size() <= index) {
        lists.add(new ArrayList<>());
      }
      return lists.get(index);
    }
  }
}
