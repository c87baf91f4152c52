package io.lares.mimo.grammar;

import io.lares.mimo.engine.TokenSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The tokens of a model as bytes. For one thread at a time. */
public final class Vocabulary {
  private static final int TABLES = 48;

  private record RunKey(Unit unit, int within) {}

  private final int size;
  private final TokenTrie trie;
  private final Map<RunKey, RunTable> tables =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunKey, RunTable> eldest) {
          return size() > TABLES;
        }
      };

  /**
   * Takes a model's tokens.
   *
   * @param size rows of the model's output, 1 or more
   * @param bytes of a token; of special tokens, and of numbers that are no token's, none
   */
  public Vocabulary(int size, IntFunction<byte[]> bytes) {
    this.size = size;
    List<TokenTrie.Entry> entries = new ArrayList<>(size);
    for (int token = 0; token < size; token++) {
      byte[] own = bytes.apply(token);
      if (own.length > 0) {
        entries.add(new TokenTrie.Entry(own, token));
      }
    }
    trie = TokenTrie.of(entries);
  }

  int size() {
    return size;
  }

  TokenTrie trie() {
    return trie;
  }

  TokenSet none() {
    return new TokenSet(new long[TokenSet.words(size)]);
  }

  RunTable table(Unit unit, int within) {
    return tables.computeIfAbsent(
        new RunKey(unit, within),
        key -> new RunTable(trie, TokenSet.words(size), key.unit, key.within));
  }
}
