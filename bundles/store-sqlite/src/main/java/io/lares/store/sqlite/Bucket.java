package io.lares.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a number did in a stretch of time. The mean is weighted by time: a value holds until the
 * next one, also from before the stretch into it, and lowest and highest count such a value too.
 *
 * @param start in milliseconds since 1970
 * @param count how many values came in it
 * @param gap for how many milliseconds at its beginning nothing was known
 */
record Bucket(
    long start, long width, double min, double mean, double max, double last, int count, long gap) {

  static final long FIVE_MINUTES = 300_000;
  static final long HOUR = 3_600_000;

  /** A single value, which holds from its moment on. */
  static Bucket point(long time, double value) {
    return new Bucket(time, 0, value, value, value, value, 1, 0);
  }

  /**
   * Puts buckets or points, in order, into wider buckets; one that would have none is left out.
   *
   * @param carried the value before the first of them
   */
  static List<Bucket> fold(List<Bucket> parts, long width, OptionalDouble carried) {
    List<Bucket> folded = new ArrayList<>();
    Sum sum = null;
    for (Bucket part : parts) {
      long start = Math.floorDiv(part.start(), width) * width;
      if (sum == null || sum.start != start) {
        if (sum != null) {
          folded.add(sum.finish());
          carried = OptionalDouble.of(sum.last);
        }
        sum = new Sum(start, width, carried);
      }
      sum.add(part);
    }
    if (sum != null) {
      folded.add(sum.finish());
    }
    return folded;
  }

  /** A bucket that is being filled. */
  private static final class Sum {
    private final long start;
    private final long width;
    private boolean known;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double area;
    private long weight;
    private double last;
    private int count;
    private long cursor;

    Sum(long start, long width, OptionalDouble carried) {
      this.start = start;
      this.width = width;
      this.cursor = start;
      this.known = carried.isPresent();
      this.last = carried.orElse(0);
    }

    void add(Bucket part) {
      holdUntil(part.start() + part.gap());
      long covered = part.width() - part.gap();
      area += part.mean() * covered;
      weight += covered;
      min = Math.min(min, part.min());
      max = Math.max(max, part.max());
      last = part.last();
      count += part.count();
      known = true;
      cursor = part.start() + part.width();
    }

    private void holdUntil(long time) {
      if (known && time > cursor) {
        area += last * (time - cursor);
        weight += time - cursor;
        min = Math.min(min, last);
        max = Math.max(max, last);
      }
      cursor = Math.max(cursor, time);
    }

    Bucket finish() {
      holdUntil(start + width);
      // A sum of many rounded products may end up a hair outside.
      double mean = weight == 0 ? last : Math.clamp(area / weight, min, max);
      return new Bucket(start, width, min, mean, max, last, count, Math.max(0, width - weight));
    }
  }
}
