package io.lares.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.DriverException;
import io.lares.driver.Secrets;
import io.lares.driver.tck.TestHost;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Place;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What phones and vehicles tell, and what the home sees of it. */
class WhereaboutsTest {
  private static final Place HOME = new Place(52.5, 13.4);
  private static final String PHONE = "owntracks/anna/phone";

  private static TestHost opened(Driver driver) throws DriverException {
    TestHost host = new TestHost(driver.manifest());
    host.live(HOME);
    host.open(driver, Map.of());
    return host;
  }

  private static @Nullable Value shown(TestHost host, String device, AttributeId attribute) {
    host.settle();
    return host.seen().reversed().stream()
        .filter(seen -> seen.device().equals(device) && seen.attribute().equals(attribute))
        .findFirst()
        .map(TestHost.Seen::value)
        .orElse(null);
  }

  /** A fix so many kilometres north of home, so many seconds ago. */
  private static String fix(double kilometres, long ago, String more) {
    return String.format(
        Locale.ROOT,
        "{\"_type\":\"location\",\"lat\":%f,\"lon\":13.4,\"acc\":12,\"tst\":%d%s}",
        52.5 + kilometres / 111.195,
        Instant.now().getEpochSecond() - ago,
        more);
  }

  @Test
  void aPhoneTellsWhetherItsOwnerIsAtHomeAndHowFarAway() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      host.broker().send(PHONE, fix(0.05, 60, ",\"batt\":81"), true);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("home"));
      assertThat(shown(host, "anna/phone", Vocabulary.BATTERY)).isEqualTo(Value.of(81));
      assertThat(host.devices().get("anna/phone").name()).isEqualTo("Anna");
      assertThat(host.devices().get("anna/phone").type()).isEqualTo(DeviceType.PERSON);
      host.broker().send(PHONE, fix(12.3, 0, ""), true);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("not_home"));
      assertThat(shown(host, "anna/phone", Vocabulary.DISTANCE)).isEqualTo(Value.of(12));
    }
  }

  @Test
  void theWayHomeIsSeenAsItGoes() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      for (int i = 0; i <= 10; i++) {
        host.broker().send(PHONE, fix(20 - 0.6 * i, 600 - 60L * i, ""), true);
      }
      assertThat(shown(host, "anna/phone", Vocabulary.HOMEWARD)).isEqualTo(Value.of(true));
      assertThat(shown(host, "anna/phone", Vocabulary.TRAVEL_TIME))
          .isInstanceOfSatisfying(
              Value.Num.class, minutes -> assertThat(minutes.value()).isBetween(12.0, 40.0));
      host.broker().send(PHONE, fix(0.01, 0, ""), true);
      assertThat(shown(host, "anna/phone", Vocabulary.HOMEWARD)).isEqualTo(Value.of(false));
      assertThat(shown(host, "anna/phone", Vocabulary.TRAVEL_TIME)).isEqualTo(Value.of(0));
    }
  }

  @Test
  void howFastTheWayHomeGoesIsKnownAfterARestart() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      // 20 km at 30 km/h, on five days.
      for (int day = 5; day > 0; day--) {
        Instant then = Instant.now().minusSeconds(86_400L * day);
        Whereabouts way = new Whereabouts(host, "anna/phone", 150, new Paces(host));
        for (int i = 0; i <= 80; i++) {
          Place there = new Place(52.5 + (20 - 0.25 * i) / 111.195, 13.4);
          Instant at = then.plusSeconds(30L * i);
          way.at(new Fix(there, 10, at), List.of(), at);
        }
      }
      Approach fresh = new Approach();
      Approach again = new Approach(new Paces(host).of("anna/phone"));
      assertThat(again.from(20_000).toMinutes()).isBetween(33L, 45L);
      assertThat(fresh.from(20_000)).isLessThan(again.from(20_000).minusMinutes(5));
      assertThat(new Paces(host).of("ben/phone")).isNull();
    }
  }

  @Test
  void whatIsKeptOfWaysIsBoundedAndCheckedBeforeItIsBelieved() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      host.secrets()
          .put(Paces.NAME, "anna/phone\t1\t2\nben/phone\tx\nmallory\t0\t0\t0\t0\t0\t1e9\n");
      Paces paces = new Paces(host);
      assertThat(paces.of("anna/phone")).isNull();
      assertThat(paces.of("mallory")).isNull();
      double[] pace = new Approach().paces();
      for (int i = 0; i < 300; i++) {
        paces.keep("a phone with quite a long name, number " + i, pace);
      }
      assertThat(host.secrets().get(Paces.NAME).orElseThrow().length())
          .isLessThanOrEqualTo(Secrets.LONGEST);
      Paces again = new Paces(host);
      assertThat(again.of("a phone with quite a long name, number 299")).containsExactly(pace);
      assertThat(again.of("a phone with quite a long name, number 3")).isNull();
    }
  }

  @Test
  void whereSomebodyIsExactlyStaysInTheDriver() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      host.broker().send(PHONE, fix(3, 0, ""), true);
      host.settle();
      assertThat(host.seen())
          .extracting(TestHost.Seen::attribute)
          .doesNotContain(Vocabulary.LATITUDE, Vocabulary.LONGITUDE);
    }
  }

  @Test
  void oldNewsComeTooLate() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      host.broker().send(PHONE, fix(5, 0, ""), true);
      host.broker().send(PHONE, fix(0, 300, ""), true);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("not_home"));
    }
  }

  @Test
  void aPoorFixDoesNotSendAnybodyAway() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      host.broker().send(PHONE, fix(0.02, 60, ""), true);
      host.broker().send(PHONE, fix(0.9, 0, "").replace(":12,", ":1500,"), true);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("home"));
    }
  }

  @Test
  void namedPlacesAreWhereSomebodyIs() throws Exception {
    try (TestHost host = opened(new OwnTracksDriver())) {
      host.broker().send(PHONE, fix(8, 30, ",\"inregions\":[\"Office\"]"), true);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("Office"));
      // A waypoint around the home is the home, whatever it is called.
      host.broker()
          .send(
              PHONE + "/waypoint",
              "{\"_type\":\"waypoint\",\"desc\":\"Nest\",\"lat\":52.5,\"lon\":13.4,\"rad\":80}",
              true);
      host.broker()
          .send(
              PHONE + "/event",
              "{\"_type\":\"transition\",\"event\":\"enter\",\"desc\":\"Nest\"}",
              false);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("home"));
      host.broker()
          .send(
              PHONE + "/event",
              "{\"_type\":\"transition\",\"event\":\"leave\",\"desc\":\"Nest\"}",
              false);
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isEqualTo(Value.of("not_home"));
    }
  }

  @Test
  void whereTheHomeIsMayBeSaidLater() throws Exception {
    Driver driver = new OwnTracksDriver();
    try (TestHost host = new TestHost(driver.manifest())) {
      host.open(driver, Map.of());
      host.broker().send(PHONE, fix(0.01, 0, ""), true);
      host.settle();
      assertThat(shown(host, "anna/phone", Vocabulary.LOCATION)).isNull();
      host.live(HOME);
      await()
          .untilAsserted(() ->
              assertThat(shown(host, "anna/phone", Vocabulary.LOCATION))
                  .isEqualTo(Value.of("home")));
    }
  }

  @Test
  void aVehicleShowsWhatItsSignalsSayHoweverTheyArePublished() throws Exception {
    try (TestHost host = opened(new VehicleDriver())) {
      var broker = host.broker();
      broker.send("vss/kona/Vehicle/VehicleIdentification/Brand", "\"Hyundai\"", false);
      broker.send("vss/kona/Vehicle/VehicleIdentification/Model", "Kona", false);
      broker.send(
          "vss/kona/Vehicle.Powertrain.TractionBattery.StateOfCharge.Current", "63.4", false);
      broker.send("vss/kona/Vehicle/Powertrain/TractionBattery/Range", "{\"value\":214000}", false);
      broker.send(
          "vss/kona",
          "{\"path\":\"Vehicle.Cabin.Door.Row1.DriverSide.IsLocked\",\"dp\":{\"value\":true,\"ts\":\"2026-05-04T17:00:00Z\"}}",
          false);
      broker.send(
          "vss/kona",
          "{\"Vehicle.Cabin.Door.Row1.PassengerSide.IsLocked\":false,"
              + "\"Vehicle.Cabin.Door.Row1.PassengerSide.IsOpen\":true,"
              + "\"Vehicle.CurrentLocation.Latitude\":52.6,"
              + "\"Vehicle.CurrentLocation.Longitude\":13.4,"
              + "\"Vehicle.Cabin.Sunroof.Position\":30}",
          false);
      await()
          .untilAsserted(
              () -> assertThat(shown(host, "kona", Vocabulary.DISTANCE)).isEqualTo(Value.of(11)));
      assertThat(host.devices().get("kona").name()).isEqualTo("Hyundai Kona");
      assertThat(host.devices().get("kona").type()).isEqualTo(DeviceType.VEHICLE);
      assertThat(shown(host, "kona", AttributeId.parse("Vehicle.charge"))).isEqualTo(Value.of(63));
      assertThat(shown(host, "kona", AttributeId.parse("Vehicle.range"))).isEqualTo(Value.of(214));
      assertThat(shown(host, "kona", AttributeId.parse("Vehicle.doorsOpen")))
          .isEqualTo(Value.of(true));
      assertThat(shown(host, "kona", AttributeId.parse("Vehicle.cabinSunroofPosition")))
          .isEqualTo(Value.of(30));
      assertThat(shown(host, "kona", Vocabulary.LOCK_STATE)).isEqualTo(Value.of("unlocked"));
      assertThat(shown(host, "kona", Vocabulary.LATITUDE)).isEqualTo(Value.of(52.6));
      assertThat(shown(host, "kona", Vocabulary.LOCATION)).isEqualTo(Value.of("not_home"));
    }
  }

  @Test
  void aVehicleIsLockedDoorByDoorAndItsClimateIsSet() throws Exception {
    try (TestHost host = opened(new VehicleDriver())) {
      host.broker().send("vss/kona/Vehicle/Cabin/Door/Row1/DriverSide/IsLocked", "false", false);
      host.broker().send("vss/kona/Vehicle/Cabin/Door/Row2/DriverSide/IsLocked", "true", false);
      host.broker().send("vss/kona/Vehicle/Cabin/HVAC/IsAirConditioningActive", "false", false);
      await().until(() -> host.devices().containsKey("kona"));
      assertThat(
              host.command(
                      new DeviceCommand("kona", Vocabulary.LOCK_STATE, Value.of("locked"), null))
                  .wasAccepted())
          .isTrue();
      assertThat(
              host.command(
                      new DeviceCommand(
                          "kona", AttributeId.parse("Vehicle.climate"), Value.of(true), null))
                  .wasAccepted())
          .isTrue();
      assertThat(host.broker().published())
          .extracting(message -> message.topic() + " " + message.text())
          .containsExactlyInAnyOrder(
              "vss/kona/Vehicle/Cabin/Door/Row1/DriverSide/IsLocked/set true",
              "vss/kona/Vehicle/Cabin/Door/Row2/DriverSide/IsLocked/set true",
              "vss/kona/Vehicle/Cabin/HVAC/IsAirConditioningActive/set true");
    }
  }

  @Test
  void whatStrangersSendIsBounded() throws Exception {
    for (Driver driver : new Driver[] {new OwnTracksDriver(), new VehicleDriver()}) {
      try (TestHost host = opened(driver)) {
        Random random = new Random(11);
        String[] junk = {
          "[".repeat(5_000),
          "{\"_type\":\"location\",\"lat\":1e999,\"lon\":13}",
          "{\"_type\":\"location\",\"lat\":91,\"lon\":13}",
          "{\"_type\":\"location\",\"lat\":\"52\",\"lon\":13}",
          "{\"_type\":\"location\",\"lat\":52,\"lon\":13,\"tst\":-1,\"acc\":-5,\"batt\":900}",
          "{\"_type\":\"waypoints\",\"waypoints\":[" + "{},".repeat(3_000) + "{}]}",
          "{\"_type\":\"waypoints\",\"waypoints\":{\"a\":[1]}}",
          "\"" + "x".repeat(40_000) + "\"",
          "{\"Vehicle." + "a.".repeat(2_000) + "b\":1}",
          "{\"Vehicle.Speed\":{\"value\":[1]}}",
          "NaN",
          "null",
        };
        for (int i = 0; i < 3_000; i++) {
          byte[] bytes = junk[i % junk.length].getBytes(StandardCharsets.UTF_8);
          if (i >= junk.length) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
          String name = "stranger" + i % 700;
          host.broker().send("owntracks/" + name + "/" + i % 3, bytes, false);
          host.broker().send("vss/" + name + "/Vehicle/Signal" + i, bytes, false);
          host.broker().send("vss/" + name, bytes, false);
        }
        host.settle();
        assertThat(host.violations()).isEmpty();
        assertThat(host.devices()).hasSizeLessThanOrEqualTo(100);
      }
    }
  }
}
