package io.lares.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the roll-ups, in small slices. A bucket that got rows since the last time is made anew from
 * its raw rows, also when it is not over yet or the rows are late; making one twice does no harm.
 *
 * <p>Which buckets those are is noted as rows are written, so that each is made once however many
 * rows it got. Rows that nobody noted (those before the hub started) are looked up.
 */
final class RollUps {
  private static final int ROWS_AT_ONCE = 50_000;
  private static final int BUCKETS_IN_SLICE = 100;

  /** Beyond this, rows are looked up instead of noted: somebody makes up times. */
  private static final int MOST_NOTED = 200_000;

  private static final long FIVES_IN_HOUR = Bucket.HOUR / Bucket.FIVE_MINUTES;
  private static final String ROLLED = "rolled";

  private record Touched(long series, long bucket) {}

  private final Deque<Touched> pending = new ArrayDeque<>();
  private long pendingUpTo;
  private final Set<Touched> noted = new LinkedHashSet<>();

  /** All rows after this one are noted. */
  private long notedAfter;

  /** The newest row that is in the roll-ups. */
  static long rolled(Db db) throws SQLException {
    return db.number("SELECT value FROM progress WHERE name = ?", ROLLED);
  }

  /** A row of a number was written. */
  void note(long row, long series, long time) {
    if (noted.size() >= MOST_NOTED) {
      noted.clear();
      notedAfter = row;
    } else {
      noted.add(new Touched(series, time / Bucket.FIVE_MINUTES));
    }
  }

  /** How many buckets wait to be made. */
  int waiting() {
    return noted.size();
  }

  /**
   * Does a slice.
   *
   * @param newest the newest row that is durable
   * @param completeFrom rows before this time may be thinned out already, so that a bucket from
   *     then stays as it is
   * @param giveWay called after each bucket
   * @return whether there is more to do at once; rows that came meanwhile wait for the next time
   */
  boolean slice(Db db, long newest, long completeFrom, Runnable giveWay) throws SQLException {
    if (pending.isEmpty()) {
      long rolled = rolled(db);
      if (rolled >= newest) {
        return false;
      }
      if (rolled < notedAfter) {
        pendingUpTo = Math.min(notedAfter, rolled + ROWS_AT_ONCE);
        pending.addAll(touched(db, rolled, pendingUpTo));
      } else {
        pendingUpTo = newest;
        pending.addAll(noted);
        noted.clear();
      }
      long first = Math.ceilDiv(completeFrom, Bucket.FIVE_MINUTES);
      pending.removeIf(touched -> touched.bucket() < first);
    }
    for (int i = 0; i < BUCKETS_IN_SLICE && !pending.isEmpty(); i++) {
      make(db, pending.removeFirst());
      giveWay.run();
    }
    if (pending.isEmpty()) {
      db.update("INSERT OR REPLACE INTO progress (name, value) VALUES (?, ?)", ROLLED, pendingUpTo);
      return pendingUpTo < notedAfter;
    }
    return true;
  }

  private static List<Touched> touched(Db db, long after, long upTo) throws SQLException {
    return db.list(
        "SELECT DISTINCT series, time / 300000 FROM change WHERE id > ? AND id <= ?"
            + " AND typeof(after) <> 'text' ORDER BY 1, 2",
        row -> new Touched(row.getLong(1), row.getLong(2)),
        after,
        upTo);
  }

  /**
   * The transaction was taken back, or the file is another one: begin again.
   *
   * @param newest the newest row that is in the file
   */
  void forget(long newest) {
    pending.clear();
    noted.clear();
    notedAfter = newest;
  }

  private static void make(Db db, Touched touched) throws SQLException {
    long series = touched.series();
    long hour = touched.bucket() / FIVES_IN_HOUR;
    makeFive(db, series, touched.bucket());
    // The next one began with the value that this one ended with.
    Long next = next(db, History.FIVES, series, touched.bucket());
    if (next != null) {
      makeFive(db, series, next);
    }
    makeHour(db, series, hour);
    Long nextHour = next(db, History.HOURS, series, hour);
    if (nextHour != null) {
      makeHour(db, series, nextHour);
    }
  }

  private static @Nullable Long next(Db db, String table, long series, long bucket)
      throws SQLException {
    return db.first(
        "SELECT bucket FROM " + table + " WHERE series = ? AND bucket > ? ORDER BY bucket LIMIT 1",
        row -> row.getLong(1),
        series,
        bucket);
  }

  private static void makeFive(Db db, long series, long bucket) throws SQLException {
    long start = bucket * Bucket.FIVE_MINUTES;
    var points = History.raw(db, series, start, start + Bucket.FIVE_MINUTES);
    if (!points.isEmpty()) {
      var carried = History.before(db, series, start);
      write(
          db, History.FIVES, series, Bucket.fold(points, Bucket.FIVE_MINUTES, carried).getFirst());
    }
  }

  private static void makeHour(Db db, long series, long bucket) throws SQLException {
    long start = bucket * Bucket.HOUR;
    var fives =
        History.rolled(db, History.FIVES, Bucket.FIVE_MINUTES, series, start, start + Bucket.HOUR);
    if (!fives.isEmpty()) {
      var carried = History.before(db, series, start);
      write(db, History.HOURS, series, Bucket.fold(fives, Bucket.HOUR, carried).getFirst());
    }
  }

  private static void write(Db db, String table, long series, Bucket bucket) throws SQLException {
    db.update(
        "INSERT OR REPLACE INTO "
            + table
            + " (series, bucket, min, mean, max, last, count, gap)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        series,
        bucket.start() / bucket.width(),
        Packed.of(bucket.min()),
        Packed.of(bucket.mean()),
        Packed.of(bucket.max()),
        Packed.of(bucket.last()),
        bucket.count(),
        bucket.gap());
  }
}
