package io.lares.store.sqlite;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.store.Journal.HistoryPoint;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the course of a number from raw rows and roll-ups. */
final class History {
  private static final int MOST_POINTS = 20_000;
  static final String FIVES = "five_minutes";
  static final String HOURS = "hours";

  private History() {}

  static List<HistoryPoint> read(
      Db db, DeviceId device, AttributeId attribute, Instant from, Instant to, Duration step)
      throws SQLException {
    long width = Math.max(1, step.toMillis());
    long start = Math.floorDiv(JournalTables.millis(from), width) * width;
    long end = Math.ceilDiv(JournalTables.millis(to), width) * width;
    if ((end - start) / width > MOST_POINTS) {
      throw new IllegalArgumentException(
          "A course has at most " + MOST_POINTS + " points. Ask for a wider step");
    }
    Long series =
        db.first(
            "SELECT id FROM series WHERE device = ? AND attribute = ?",
            row -> row.getLong(1),
            device.value(),
            attribute.toString());
    if (series == null) {
      return List.of();
    }
    long coarse = width >= Bucket.HOUR ? Bucket.HOUR : Bucket.FIVE_MINUTES;
    long rawFrom = Math.clamp(rawFrom(db, series, width, coarse), start, Math.max(start, end));
    List<Bucket> parts = new ArrayList<>();
    parts.addAll(rolled(db, coarse == Bucket.HOUR ? HOURS : FIVES, coarse, series, start, rawFrom));
    parts.addAll(raw(db, series, rawFrom, end));
    return Bucket.fold(parts, width, before(db, series, start)).stream()
        .map(bucket ->
            new HistoryPoint(
                Instant.ofEpochMilli(bucket.start()),
                bucket.min(),
                bucket.mean(),
                bucket.max(),
                bucket.last(),
                bucket.count()))
        .toList();
  }

  /** From when on the raw rows are to be read: as little as possible, and all that is needed. */
  private static long rawFrom(Db db, long series, long width, long coarse) throws SQLException {
    Long oldest =
        db.first(
            "SELECT time FROM change WHERE series = ? ORDER BY time LIMIT 1",
            row -> row.getLong(1),
            series);
    if (oldest == null) {
      return Long.MAX_VALUE;
    }
    long whole = Math.floorDiv(oldest, coarse) * coarse;
    boolean thinned =
        db.number(
                "SELECT exists (SELECT 1 FROM five_minutes WHERE series = ? AND bucket < ?)",
                series,
                Math.floorDiv(oldest, Bucket.FIVE_MINUTES))
            == 1;
    long complete = thinned ? whole + coarse : Long.MIN_VALUE;
    if (width < Bucket.FIVE_MINUTES) {
      return complete;
    }
    // The + keeps SQLite on the few newest rows instead of all of this series.
    Long tail =
        db.first(
            "SELECT time FROM change WHERE id > ? AND +series = ? ORDER BY time LIMIT 1",
            row -> row.getLong(1),
            RollUps.rolled(db),
            series);
    return tail == null ? Long.MAX_VALUE : Math.max(complete, Math.floorDiv(tail, coarse) * coarse);
  }

  /** Roll-ups that begin in a stretch of time, in order. */
  static List<Bucket> rolled(Db db, String table, long width, long series, long from, long to)
      throws SQLException {
    return db.list(
        "SELECT bucket, min, mean, max, last, count, gap FROM "
            + table
            + " WHERE series = ? AND bucket >= ? AND bucket < ? ORDER BY bucket",
        row ->
            new Bucket(
                row.getLong(1) * width,
                width,
                number(row.getObject(2)),
                number(row.getObject(3)),
                number(row.getObject(4)),
                number(row.getObject(5)),
                row.getInt(6),
                row.getLong(7)),
        series,
        Math.ceilDiv(from, width),
        Math.ceilDiv(to, width));
  }

  /** The numbers of a stretch of time, in order; texts are left out. */
  static List<Bucket> raw(Db db, long series, long from, long to) throws SQLException {
    return db.list(
        "SELECT time, after FROM change WHERE series = ? AND time >= ? AND time < ?"
            + " AND typeof(after) <> 'text' ORDER BY time, id",
        row -> Bucket.point(row.getLong(1), number(row.getObject(2))),
        series,
        from,
        to);
  }

  /** The last number before a moment, from whatever still knows it. */
  static OptionalDouble before(Db db, long series, long time) throws SQLException {
    Object packed =
        db.first(
            "SELECT after FROM change WHERE series = ? AND time < ? AND typeof(after) <> 'text'"
                + " ORDER BY time DESC, id DESC LIMIT 1",
            row -> row.getObject(1),
            series,
            time);
    if (packed == null) {
      packed = lastOf(db, FIVES, series, Math.floorDiv(time, Bucket.FIVE_MINUTES));
    }
    if (packed == null) {
      packed = lastOf(db, HOURS, series, Math.floorDiv(time, Bucket.HOUR));
    }
    return Packed.number(packed);
  }

  private static @Nullable Object lastOf(Db db, String table, long series, long bucket)
      throws SQLException {
    return db.first(
        "SELECT last FROM "
            + table
            + " WHERE series = ? AND bucket < ? ORDER BY bucket DESC LIMIT 1",
        row -> row.getObject(1),
        series,
        bucket);
  }

  private static double number(Object packed) {
    return Packed.number(packed).orElse(0);
  }
}
