package io.lares.habits.learn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The events of the last weeks as plain numbers, in chunks: no event ever waits for others to be
 * moved, and a look at all of them shares the chunks. The oldest make room.
 */
final class EventLog {
  static final short NOBODY = -1;
  static final short HUB = -2;
  static final short GUEST = -3;

  private static final int CHUNK = 1 << 12;

  private final int most;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int size;

  private static final class Chunk {
    final int[] seconds = new int[CHUNK];
    final int[] tokens = new int[CHUNK];
    final short[] actors = new short[CHUNK];
    final float[] values = new float[CHUNK];
    int from;
    int until;
  }

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
    Chunk last = chunks.peekLast();
    if (last == null || last.until == CHUNK) {
      last = new Chunk();
      chunks.add(last);
    }
    int at = last.until;
    last.seconds[at] = second;
    last.tokens[at] = token;
    last.actors[at] = actor;
    last.values[at] = value;
    last.until++;
    size++;
    if (size > most) {
      dropOldest();
    }
  }

  private void dropOldest() {
    Chunk first = chunks.element();
    first.from++;
    size--;
    if (first.from == first.until) {
      chunks.remove();
    }
  }

  void dropBefore(int second) {
    while (size > 0) {
      Chunk first = chunks.element();
      if (first.seconds[first.until - 1] < second) {
        size -= first.until - first.from;
        chunks.remove();
      } else if (first.seconds[first.from] < second) {
        dropOldest();
      } else {
        return;
      }
    }
  }

  /** Takes out all of one actor, for good. */
  void dropOf(short actor) {
    Extract all = snapshot().extract();
    chunks.clear();
    size = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.actors[i] != actor) {
        add(all.seconds[i], all.tokens[i], all.actors[i], all.values[i]);
      }
    }
  }

  /** Gives the last event of a kind another value where it is not older than this. */
  boolean replaceLast(int token, short actor, int notBefore, float value) {
    for (Iterator<Chunk> it = chunks.descendingIterator(); it.hasNext(); ) {
      Chunk chunk = it.next();
      for (int at = chunk.until - 1; at >= chunk.from; at--) {
        if (chunk.seconds[at] < notBefore) {
          return false;
        }
        if (chunk.tokens[at] == token && chunk.actors[at] == actor) {
          chunk.values[at] = value;
          return true;
        }
      }
    }
    return false;
  }

  /**
   * All events as they are now. Costs a few references; numbers that are replaced later may show.
   */
  Snapshot snapshot() {
    return new Snapshot(
        chunks.stream().map(chunk -> new Part(chunk, chunk.from, chunk.until)).toList());
  }

  private record Part(Chunk chunk, int from, int until) {
    int size() {
      return until - from;
    }
  }

  /** The events of a moment. */
  record Snapshot(List<Part> parts) {
    Extract extract() {
      int size = parts.stream().mapToInt(Part::size).sum();
      int[] s = new int[size];
      int[] t = new int[size];
      short[] a = new short[size];
      float[] v = new float[size];
      int at = 0;
      for (Part part : parts) {
        System.arraycopy(part.chunk.seconds, part.from, s, at, part.size());
        System.arraycopy(part.chunk.tokens, part.from, t, at, part.size());
        System.arraycopy(part.chunk.actors, part.from, a, at, part.size());
        System.arraycopy(part.chunk.values, part.from, v, at, part.size());
        at += part.size();
      }
      for (int i = 1; i < size; i++) {
        if (s[i] < s[i - 1]) {
          return sort(s, t, a, v);
        }
      }
      return new Extract(s, t, a, v);
    }

    private static Extract sort(int[] s, int[] t, short[] a, float[] v) {
      long[] order = new long[s.length];
      for (int i = 0; i < s.length; i++) {
        order[i] = ((long) s[i] << 32) | i;
      }
      Arrays.sort(order);
      Extract result =
          new Extract(
              new int[s.length], new int[s.length], new short[s.length], new float[s.length]);
      for (int i = 0; i < s.length; i++) {
        int from = (int) order[i];
        result.seconds[i] = s[from];
        result.tokens[i] = t[from];
        result.actors[i] = a[from];
        result.values[i] = v[from];
      }
      return result;
    }
  }
}
