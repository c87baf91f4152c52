package io.lares.store.sqlite;

import java.sql.SQLException;
import java.util.List;

/** The tables, as numbered steps that only go forward. A step that has shipped never changes. */
final class Schema {
  /** Marks the file as ours: "Lars" in ASCII. */
  static final int APPLICATION_ID = 0x4c617273;

  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
              "CREATE TABLE home (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL,"
                  + " language TEXT NOT NULL)",
              "CREATE TABLE floor (id TEXT PRIMARY KEY, place INTEGER NOT NULL,"
                  + " name TEXT NOT NULL, aliases TEXT NOT NULL, level INTEGER NOT NULL)",
              "CREATE TABLE area (id TEXT PRIMARY KEY, place INTEGER NOT NULL,"
                  + " name TEXT NOT NULL, aliases TEXT NOT NULL, floor TEXT)",
              "CREATE TABLE person (id TEXT PRIMARY KEY, place INTEGER NOT NULL,"
                  + " name TEXT NOT NULL, role TEXT NOT NULL)",
              "CREATE TABLE device (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                  + " placed INTEGER NOT NULL, document TEXT NOT NULL)",
              "CREATE TABLE driver (instance TEXT PRIMARY KEY, driver TEXT NOT NULL,"
                  + " enabled INTEGER NOT NULL, settings TEXT NOT NULL)",
              // The journal's rows of all kinds share one sequence of ids. Device, attribute and
              // wish are written once and referred to by number.
              "CREATE TABLE series (id INTEGER PRIMARY KEY, device TEXT NOT NULL,"
                  + " attribute TEXT NOT NULL, UNIQUE (device, attribute))",
              "CREATE TABLE wish (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, actor TEXT)",
              "CREATE INDEX wish_actor ON wish (actor) WHERE actor IS NOT NULL",
              "CREATE TABLE change (id INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
                  + " series INTEGER NOT NULL REFERENCES series (id), before, after NOT NULL,"
                  + " wish INTEGER REFERENCES wish (id))",
              "CREATE INDEX change_course ON change (series, time)",
              "CREATE INDEX change_wish ON change (wish) WHERE wish IS NOT NULL",
              "CREATE TABLE asked (id INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
                  + " wish INTEGER NOT NULL REFERENCES wish (id), kind TEXT NOT NULL,"
                  + " actor TEXT NOT NULL, role TEXT, channel TEXT NOT NULL, text TEXT NOT NULL,"
                  + " area TEXT)",
              "CREATE INDEX asked_wish ON asked (wish)",
              "CREATE TABLE done (id INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
                  + " wish INTEGER NOT NULL REFERENCES wish (id),"
                  + " series INTEGER NOT NULL REFERENCES series (id), value NOT NULL,"
                  + " outcome TEXT NOT NULL, detail TEXT NOT NULL)",
              "CREATE INDEX done_wish ON done (wish)",
              "CREATE INDEX done_series ON done (series)",
              "CREATE TABLE noted (id INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
                  + " source TEXT NOT NULL, message TEXT NOT NULL)",
              // Which id was the newest at a moment of the hub's own clock: what retention goes by,
              // since a device may say any time.
              "CREATE TABLE mark (at INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
              rollUp("five_minutes"),
              rollUp("hours"),
              "CREATE TABLE progress (name TEXT PRIMARY KEY, value INTEGER NOT NULL)"));

  /** The version that this hub writes. */
  static final int VERSION = STEPS.size();

  private Schema() {}

  private static String rollUp(String table) {
    return "CREATE TABLE "
        + table
        + " (series INTEGER NOT NULL REFERENCES series (id), bucket INTEGER NOT NULL, min, mean,"
        + " max, last, count INTEGER NOT NULL, gap INTEGER NOT NULL,"
        + " PRIMARY KEY (series, bucket)) WITHOUT ROWID";
  }

  /**
   * Brings the file to this hub's version, each step in a transaction of its own.
   *
   * @throws StoreException where a newer hub wrote it; the file is left as it is
   */
  static void migrate(Db db) throws SQLException {
    int version = (int) db.number("PRAGMA user_version");
    refuseNewer(version);
    int from = version;
    for (; version < VERSION; version++) {
      db.run("BEGIN IMMEDIATE");
      try {
        for (String sql : STEPS.get(version)) {
          db.run(sql);
        }
        db.run("PRAGMA application_id = " + APPLICATION_ID);
        db.run("PRAGMA user_version = " + (version + 1));
        db.run("COMMIT");
      } catch (SQLException e) {
        db.rollback();
        throw e;
      }
    }
    if (from < VERSION) {
      // The version must stand in the file itself, where an older hub looks before it opens it.
      db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  static void refuseNewer(int version) {
    if (version > VERSION) {
      throw new StoreException(
          "The store was written by a newer Lares (its version is "
              + version
              + ", this one knows "
              + VERSION
              + "). Install that version again, or start with another data folder; the file was"
              + " not touched.");
    }
  }
}
