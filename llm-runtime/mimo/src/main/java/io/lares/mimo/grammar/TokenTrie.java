package io.lares.mimo.grammar;

import io.lares.mimo.engine.TokenSet;
import java.util.Arrays;
import java.util.List;

/** Tokens by their bytes, in the order of a walk: a node, then all below it. */
final class TokenTrie {
  /** A token, and the bytes that it is found by: its own, or the last of them. */
  record Entry(byte[] bytes, int token) {}

  private final byte[] labels;
  private final int[] ends;

  /** The tokens that end at node {@code n} are those from {@code firsts[n]}, up to the next's. */
  private final int[] firsts;

  private final int[] tokens;

  private TokenTrie(byte[] labels, int[] ends, int[] firsts, int[] tokens) {
    this.labels = labels;
    this.ends = ends;
    this.firsts = firsts;
    this.tokens = tokens;
  }

  static TokenTrie of(List<Entry> entries) {
    Entry[] sorted = entries.toArray(Entry[]::new);
    Arrays.sort(sorted, (a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes));
    int most = 1 + Arrays.stream(sorted).mapToInt(entry -> entry.bytes.length).sum();
    byte[] labels = new byte[most];
    int[] ends = new int[most];
    int[] firsts = new int[most + 1];
    int[] tokens = new int[sorted.length];
    int[] path = new int[1 + Arrays.stream(sorted).mapToInt(e -> e.bytes.length).max().orElse(0)];
    int nodes = 1;
    int depth = 0;
    byte[] before = {};
    for (int i = 0; i < sorted.length; i++) {
      byte[] bytes = sorted[i].bytes;
      int same = Arrays.mismatch(before, bytes);
      same = same < 0 ? bytes.length : same;
      while (depth > same) {
        ends[path[depth--]] = nodes;
      }
      while (depth < bytes.length) {
        labels[nodes] = bytes[depth];
        firsts[nodes] = i;
        path[++depth] = nodes++;
      }
      tokens[i] = sorted[i].token;
      before = bytes;
    }
    while (depth >= 0) {
      ends[path[depth--]] = nodes;
    }
    firsts[nodes] = sorted.length;
    return new TokenTrie(
        Arrays.copyOf(labels, nodes),
        Arrays.copyOf(ends, nodes),
        Arrays.copyOf(firsts, nodes + 1),
        tokens);
  }

  int root() {
    return 0;
  }

  /** The first node below a node, which is {@link #end} where there is none. */
  int below(int node) {
    return node + 1;
  }

  /** The node after all below this one. */
  int end(int node) {
    return ends[node];
  }

  int label(int node) {
    return labels[node] & 0xff;
  }

  int firstToken(int node) {
    return firsts[node];
  }

  /** One after the last token that ends at the node. */
  int lastToken(int node) {
    return firsts[node + 1];
  }

  int token(int at) {
    return tokens[at];
  }

  /** Adds the tokens that an automaton takes from a state on. */
  void addTaken(Automaton automaton, Automaton.State state, TokenSet set) {
    walk(automaton, state, 0, set.bits());
  }

  private void walk(Automaton automaton, Automaton.State state, int node, long[] bits) {
    for (int child = node + 1; child < ends[node]; child = ends[child]) {
      Automaton.State next = automaton.step(state, labels[child] & 0xff);
      if (!next.dead()) {
        for (int i = firsts[child]; i < firsts[child + 1]; i++) {
          bits[tokens[i] >> 6] |= 1L << tokens[i];
        }
        walk(automaton, next, child, bits);
      }
    }
  }
}
