package io.lares.store.sqlite;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for devices' attributes and for wishes. Belongs to the writer. */
final class Dictionary {
  private static final int MOST_SERIES = 100_000;

  /** A power of two. */
  private static final int MOST_WISHES = 1_024;

  private final Map<Series, Long> series = new HashMap<>();

  // A wish is named again soon or never, and at thousands a second a map of them is what the
  // collector of garbage has most to do with: each has one place, which a later one takes.
  private final @Nullable String[] wishes = new String[MOST_WISHES];
  private final long[] wishIds = new long[MOST_WISHES];

  /** The number of the next new wish; 0 where the file has to be asked. */
  private long nextWish;

  private record Series(DeviceId device, AttributeId attribute) {}

  long series(Db db, DeviceId device, AttributeId attribute) throws SQLException {
    Series key = new Series(device, attribute);
    Long known = series.get(key);
    if (known != null) {
      return known;
    }
    String name = attribute.toString();
    db.update(
        "INSERT OR IGNORE INTO series (device, attribute) VALUES (?, ?)", device.value(), name);
    long id =
        db.number("SELECT id FROM series WHERE device = ? AND attribute = ?", device.value(), name);
    if (series.size() >= MOST_SERIES) {
      series.clear();
    }
    series.put(key, id);
    return id;
  }

  long wish(Db db, String name) throws SQLException {
    int place = name.hashCode() & MOST_WISHES - 1;
    if (name.equals(wishes[place])) {
      return wishIds[place];
    }
    if (nextWish == 0) {
      nextWish = db.number("SELECT max(id) FROM wish") + 1;
    }
    boolean isNew =
        db.update("INSERT OR IGNORE INTO wish (id, name) VALUES (?, ?)", nextWish, name) == 1;
    long id = isNew ? nextWish++ : db.number("SELECT id FROM wish WHERE name = ?", name);
    wishes[place] = name;
    wishIds[place] = id;
    return id;
  }

  /** Forgets the numbers, which a transaction that was taken back may have given out. */
  void forget() {
    series.clear();
    Arrays.fill(wishes, null);
    nextWish = 0;
  }
}
