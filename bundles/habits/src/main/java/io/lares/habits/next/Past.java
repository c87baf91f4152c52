package io.lares.habits.next;

/**
 * What is known before an action: the latest actions of its session, newest first, and its time.
 * One object serves one thread for many actions.
 */
final class Past {
  /** Older actions of a session are not looked at. */
  static final int REACH = 24;

  /** The rank of what was not done in the session before. */
  static final int NEW = REACH;

  static final int RANKS = NEW + 1;

  /** The times between two actions, coarsely: same bucket, same day, another day, no action. */
  static final int GAPS = 4;

  final int[] items = new int[REACH];
  final int[] slots = new int[REACH];

  /** For each of the latest actions how many other things were done since the same was done. */
  final int[] ranks = new int[REACH];

  /** The different things done, latest first. */
  final int[] recent = new int[REACH];

  final int[] counts = new int[REACH];

  /** Where each of {@link #recent} was done last, from 0 for the last action. */
  final int[] ages = new int[REACH];

  int length;
  int distinct;
  int slot;
  int gap;

  /** How often in a row the last action was done. */
  int run;

  void look(Session session, int end) {
    length = Math.min(end, REACH);
    distinct = 0;
    slot = session.slots()[end];
    for (int i = 0; i < length; i++) {
      items[i] = session.items()[end - 1 - i];
      slots[i] = session.slots()[end - 1 - i];
      int known = rankOf(items[i]);
      if (known == NEW) {
        recent[distinct] = items[i];
        counts[distinct] = 1;
        ages[distinct] = i;
        distinct++;
      } else {
        counts[known]++;
      }
    }
    for (int i = 0; i < length; i++) {
      ranks[i] = rankAt(i);
    }
    gap = length == 0 ? 3 : slots[0] == slot ? 0 : slots[0] >> 3 == slot >> 3 ? 1 : 2;
    run = 0;
    while (run < length && items[run] == items[0]) {
      run++;
    }
  }

  /** How many other things were done since; {@link #NEW} when it was not done. */
  int rankOf(int item) {
    for (int i = 0; i < distinct; i++) {
      if (recent[i] == item) {
        return i;
      }
    }
    return NEW;
  }

  /** The rank of what was done most; of equals what was done later. */
  int most() {
    int most = 0;
    for (int i = 1; i < distinct; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return most;
  }

  private int rankAt(int at) {
    int others = 0;
    for (int i = at + 1; i < length; i++) {
      if (items[i] == items[at]) {
        return others;
      }
      boolean first = true;
      for (int j = at + 1; j < i && first; j++) {
        first = items[j] != items[i];
      }
      others += first ? 1 : 0;
    }
    return NEW;
  }
}
