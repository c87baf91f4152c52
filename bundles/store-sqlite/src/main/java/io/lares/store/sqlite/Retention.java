package io.lares.store.sqlite;

import java.sql.SQLException;
import java.time.Duration;

/** Removes what is older than people want to keep, in small slices. */
final class Retention {
  private static final int ROWS_IN_SLICE = 1_000;
  private static final int SERIES_IN_SLICE = 200;
  private static final long EVERY_MILLIS = Duration.ofHours(1).toMillis();

  private long nextRun;
  private long seriesDone;

  /**
   * How long what is kept; people choose it by the settings {@code store/keep-changes-days}, {@code
   * store/keep-five-minutes-days} and {@code store/keep-asked-days}. Hours are kept for good.
   */
  record Limits(Duration raw, Duration fives, Duration asked) {
    static Limits read(Db db) throws SQLException {
      return new Limits(
          days(db, "store/keep-changes-days", 14),
          days(db, "store/keep-five-minutes-days", 90),
          days(db, "store/keep-asked-days", 365));
    }

    private static Duration days(Db db, String key, int usual) throws SQLException {
      String text = db.first("SELECT value FROM setting WHERE key = ?", r -> r.getString(1), key);
      boolean valid = text != null && text.matches("[1-9][0-9]{0,4}");
      return Duration.ofDays(valid ? Integer.parseInt(text) : usual);
    }
  }

  /**
   * Does a slice.
   *
   * @return whether there is more to do
   */
  boolean slice(Db db, Limits limits, long now, Dictionary dictionary) throws SQLException {
    if (now < nextRun) {
      return false;
    }
    // A row that is not in the roll-ups yet stays.
    long changes = Math.min(journalledBy(db, now - limits.raw().toMillis()), RollUps.rolled(db));
    long others = journalledBy(db, now - limits.asked().toMillis());
    int removed =
        remove(db, "change", changes)
            + remove(db, "asked", others)
            + remove(db, "done", others)
            + remove(db, "noted", others);
    if (removed > 0) {
      return true;
    }
    if (removeFives(db, (now - limits.fives().toMillis()) / Bucket.FIVE_MINUTES)) {
      return true;
    }
    if (removeWishes(db)) {
      dictionary.forget();
      return true;
    }
    db.update(
        "DELETE FROM mark WHERE at < (SELECT max(at) FROM mark WHERE at <= ?)",
        now - Math.max(limits.raw().toMillis(), limits.asked().toMillis()));
    nextRun = now + EVERY_MILLIS;
    return false;
  }

  private static long journalledBy(Db db, long time) throws SQLException {
    return db.number("SELECT id FROM mark WHERE at <= ? ORDER BY at DESC LIMIT 1", time);
  }

  private static int remove(Db db, String table, long upTo) throws SQLException {
    return db.update(
        "DELETE FROM "
            + table
            + " WHERE id IN (SELECT id FROM "
            + table
            + " WHERE id <= ? ORDER BY id LIMIT ?)",
        upTo,
        ROWS_IN_SLICE);
  }

  /** Goes over the series in order, some at a time; returns false after the last. */
  private boolean removeFives(Db db, long before) throws SQLException {
    Long last =
        db.first(
            "SELECT max(id) FROM (SELECT id FROM series WHERE id > ? ORDER BY id LIMIT ?)",
            row -> row.getLong(1),
            seriesDone,
            SERIES_IN_SLICE);
    if (last == null || last == 0) {
      seriesDone = 0;
      return false;
    }
    db.update(
        "DELETE FROM five_minutes WHERE series IN (SELECT id FROM series WHERE id > ? AND id <= ?)"
            + " AND bucket < ?",
        seriesDone,
        last,
        before);
    seriesDone = last;
    return true;
  }

  /** Wishes that nothing refers to any more; they are numbered in the order of their rows. */
  private static boolean removeWishes(Db db) throws SQLException {
    return db.update(
            "DELETE FROM wish WHERE id IN (SELECT id FROM wish w"
                + " WHERE id < (SELECT coalesce(min(wish), 0) FROM asked)"
                + " AND NOT EXISTS (SELECT 1 FROM change WHERE wish = w.id)"
                + " AND NOT EXISTS (SELECT 1 FROM done WHERE wish = w.id) LIMIT ?)",
            ROWS_IN_SLICE)
        > 0;
  }
}
