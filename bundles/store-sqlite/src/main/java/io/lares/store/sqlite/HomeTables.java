package io.lares.store.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.kernel.HomeRepository.DriverInstance;
import io.lares.kernel.HomeRepository.HomeHeader;
import io.lares.kernel.HomeRepository.KnownDevice;
import io.lares.kernel.HomeRepository.Memory;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the home lies in its tables. */
final class HomeTables {
  private static final Logger LOG = LoggerFactory.getLogger(HomeTables.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> TEXT_BY_KEY = new TypeReference<>() {};

  private HomeTables() {}

  static Memory load(Db db) throws SQLException {
    HomeHeader header =
        db.first(
            "SELECT name, language FROM home",
            row -> new HomeHeader(row.getString(1), Locale.forLanguageTag(row.getString(2))));
    return new Memory(
        header == null ? Memory.EMPTY.header() : header,
        db.list(
            "SELECT id, name, aliases, level FROM floor ORDER BY place",
            row ->
                new Floor(
                    new FloorId(row.getString(1)),
                    row.getString(2),
                    read(row.getString(3), TEXTS),
                    row.getInt(4))),
        db.list(
            "SELECT id, name, aliases, floor FROM area ORDER BY place",
            row ->
                new Area(
                    new AreaId(row.getString(1)),
                    row.getString(2),
                    read(row.getString(3), TEXTS),
                    floor(row.getString(4)))),
        db.list(
            "SELECT id, name, role FROM person ORDER BY place",
            row ->
                new Person(
                    new PersonId(row.getString(1)),
                    row.getString(2),
                    Person.Role.valueOf(row.getString(3)))),
        db
            .list(
                "SELECT id, placed, document FROM device ORDER BY number",
                row -> device(row.getString(1), row.getBoolean(2), row.getString(3)))
            .stream()
            .flatMap(Optional::stream)
            .toList(),
        db.list(
            "SELECT instance, driver, settings, enabled FROM driver ORDER BY instance",
            row ->
                new DriverInstance(
                    row.getString(1),
                    row.getString(2),
                    read(row.getString(3), TEXT_BY_KEY),
                    row.getBoolean(4))));
  }

  private static @Nullable FloorId floor(@Nullable String id) {
    return id == null ? null : new FloorId(id);
  }

  /** A device, or nothing where its document makes no sense: the others still count. */
  private static Optional<KnownDevice> device(String id, boolean placed, String document) {
    try {
      return Optional.of(
          new KnownDevice(DeviceJson.read(new DeviceId(id), JSON.readTree(document)), placed));
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.warn("The device {} can't be read and is left out until its driver names it anew", id, e);
      return Optional.empty();
    }
  }

  static void saveHome(
      Db db, HomeHeader header, List<Floor> floors, List<Area> areas, List<Person> people)
      throws SQLException {
    db.update(
        "INSERT OR REPLACE INTO home (id, name, language) VALUES (1, ?, ?)",
        header.name(),
        header.language().toLanguageTag());
    db.update("DELETE FROM floor");
    db.update("DELETE FROM area");
    db.update("DELETE FROM person");
    int place = 0;
    for (Floor floor : floors) {
      db.update(
          "INSERT INTO floor (id, place, name, aliases, level) VALUES (?, ?, ?, ?, ?)",
          floor.id().value(),
          place++,
          floor.name(),
          write(floor.aliases()),
          floor.level());
    }
    for (Area area : areas) {
      db.update(
          "INSERT INTO area (id, place, name, aliases, floor) VALUES (?, ?, ?, ?, ?)",
          area.id().value(),
          place++,
          area.name(),
          write(area.aliases()),
          area.floor() == null ? null : area.floor().value());
    }
    for (Person person : people) {
      db.update(
          "INSERT INTO person (id, place, name, role) VALUES (?, ?, ?, ?)",
          person.id().value(),
          place++,
          person.name(),
          person.role().name());
    }
  }

  static void saveDevices(Db db, List<KnownDevice> devices) throws SQLException {
    for (KnownDevice known : devices) {
      db.update(
          "INSERT INTO device (id, placed, document) VALUES (?, ?, ?)"
              + " ON CONFLICT (id) DO UPDATE SET placed = excluded.placed,"
              + " document = excluded.document",
          known.device().id().value(),
          known.placedByPerson() ? 1 : 0,
          write(DeviceJson.write(known.device())));
    }
  }

  static void removeDevices(Db db, List<DeviceId> devices) throws SQLException {
    for (DeviceId device : devices) {
      db.update("DELETE FROM device WHERE id = ?", device.value());
    }
  }

  static void saveDriver(Db db, DriverInstance driver) throws SQLException {
    db.update(
        "INSERT OR REPLACE INTO driver (instance, driver, enabled, settings) VALUES (?, ?, ?, ?)",
        driver.instance(),
        driver.driver(),
        driver.enabled() ? 1 : 0,
        write(driver.settings()));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) throws SQLException {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("The store holds a text that is not JSON: " + json, e);
    }
  }
}
