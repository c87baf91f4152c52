package io.lares.mimo.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text is counted in: a character, in UTF-8 or as JSON writes it. A finite automaton over
 * bytes whose texts are none a beginning of another, so that bytes fall into units in one way.
 */
final class Unit {
  static final int DEAD = -1;
  static final int DONE = -2;

  /** JSON's short escapes (RFC 8259, section 7), without the needless one for the slash. */
  static final Map<Character, Character> ESCAPES =
      Map.of('"', '"', '\\', '\\', '\b', 'b', '\f', 'f', '\n', 'n', '\r', 'r', '\t', 't');

  private static final int BYTES = 256;
  private static final int SIX_BITS = 64;

  private final int[][] table;
  private final int hash;

  private Unit(List<int[]> rows) {
    table = rows.toArray(int[][]::new);
    hash = Arrays.deepHashCode(table);
  }

  /** A character of a set, in UTF-8 (RFC 3629). */
  static Unit plain(CodePoints set) {
    return new Builder().plain(set).build();
  }

  /**
   * A character of a set as it stands within a JSON text, each in one spelling. Control characters
   * without a short escape can't be said.
   */
  static Unit json(CodePoints set) {
    CodePoints bare = set.minus(CodePoints.of(0, 0x1f)).minus(CodePoints.anyOf("\"\\"));
    return new Builder().plain(bare).escapes(set).build();
  }

  boolean isEmpty() {
    return Arrays.stream(table[0]).allMatch(to -> to == DEAD);
  }

  /** The state after a byte: 0 is the first, negative ones are {@link #DEAD} or {@link #DONE}. */
  int step(int state, int b) {
    return table[state][b];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Unit unit && Arrays.deepEquals(table, unit.table);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private static final class Builder {
    private record Key(int bytes, CodePoints rest) {}

    private final List<int[]> rows = new ArrayList<>();
    private final Map<Key, Integer> known = new HashMap<>();

    Builder() {
      row();
    }

    private int row() {
      int[] row = new int[BYTES];
      Arrays.fill(row, DEAD);
      rows.add(row);
      return rows.size() - 1;
    }

    Builder plain(CodePoints set) {
      for (CodePoints.Range range : set.within(0, 0x7f).ranges()) {
        Arrays.fill(rows.getFirst(), range.first(), range.last() + 1, DONE);
      }
      leads(set.within(0x80, 0x7ff), 0xc0, 1);
      leads(set.within(0x800, 0xffff), 0xe0, 2);
      leads(set.within(0x10000, Character.MAX_CODE_POINT), 0xf0, 3);
      return this;
    }

    /** First bytes from {@code mark} on, with so many bytes after them. */
    private void leads(CodePoints set, int mark, int more) {
      int size = 1 << 6 * more;
      for (int lead = mark; lead < BYTES && !set.isEmpty(); lead++) {
        int first = (lead - mark) * size;
        CodePoints block = set.within(first, first + size - 1);
        if (!block.isEmpty()) {
          rows.getFirst()[lead] = tail(more, block.lowered(first));
        }
      }
    }

    private int tail(int bytes, CodePoints set) {
      if (bytes == 0) {
        return DONE;
      }
      Integer there = known.get(new Key(bytes, set));
      if (there != null) {
        return there;
      }
      int row = row();
      known.put(new Key(bytes, set), row);
      int size = 1 << 6 * (bytes - 1);
      for (int i = 0; i < SIX_BITS; i++) {
        CodePoints block = set.within(i * size, (i + 1) * size - 1);
        if (!block.isEmpty()) {
          rows.get(row)[0x80 + i] = tail(bytes - 1, block.lowered(i * size));
        }
      }
      return row;
    }

    Builder escapes(CodePoints set) {
      int row = -1;
      for (Map.Entry<Character, Character> escape : ESCAPES.entrySet()) {
        if (set.has(escape.getKey())) {
          row = row < 0 ? row() : row;
          rows.get(row)[escape.getValue()] = DONE;
        }
      }
      if (row >= 0) {
        rows.getFirst()['\\'] = row;
      }
      return this;
    }

    Unit build() {
      return new Unit(rows);
    }
  }
}
