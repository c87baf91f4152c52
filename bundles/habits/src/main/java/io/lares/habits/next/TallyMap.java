package io.lares.habits.next;

import org.jspecify.annotations.Nullable;

/**
 * Tallies by context; a context whose tally is empty is forgotten. When there are {@link #MOST} no
 * new ones are taken, and what was not taken can't be taken away. Open addressing, linear.
 */
final class TallyMap {
  /** About 350 MB. */
  private static final int MOST = 3_000_000;

  private long[] keys = new long[1 << 10];
  private @Nullable Tally[] tallies = new Tally[1 << 10];
  private int size;

  @Nullable Tally get(long context) {
    return tallies[place(context)];
  }

  void add(long context, int key, int by) {
    int at = place(context);
    Tally tally = tallies[at];
    if (tally == null) {
      if (by < 0 || size >= MOST) {
        return;
      }
      if (size * 2 > keys.length) {
        grow();
        at = place(context);
      }
      tally = new Tally();
      keys[at] = context;
      tallies[at] = tally;
      size++;
    }
    tally.add(key, by);
    if (tally.size() == 0) {
      remove(at);
    }
  }

  int size() {
    return size;
  }

  private int place(long context) {
    int mask = keys.length - 1;
    int at = (int) (Hash.mix(context) >>> 20) & mask;
    while (tallies[at] != null && keys[at] != context) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Tally[] oldTallies = tallies;
    keys = new long[oldKeys.length * 2];
    tallies = new Tally[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldTallies[i] != null) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        tallies[at] = oldTallies[i];
      }
    }
  }

  /** Moves what follows the gap back, as linear probing wants it. */
  private void remove(int gap) {
    int mask = keys.length - 1;
    tallies[gap] = null;
    size--;
    for (int at = (gap + 1) & mask; tallies[at] != null; at = (at + 1) & mask) {
      int wanted = (int) (Hash.mix(keys[at]) >>> 20) & mask;
      if (((at - wanted) & mask) >= ((at - gap) & mask)) {
        keys[gap] = keys[at];
        tallies[gap] = tallies[at];
        tallies[at] = null;
        gap = at;
      }
    }
  }
}
