package io.lares.store.sqlite;

import io.lares.home.Area;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.Person;
import io.lares.kernel.HomeRepository;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import io.lares.store.Settings;
import io.lares.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The journal, the settings and the home's memory in one SQLite file. */
public class SqliteStore implements Journal, Settings, Store, HomeRepository, AutoCloseable {
  private static final int MAX_KEY = 500;
  private static final int MAX_VALUE = 1 << 20;

  private final DatabaseFile file;
  private final WriterDesk desk;
  private final Writer writer;
  private final Readers readers;

  /**
   * Opens the store, or begins a new one.
   *
   * @param folder the hub's data folder; the file in it is {@code lares.db}
   * @throws StoreException where only a person can help
   */
  public SqliteStore(Path folder) {
    this(folder, InstantSource.system(), Waiting.Pace.DEFAULT);
  }

  SqliteStore(Path folder, InstantSource clock, Waiting.Pace pace) {
    Path path = folder.resolve("lares.db");
    try {
      NativeLibrary.keepIn(folder.resolve("native"));
    } catch (IOException e) {
      throw new StoreException(
          "SQLite can't be unpacked to "
              + folder
              + ": "
              + e.getMessage()
              + ". Check that the hub"
              + " may write there and that the disk has room.",
          e);
    }
    file = new DatabaseFile(path, folder.resolve("backups"), clock);
    readers = new Readers(path);
    try {
      desk = new WriterDesk(file, readers, clock);
    } catch (SQLException e) {
      throw new StoreException(Trouble.of(e).words(path.toString(), e), e);
    }
    writer = new Writer(desk, pace, path.toString());
    writer.start();
  }

  @Override
  public CompletionStage<Long> append(JournalEntry entry) {
    return writer.append(Objects.requireNonNull(entry));
  }

  @Override
  public List<JournalRow> find(JournalQuery query) {
    return readers.call(db -> JournalTables.find(db, query));
  }

  @Override
  public List<HistoryPoint> history(
      DeviceId device, AttributeId attribute, Instant from, Instant to, Duration step) {
    return readers.call(db -> History.read(db, device, attribute, from, to, step));
  }

  @Override
  public Optional<String> get(String key) {
    return readers.call(db ->
        db.list("SELECT value FROM setting WHERE key = ?", row -> row.getString(1), key).stream()
            .findFirst());
  }

  @Override
  public void put(String key, String value) {
    if (key.indexOf('/') < 1 || key.length() > MAX_KEY) {
      throw new IllegalArgumentException(
          "A setting's key begins with its owner's name and a slash and has at most "
              + MAX_KEY
              + " characters, this one does not: "
              + key);
    }
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "A setting has at most " + MAX_VALUE + " characters, " + key + " has " + value.length());
    }
    writer.call(db ->
        db.update(
            "INSERT INTO setting (key, value) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            key,
            value));
  }

  @Override
  public void remove(String key) {
    writer.call(db -> db.update("DELETE FROM setting WHERE key = ?", key));
  }

  @Override
  public Map<String, String> startingWith(String prefix) {
    return readers.call(db -> {
      Map<String, String> settings = new LinkedHashMap<>();
      db.list(
          "SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key",
          row -> settings.put(row.getString(1), row.getString(2)),
          prefix.codePointCount(0, prefix.length()),
          prefix);
      return settings;
    });
  }

  @Override
  public Memory load() {
    return readers.call(HomeTables::load);
  }

  @Override
  public void saveHome(
      HomeHeader header, List<Floor> floors, List<Area> areas, List<Person> people) {
    write(db -> HomeTables.saveHome(db, header, floors, areas, people));
  }

  @Override
  public void saveDevices(List<KnownDevice> devices) {
    write(db -> HomeTables.saveDevices(db, devices));
  }

  @Override
  public void removeDevices(List<DeviceId> devices) {
    write(db -> HomeTables.removeDevices(db, devices));
  }

  @Override
  public void saveDriver(DriverInstance instance) {
    write(db -> HomeTables.saveDriver(db, instance));
  }

  @Override
  public void removeDriver(String instance) {
    write(db -> db.update("DELETE FROM driver WHERE instance = ?", instance));
  }

  /** A write that returns nothing. */
  @FunctionalInterface
  private interface Write {
    void run(Db db) throws SQLException;
  }

  private void write(Write write) {
    writer.call(db -> {
      write.run(db);
      return true;
    });
  }

  @Override
  public void backup(Path target) throws IOException {
    try {
      Backups.write(readers, target);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public Health health() {
    String problem = (writer.problem() + " " + file.warning()).strip();
    return new Health(problem, writer.waiting(), writer.dropped(), file.bytes());
  }

  /** Brings the roll-ups up to date and removes what is too old, for tests that can't wait. */
  void tidyNow() {
    write(desk::tidyAll);
  }

  /** The writer, for tests that make it fail. */
  Writer writer() {
    return writer;
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
