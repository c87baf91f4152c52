package io.lares.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/** One connection to the file and its prepared statements. For one thread at a time. */
final class Db implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** Makes something of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Db(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the file for writing, making it where it is missing. A commit is durable once it returns:
   * the write-ahead log is synced each time, so that neither {@code kill -9} nor a power cut takes
   * it back.
   */
  static Db writer(Path file) throws SQLException {
    Db db = open(file, false);
    try {
      db.run("PRAGMA journal_mode = WAL");
      db.run("PRAGMA synchronous = FULL");
      db.run("PRAGMA foreign_keys = ON");
      // Room for the ends of the indexes of thousands of attributes, which a busy home writes to
      // all the time; the memory is taken when it is needed.
      db.run("PRAGMA cache_size = -24576");
      db.run("PRAGMA wal_autocheckpoint = 8192");
      db.run("PRAGMA journal_size_limit = 33554432");
      db.run("PRAGMA temp_store = MEMORY");
      db.run("PRAGMA trusted_schema = OFF");
      return db;
    } catch (SQLException e) {
      db.close();
      throw e;
    }
  }

  /** Opens the file for reading; reads never block the writer. */
  static Db reader(Path file) throws SQLException {
    Db db = open(file, true);
    try {
      db.run("PRAGMA cache_size = -2048");
      db.run("PRAGMA temp_store = MEMORY");
      db.run("PRAGMA trusted_schema = OFF");
      return db;
    } catch (SQLException e) {
      db.close();
      throw e;
    }
  }

  private static Db open(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(5000);
    // Nobody asks for them, and looking for them costs more than an insert.
    config.setGetGeneratedKeys(false);
    if (readOnly) {
      config.setReadOnly(true);
      config.resetOpenMode(SQLiteOpenMode.READWRITE);
      config.resetOpenMode(SQLiteOpenMode.CREATE);
      config.setOpenMode(SQLiteOpenMode.READONLY);
    }
    Properties properties = config.toProperties();
    String name = file.toAbsolutePath().toString();
    return new Db(new JDBC4Connection("jdbc:sqlite:" + name, name, properties));
  }

  /** Runs a statement without parameters that is not worth keeping. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a prepared statement; returns how many rows it touched. */
  int update(String sql, @Nullable Object... arguments) throws SQLException {
    return use(sql, arguments, PreparedStatement::executeUpdate);
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    return use(
        sql,
        arguments,
        statement -> {
          List<T> rows = new ArrayList<>();
          try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              rows.add(reader.read(result));
            }
          }
          return rows;
        });
  }

  /** The first row, or null where there is none. */
  <T> @Nullable T first(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    List<T> rows =
        use(
            sql,
            arguments,
            statement -> {
              try (ResultSet result = statement.executeQuery()) {
                // A list, since what the row gives may be null.
                List<T> first = new ArrayList<>(1);
                if (result.next()) {
                  first.add(reader.read(result));
                }
                return first;
              }
            });
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /** The number in the first row, or 0 where there is none. */
  long number(String sql, @Nullable Object... arguments) throws SQLException {
    Long number = first(sql, row -> row.getLong(1), arguments);
    return number == null ? 0 : number;
  }

  /** Takes back an open transaction; SQLite may have done so by itself already. */
  void rollback() {
    try {
      run("ROLLBACK");
    } catch (SQLException e) {
      // There was none.
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private <T> T use(String sql, @Nullable Object[] arguments, Use<T> use) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    try {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return use.with(statement);
    } catch (SQLException e) {
      // The driver finalizes a statement that failed, so it can't be used again.
      statements.remove(sql);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What is committed is safe, and there is nobody left who could do anything about it.
    }
  }
}
