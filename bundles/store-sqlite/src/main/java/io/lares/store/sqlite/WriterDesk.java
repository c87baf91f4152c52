package io.lares.store.sqlite;

import io.lares.store.JournalEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** What the writer has on its desk: the connection, the next row's number and the upkeep. */
final class WriterDesk implements Writer.Desk {
  private static final long MARK_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final long AFTER_A_BUCKET_MILLIS = 5_000;
  private static final int MOST_BUCKETS_WAITING = 100_000;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final DatabaseFile file;
  private final Readers readers;
  private final InstantSource clock;
  private final Dictionary dictionary = new Dictionary();
  private final RollUps rollUps = new RollUps();
  private final Retention retention = new Retention();
  private Db db;
  private long newest;
  private long newestCommitted;
  private long markedAt;
  private boolean rolling;
  private long tidied;

  WriterDesk(DatabaseFile file, Readers readers, InstantSource clock) throws SQLException {
    this.file = file;
    this.readers = readers;
    this.clock = clock;
    this.db = file.open();
    begin();
  }

  private void begin() throws SQLException {
    newest = JournalTables.newestId(db);
    newestCommitted = newest;
    markedAt = db.number("SELECT max(at) FROM mark");
    dictionary.forget();
    rollUps.forget(newest);
  }

  @Override
  public Db db() {
    return db;
  }

  @Override
  public long insert(JournalEntry entry) throws SQLException {
    JournalTables.insert(db, dictionary, rollUps, newest + 1, entry);
    return ++newest;
  }

  @Override
  public void beforeCommit() throws SQLException {
    long now = clock.millis();
    if (now - markedAt >= MARK_EVERY_MILLIS) {
      db.update("INSERT OR IGNORE INTO mark (at, id) VALUES (?, ?)", now, newest);
      markedAt = now;
    }
  }

  @Override
  public void committed() {
    newestCommitted = newest;
  }

  @Override
  public void rolledBack() {
    newest = newestCommitted;
    markedAt = 0;
    dictionary.forget();
    rollUps.forget(newest);
  }

  @Override
  public void replaceDamaged(SQLException why) {
    db.close();
    readers.forget();
    try {
      db = file.replace(String.valueOf(why.getMessage()));
      begin();
    } catch (IOException | SQLException e) {
      throw new StoreException("The damaged store can't be set aside: " + e.getMessage(), e);
    }
  }

  @Override
  public Duration tidy(Runnable giveWay) throws SQLException {
    if (!rolling && !due()) {
      return LOOK_AGAIN;
    }
    db.run("BEGIN IMMEDIATE");
    boolean more = slice(giveWay);
    db.run("COMMIT");
    rolling = more;
    return more ? Duration.ZERO : LOOK_AGAIN;
  }

  private boolean due() {
    long period = Math.floorDiv(clock.millis() - AFTER_A_BUCKET_MILLIS, Bucket.FIVE_MINUTES);
    boolean due = period != tidied || rollUps.waiting() > MOST_BUCKETS_WAITING;
    tidied = period;
    return due;
  }

  private boolean slice(Runnable giveWay) throws SQLException {
    Retention.Limits limits = Retention.Limits.read(db);
    long now = clock.millis();
    return rollUps.slice(db, newestCommitted, now - limits.raw().toMillis() + DAY_MILLIS, giveWay)
        || retention.slice(db, limits, now, dictionary);
  }

  /** All slices at once, within a transaction. */
  void tidyAll(Db ignored) throws SQLException {
    while (slice(() -> {}) || RollUps.rolled(db) < newestCommitted) {}
  }

  @Override
  public void closeDb() {
    db.close();
  }
}
