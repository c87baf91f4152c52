package io.lares.habits.learn;

import java.util.Arrays;

/** The events of the last weeks in a ring of plain numbers; the oldest makes room. */
final class EventLog {
  static final short NOBODY = -1;
  static final short HUB = -2;
  static final short GUEST = -3;

  private static final int FIRST_CAPACITY = 1 << 12;

  private final int most;
  private int[] seconds = new int[FIRST_CAPACITY];
  private int[] tokens = new int[FIRST_CAPACITY];
  private short[] actors = new short[FIRST_CAPACITY];
  private float[] values = new float[FIRST_CAPACITY];
  private int head;
  private int size;

  /**
   * Makes an empty log.
   *
   * @param most how many events it keeps
   */
  EventLog(int most) {
    this.most = most;
  }

  /** Events in the order of time. */
  record Extract(int[] seconds, int[] tokens, short[] actors, float[] values) {
    int size() {
      return seconds.length;
    }
  }

  void add(int second, int token, short actor, float value) {
    if (size == seconds.length) {
      if (size < most) {
        grow();
      } else {
        dropOldest();
      }
    }
    int at = index(size);
    seconds[at] = second;
    tokens[at] = token;
    actors[at] = actor;
    values[at] = value;
    size++;
  }

  void dropBefore(int second) {
    while (size > 0 && seconds[head] < second) {
      dropOldest();
    }
  }

  /** Takes out all of one actor, for good. */
  void dropOf(short actor) {
    Extract all = extract();
    head = 0;
    size = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.actors[i] != actor) {
        add(all.seconds[i], all.tokens[i], all.actors[i], all.values[i]);
      }
    }
  }

  /** Gives the last event of a kind another value where it is not older than this. */
  boolean replaceLast(int token, short actor, int notBefore, float value) {
    for (int back = size - 1; back >= 0 && seconds[index(back)] >= notBefore; back--) {
      int at = index(back);
      if (tokens[at] == token && actors[at] == actor) {
        values[at] = value;
        return true;
      }
    }
    return false;
  }

  Extract extract() {
    int[] s = new int[size];
    int[] t = new int[size];
    short[] a = new short[size];
    float[] v = new float[size];
    boolean sorted = true;
    for (int i = 0; i < size; i++) {
      int at = index(i);
      s[i] = seconds[at];
      t[i] = tokens[at];
      a[i] = actors[at];
      v[i] = values[at];
      sorted &= i == 0 || s[i] >= s[i - 1];
    }
    return sorted ? new Extract(s, t, a, v) : sort(s, t, a, v);
  }

  private static Extract sort(int[] s, int[] t, short[] a, float[] v) {
    long[] order = new long[s.length];
    for (int i = 0; i < s.length; i++) {
      order[i] = ((long) s[i] << 32) | i;
    }
    Arrays.sort(order);
    Extract result =
        new Extract(new int[s.length], new int[s.length], new short[s.length], new float[s.length]);
    for (int i = 0; i < s.length; i++) {
      int from = (int) order[i];
      result.seconds[i] = s[from];
      result.tokens[i] = t[from];
      result.actors[i] = a[from];
      result.values[i] = v[from];
    }
    return result;
  }

  private void dropOldest() {
    head = (head + 1) % seconds.length;
    size--;
  }

  private int index(int i) {
    int at = head + i;
    return at < seconds.length ? at : at - seconds.length;
  }

  private void grow() {
    Extract all = extract();
    int capacity = Math.min(most, seconds.length * 2);
    seconds = Arrays.copyOf(all.seconds, capacity);
    tokens = Arrays.copyOf(all.tokens, capacity);
    actors = Arrays.copyOf(all.actors, capacity);
    values = Arrays.copyOf(all.values, capacity);
    head = 0;
  }
}
