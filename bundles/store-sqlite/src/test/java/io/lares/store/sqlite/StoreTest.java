package io.lares.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.home.Actor;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.HomeRepository.DriverInstance;
import io.lares.kernel.HomeRepository.HomeHeader;
import io.lares.kernel.HomeRepository.KnownDevice;
import io.lares.kernel.HomeRepository.Memory;
import io.lares.store.Journal.JournalRow;
import io.lares.store.JournalEntry;
import io.lares.store.JournalEntry.Asked;
import io.lares.store.JournalEntry.Changed;
import io.lares.store.JournalEntry.Done;
import io.lares.store.JournalEntry.Noted;
import io.lares.store.JournalQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final DeviceId LAMP = new DeviceId("lamp");

  @TempDir Path folder;

  @Test
  void aSettingIsThereAfterARestart() {
    try (SqliteStore store = new SqliteStore(folder)) {
      store.put("mqtt/broker", "tcp://localhost");
      store.put("mqtt/broker", "tcp://broker");
      store.put("mqtt/user", "anna");
      store.put("web/port", "8080");
      store.remove("mqtt/user");
    }
    try (SqliteStore store = new SqliteStore(folder)) {
      assertThat(store.get("mqtt/broker")).contains("tcp://broker");
      assertThat(store.get("mqtt/user")).isEmpty();
      assertThat(store.startingWith("")).containsOnlyKeys("mqtt/broker", "web/port");
    }
  }

  @Test
  void settingsAreFoundByTheBeginningOfTheirKeyInOrderAndLiterally() {
    try (SqliteStore store = new SqliteStore(folder)) {
      store.put("a%/b", "1");
      store.put("a_/c", "2");
      store.put("ab/z", "3");
      store.put("ab/a", "4");
      store.put("\uD83D\uDE00/x", "5");
      assertThat(store.startingWith("ab/"))
          .containsExactly(Map.entry("ab/a", "4"), Map.entry("ab/z", "3"));
      assertThat(store.startingWith("a%")).containsOnlyKeys("a%/b");
      assertThat(store.startingWith("\uD83D\uDE00")).containsOnlyKeys("\uD83D\uDE00/x");
    }
  }

  @Test
  void aSettingWithoutAnOwnerOrTooLongIsRefused() {
    try (SqliteStore store = new SqliteStore(folder)) {
      assertThatThrownBy(() -> store.put("port", "1")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.put("web/x", "x".repeat((1 << 20) + 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("web/x");
    }
  }

  @Test
  void theHomeIsThereAfterARestart() {
    Attribute odd =
        new Attribute(
            AttributeId.parse("Vendor.mode"),
            new ValueKind.Choice(List.of("<b>", "\u202Eevil", "柔和")),
            "",
            Attribute.Access.WRITE,
            "Mode",
            "What it does");
    List<ValueKind> kinds =
        List.of(
            ValueKind.BOOL,
            ValueKind.PERCENT,
            ValueKind.ANY_NUMBER,
            ValueKind.COLOUR,
            new ValueKind.Text(12));
    List<Attribute> attributes = new ArrayList<>(List.of(odd));
    for (int i = 0; i < kinds.size(); i++) {
      attributes.add(
          new Attribute(
              new AttributeId("Vendor", "k" + i), kinds.get(i), "°C", Attribute.Access.READ));
    }
    KnownDevice lamp =
        new KnownDevice(
            new Device(
                LAMP,
                "Lamp \"1\" \uD83D\uDCA1",
                List.of("Licht", "'); DROP TABLE device; --"),
                new AreaId("kitchen"),
                DeviceType.GARAGE_DOOR,
                List.of(new Capability("Vendor", Risk.SECURITY, attributes)),
                new Device.Origin("virtual", "n1", "ACME", "")),
            true);
    KnownDevice bare =
        new KnownDevice(
            new Device(
                new DeviceId("a-bare-one"),
                "Bare",
                List.of(),
                null,
                DeviceType.GENERIC,
                List.of(),
                new Device.Origin("virtual", "n2", "", "")),
            false);
    Memory memory =
        new Memory(
            new HomeHeader("Zuhause", Locale.forLanguageTag("zh-Hans")),
            List.of(new Floor(new FloorId("z"), "Ground", List.of("down"), -1)),
            List.of(
                new Area(new AreaId("kitchen"), "Kitchen", List.of(), new FloorId("z")),
                new Area(new AreaId("garden"), "Garden", List.of("Hof"), null)),
            List.of(new Person(new PersonId("anna"), "Anna", Person.Role.OWNER)),
            List.of(lamp, bare),
            List.of(new DriverInstance("v", "virtual", Map.of("homes", "1"), false)));
    try (SqliteStore store = new SqliteStore(folder)) {
      assertThat(store.load()).isEqualTo(Memory.EMPTY);
      store.saveHome(memory.header(), memory.floors(), memory.areas(), memory.people());
      store.saveDevices(List.of(lamp));
      store.saveDevices(List.of(bare, lamp));
      store.saveDevices(List.of(new KnownDevice(lamp.device().called("x", List.of()), true), lamp));
      store.saveDriver(new DriverInstance("v", "other", Map.of(), true));
      store.saveDriver(memory.drivers().getFirst());
    }
    try (SqliteStore store = new SqliteStore(folder)) {
      assertThat(store.load()).isEqualTo(memory);
      store.removeDevices(List.of(LAMP, new DeviceId("never was")));
      store.removeDriver("v");
      store.saveHome(memory.header(), List.of(), List.of(), List.of());
      assertThat(store.load())
          .isEqualTo(
              new Memory(
                  memory.header(), List.of(), List.of(), List.of(), List.of(bare), List.of()));
    }
  }

  @Test
  void entriesOfAllKindsComeBackAsTheyWereNewestFirst() {
    List<JournalEntry> entries = everyKind();
    List<JournalRow> written = new ArrayList<>();
    try (SqliteStore store = new SqliteStore(folder)) {
      for (JournalEntry entry : entries) {
        written.addFirst(new JournalRow(store.append(entry).toCompletableFuture().join(), entry));
      }
    }
    try (SqliteStore store = new SqliteStore(folder)) {
      assertThat(store.find(JournalQuery.newest(100))).isEqualTo(written);
    }
  }

  static List<JournalEntry> everyKind() {
    return List.of(
        new Changed(NOON, LAMP, Vocabulary.ON_OFF, null, Value.of(true), null),
        new Changed(NOON, LAMP, Vocabulary.ON_OFF, Value.of(true), Value.of(false), "wish-1"),
        new Changed(NOON, LAMP, Vocabulary.LEVEL, Value.of(0), Value.of(1), null),
        new Changed(NOON, LAMP, Vocabulary.TEMPERATURE, Value.of(-0.0), Value.of(21.53), null),
        new Changed(NOON, LAMP, Vocabulary.TEMPERATURE, Value.of(1.0 / 3), Value.of(-1e300), null),
        new Changed(NOON, LAMP, Vocabulary.COLOR, Value.of("#ff8800"), Value.of(""), null),
        new Asked(
            NOON,
            "wish-1",
            Actor.person(new PersonId("anna"), Person.Role.GUEST, Actor.Channel.SENTENCE),
            "关掉\u0000<script>'\"",
            "kitchen"),
        new Asked(NOON, "wish-2", Actor.automation("night"), "", null),
        new Done(NOON, "wish-1", LAMP, Vocabulary.ON_OFF, Value.of(false), "confirmed", ""),
        new Noted(NOON, "mqtt", "The broker has gone"));
  }
}
