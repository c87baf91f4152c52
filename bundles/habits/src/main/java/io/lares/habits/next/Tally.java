package io.lares.habits.next;

import java.util.Arrays;

/** How often each of a few things happened; what was added can be taken away again. */
final class Tally {
  private static final int[] NONE = {};

  private int[] keys = NONE;
  private int[] counts = NONE;
  private int size;
  private int total;

  /** Adds to a count; one that falls to 0 is forgotten, and none falls below. */
  void add(int key, int by) {
    int at = 0;
    while (at < size && keys[at] != key) {
      at++;
    }
    if (at == size) {
      if (by < 0) {
        return;
      }
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size == 0 ? 1 : size * 2);
        counts = Arrays.copyOf(counts, keys.length);
      }
      keys[at] = key;
      counts[at] = 0;
      size++;
    }
    counts[at] += by;
    total += by;
    if (counts[at] == 0) {
      size--;
      keys[at] = keys[size];
      counts[at] = counts[size];
    } else if (at > 0 && counts[at] > counts[at - 1]) {
      // What is counted often moves to the front, where it is found soon.
      swap(at, at - 1);
    }
  }

  private void swap(int a, int b) {
    int key = keys[a];
    keys[a] = keys[b];
    keys[b] = key;
    int count = counts[a];
    counts[a] = counts[b];
    counts[b] = count;
  }

  int size() {
    return size;
  }

  int total() {
    return total;
  }

  int key(int i) {
    return keys[i];
  }

  int count(int i) {
    return counts[i];
  }

  /**
   * Turns chances without this context into chances with it, by absolute discounting (Ney, Essen
   * and Kneser 1994): each count gives up a part, which goes to the chances without it.
   */
  void refine(float[] chances, int length, float discount) {
    if (total == 0) {
      return;
    }
    float rest = discount * size / total;
    for (int i = 0; i < length; i++) {
      chances[i] *= rest;
    }
    for (int i = 0; i < size; i++) {
      chances[keys[i]] += (counts[i] - discount) / total;
    }
  }
}
