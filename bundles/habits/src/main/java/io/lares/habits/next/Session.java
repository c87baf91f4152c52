package io.lares.habits.next;

import java.util.Arrays;

/**
 * Actions that followed each other, oldest first.
 *
 * @param items what was done, as numbers of a {@link Catalog}
 * @param slots when: day of the week (0-6) * 8 + three-hour bucket (0-7), one for each item
 */
record Session(int[] items, int[] slots) {
  static final int BUCKETS = 8;
  static final int DAYS = 7;

  Session {
    if (items.length != slots.length) {
      throw new IllegalArgumentException(items.length + " actions at " + slots.length + " times");
    }
  }

  int length() {
    return items.length;
  }

  /** Where the last action stands: what an evaluation asks for. */
  int last() {
    return items.length - 1;
  }

  static int slot(int day, int bucket) {
    return day * BUCKETS + bucket;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Session(int[] otherItems, int[] otherSlots)
        && Arrays.equals(items, otherItems)
        && Arrays.equals(slots, otherSlots);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(items) + Arrays.hashCode(slots);
  }
}
