package io.lares.store.sqlite;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Person.Role;
import io.lares.store.Journal.JournalRow;
import io.lares.store.JournalEntry;
import io.lares.store.JournalEntry.Asked;
import io.lares.store.JournalEntry.Changed;
import io.lares.store.JournalEntry.Done;
import io.lares.store.JournalEntry.Noted;
import io.lares.store.JournalQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How journal entries lie in their tables. */
final class JournalTables {
  /** Longest sentence, detail or message that is kept, in characters; longer ones are cut. */
  static final int MAX_TEXT = 4096;

  private static final int MAX_NAME = 200;
  private static final long LAST_MILLIS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private JournalTables() {}

  static void insert(Db db, Dictionary dictionary, RollUps rollUps, long id, JournalEntry entry)
      throws SQLException {
    long time = millis(entry.time());
    switch (entry) {
      case Changed changed -> {
        long series = dictionary.series(db, changed.device(), changed.attribute());
        Object after = Packed.of(changed.after());
        db.update(
            "INSERT INTO change (id, time, series, before, after, wish)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            id,
            time,
            series,
            Packed.orNull(changed.before()),
            after,
            changed.intent() == null ? null : dictionary.wish(db, name(changed.intent())));
        if (!(after instanceof String)) {
          rollUps.note(id, series, time);
        }
      }
      case Asked asked -> {
        Actor actor = asked.actor();
        long wish = dictionary.wish(db, name(asked.intent()));
        db.update("UPDATE wish SET actor = ? WHERE id = ?", actor.id(), wish);
        db.update(
            "INSERT INTO asked (id, time, wish, kind, actor, role, channel, text, area)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            time,
            wish,
            actor.kind().name(),
            actor.id(),
            actor.role() == null ? null : actor.role().name(),
            actor.channel().name(),
            text(asked.text()),
            asked.area() == null ? null : text(asked.area()));
      }
      case Done done ->
          db.update(
              "INSERT INTO done (id, time, wish, series, value, outcome, detail)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?)",
              id,
              time,
              dictionary.wish(db, name(done.intent())),
              dictionary.series(db, done.device(), done.attribute()),
              Packed.of(done.value()),
              name(done.outcome()),
              text(done.detail()));
      case Noted noted ->
          db.update(
              "INSERT INTO noted (id, time, source, message) VALUES (?, ?, ?, ?)",
              id,
              time,
              name(noted.source()),
              text(noted.message()));
    }
  }

  /** The highest id that was ever given out. */
  static long newestId(Db db) throws SQLException {
    return db.number(
        "SELECT max(coalesce((SELECT max(id) FROM change), 0),"
            + " coalesce((SELECT max(id) FROM asked), 0),"
            + " coalesce((SELECT max(id) FROM done), 0),"
            + " coalesce((SELECT max(id) FROM noted), 0),"
            + " coalesce((SELECT id FROM mark ORDER BY at DESC LIMIT 1), 0))");
  }

  /** Each table gives its newest that match; together they hold the newest of all. */
  static List<JournalRow> find(Db db, JournalQuery query) throws SQLException {
    List<JournalRow> rows = new ArrayList<>();
    rows.addAll(
        select(
            db,
            query,
            "t.id, t.time, s.device, s.attribute, t.before, t.after, w.name FROM change t"
                + " JOIN series s ON s.id = t.series LEFT JOIN wish w ON w.id = t.wish",
            true,
            row ->
                new Changed(
                    time(row),
                    new DeviceId(row.getString(3)),
                    AttributeId.parse(row.getString(4)),
                    Packed.valueOrNull(row.getObject(5)),
                    Packed.value(row.getObject(6)),
                    row.getString(7))));
    rows.addAll(
        select(
            db,
            query,
            "t.id, t.time, s.device, s.attribute, t.value, w.name, t.outcome, t.detail FROM done t"
                + " JOIN series s ON s.id = t.series JOIN wish w ON w.id = t.wish",
            true,
            row ->
                new Done(
                    time(row),
                    row.getString(6),
                    new DeviceId(row.getString(3)),
                    AttributeId.parse(row.getString(4)),
                    Packed.value(row.getObject(5)),
                    row.getString(7),
                    row.getString(8))));
    if (query.device() == null) {
      rows.addAll(
          select(
              db,
              query,
              "t.id, t.time, w.name, t.kind, t.actor, t.role, t.channel, t.text, t.area"
                  + " FROM asked t JOIN wish w ON w.id = t.wish",
              true,
              row ->
                  new Asked(
                      time(row),
                      row.getString(3),
                      actor(row),
                      row.getString(8),
                      row.getString(9))));
    }
    if (query.device() == null && query.actor() == null && query.intent() == null) {
      rows.addAll(
          select(
              db,
              query,
              "t.id, t.time, t.source, t.message FROM noted t",
              false,
              row -> new Noted(time(row), row.getString(3), row.getString(4))));
    }
    rows.sort(Comparator.comparingLong(JournalRow::id).reversed());
    return List.copyOf(rows.subList(0, Math.min(query.limit(), rows.size())));
  }

  private static List<JournalRow> select(
      Db db, JournalQuery query, String what, boolean wished, Db.RowReader<JournalEntry> reader)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ").append(what).append(" WHERE true");
    List<@Nullable Object> arguments = new ArrayList<>();
    if (query.device() != null) {
      sql.append(" AND t.series IN (SELECT id FROM series WHERE device = ?)");
      arguments.add(query.device().value());
    }
    if (wished && query.actor() != null) {
      sql.append(" AND t.wish IN (SELECT id FROM wish WHERE actor = ?)");
      arguments.add(query.actor());
    }
    if (wished && query.intent() != null) {
      sql.append(" AND t.wish = (SELECT id FROM wish WHERE name = ?)");
      arguments.add(name(query.intent()));
    }
    if (query.from() != null) {
      sql.append(" AND t.time >= ?");
      arguments.add(millis(query.from()));
    }
    if (query.to() != null) {
      sql.append(" AND t.time < ?");
      arguments.add(millis(query.to()));
    }
    if (query.before() != null) {
      sql.append(" AND t.id < ?");
      arguments.add(query.before());
    }
    sql.append(" ORDER BY t.id DESC LIMIT ?");
    arguments.add(query.limit());
    return db.list(
        sql.toString(),
        row -> new JournalRow(row.getLong(1), reader.read(row)),
        arguments.toArray());
  }

  private static Instant time(ResultSet row) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(2));
  }

  @SuppressWarnings("NullAway") // It does not see the annotation on a nested type of another jar.
  private static Actor actor(ResultSet row) throws SQLException {
    String role = row.getString(6);
    return new Actor(
        Actor.Kind.valueOf(row.getString(4)),
        row.getString(5),
        role == null ? null : Role.valueOf(role),
        Actor.Channel.valueOf(row.getString(7)));
  }

  /** Milliseconds since 1970; a time that no calendar knows becomes the nearest that one does. */
  static long millis(Instant time) {
    return Math.clamp(time.getEpochSecond(), 0, LAST_MILLIS / 1000) * 1000
        + time.getNano() / 1_000_000;
  }

  private static String text(String text) {
    return cut(text, MAX_TEXT);
  }

  private static String name(String text) {
    return cut(text, MAX_NAME);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
