package io.lares.driver.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RoomModelsTest {
  private static final AttributeId RUNNING = AttributeId.parse("Thermostat.runningState");
  private static final AttributeId POWER = AttributeId.parse("Sensor.power");

  private final Random chance = new Random(1);
  private final Room room = new Room();

  private void live(Model model, States states, int seconds) {
    for (int i = 0; i < seconds; i++) {
      room.pass(1);
      model.pass(states, 1, chance);
    }
  }

  @Test
  void aHeaterWarmsItsRoomToTheTarget() {
    States states =
        Homes.states("{\"Thermostat.targetTemperature\": 22, \"Thermostat.localTemperature\": 19}");
    live(new ClimateModel(room), states, 1200);
    assertThat(states.number(Vocabulary.LOCAL_TEMPERATURE, 0)).isBetween(21.5, 22.5);
    assertThat(room.warmth()).isBetween(2.5, 3.5);
  }

  @Test
  void aThermostatInFahrenheitReachesItsTargetInFahrenheit() {
    States states =
        Homes.states(
            "Thermostat",
            "{\"Thermostat.targetTemperature\": 72, \"Thermostat.localTemperature\": 66}",
            """
            {"Thermostat.targetTemperature": {"unit": "°F", "min": 40, "max": 90},
             "Thermostat.localTemperature": {"unit": "°F", "readOnly": true}}
            """);
    live(new ClimateModel(room), states, 1200);
    assertThat(states.number(Vocabulary.LOCAL_TEMPERATURE, 0)).isBetween(71.0, 73.0);
  }

  @Test
  void anAirConditionerCoolsDriesOrOnlyBlows() {
    String state =
        """
        {"OnOff.onOff": true, "Thermostat.mode": "%s", "Thermostat.targetTemperature": 20,
         "Thermostat.localTemperature": 28, "Thermostat.runningState": "idle"}
        """;
    States drying = Homes.states(state.formatted("dry"));
    live(new ClimateModel(room), drying, 300);
    assertThat(drying.is(RUNNING, "drying")).isTrue();
    assertThat(room.moisture()).isBetween(-6.0, -4.0);
    assertThat(room.warmth()).isBetween(-1.0, 0.0);
    States blowing = Homes.states(state.formatted("fanOnly"));
    live(new ClimateModel(room), blowing, 1);
    assertThat(blowing.is(RUNNING, "fan")).isTrue();
    States cooling = Homes.states(state.formatted("cool"));
    live(new ClimateModel(room), cooling, 300);
    assertThat(cooling.is(RUNNING, "cooling")).isTrue();
    assertThat(room.warmth()).isLessThan(-2);
  }

  @Test
  void aHumidifierDampensTheRoomAndItsOtherSensors() {
    States humidifier =
        Homes.states("{\"OnOff.onOff\": true, \"Humidity.target\": 55, \"Sensor.humidity\": 45}");
    live(new HumidityModel(room, 45, false), humidifier, 900);
    assertThat(humidifier.number(Vocabulary.HUMIDITY, 0)).isBetween(54.0, 55.0);
    States sensor = Homes.states("{\"Sensor.humidity\": 45}");
    Homes.pass(new DriftModel(Vocabulary.HUMIDITY, 45, 0.5, 0, room::moisture), sensor, 5000);
    assertThat(sensor.number(Vocabulary.HUMIDITY, 0)).isBetween(50.0, 60.0);
  }

  @Test
  void aDehumidifierOnlyEverDries() {
    String state = "{\"OnOff.onOff\": true, \"Humidity.target\": %d, \"Sensor.humidity\": 50}";
    live(new HumidityModel(room, 50, true), Homes.states(state.formatted(60)), 300);
    assertThat(room.moisture()).isZero();
    live(new HumidityModel(room, 50, true), Homes.states(state.formatted(40)), 900);
    assertThat(room.moisture()).isBetween(-10.5, -9.0);
  }

  @Test
  void aPlugDrawsPowerWhileItIsOn() {
    AttributeId energy = AttributeId.parse("Sensor.energy");
    States states =
        Homes.states("{\"OnOff.onOff\": false, \"Sensor.power\": 0, \"Sensor.energy\": 10}");
    Model model = new PowerModel(1000);
    live(model, states, 60);
    assertThat(states.number(energy, 0)).isEqualTo(10);
    model.command(states, Vocabulary.ON_OFF, Value.of(true));
    states.obey(Vocabulary.ON_OFF, Value.of(true));
    assertThat(states.number(POWER, 0)).isEqualTo(1000);
    live(model, states, 3600);
    assertThat(states.number(energy, 0)).isBetween(10.9, 11.1);
    assertThat(states.number(POWER, 0)).isBetween(800.0, 1200.0);
    model.command(states, Vocabulary.ON_OFF, Value.of(false));
    assertThat(states.number(POWER, -1)).isZero();
  }

  @Test
  void aBatteryRunsDownAndIsReplaced() {
    States states = Homes.states("{\"Sensor.battery\": 60}");
    Model model = new BatteryModel();
    model.pass(states, 80 * 3600, chance);
    assertThat(states.number(Vocabulary.BATTERY, 0)).isEqualTo(50);
    model.pass(states, 48 * 8 * 3600, chance);
    assertThat(states.number(Vocabulary.BATTERY, 0)).isEqualTo(100);
  }

  @Test
  void peopleComeAndGo() {
    States states = Homes.states("{\"Occupancy.occupied\": false}");
    Model model = new OccupancyModel();
    int there = 0;
    for (int i = 0; i < 100_000; i++) {
      model.pass(states, 1, chance);
      there += states.on(Vocabulary.OCCUPIED) ? 1 : 0;
    }
    assertThat(there).isBetween(15_000, 40_000);
  }

  @Test
  void theSunLightsAndWarmsTheDay() {
    AtomicReference<Double> hour = new AtomicReference<>(15.0);
    States states = Homes.states("{\"Sensor.temperature\": 10, \"Sensor.illuminance\": 0}");
    Model model = new DaylightModel(hour::get, 10, 20_000);
    live(model, states, 2000);
    assertThat(states.number(Vocabulary.TEMPERATURE, 0)).isEqualTo(14);
    assertThat(states.number(DaylightModel.ILLUMINANCE, 0)).isGreaterThan(3_000);
    hour.set(3.0);
    live(model, states, 2000);
    assertThat(states.number(Vocabulary.TEMPERATURE, 0)).isEqualTo(6);
    assertThat(states.number(DaylightModel.ILLUMINANCE, -1)).isZero();
  }

  @Test
  void aFlakyDeviceIsAwayNowAndThen() {
    States states = Homes.states("{\"OnOff.onOff\": true}");
    Model model = new FlakyModel();
    int away = 0;
    for (int i = 0; i < 100_000; i++) {
      model.pass(states, 1, chance);
      away += states.reachable() ? 0 : 1;
    }
    assertThat(away).isBetween(1_000, 8_000);
  }

  @Test
  void aMeasurementWandersAroundItsHomeInTheDigitsOfItsSensor() {
    States states = Homes.states("{\"Sensor.temperature\": 21.3}");
    Model model = new DriftModel(Vocabulary.TEMPERATURE, 21.3, 0.1, 1, () -> 0);
    for (int i = 0; i < 20_000; i++) {
      model.pass(states, 1, chance);
      double shown = states.number(Vocabulary.TEMPERATURE, 0);
      assertThat(Double.toString(shown)).matches("\\d+\\.\\d");
      assertThat(shown).isBetween(19.0, 24.0);
    }
    assertThat(states.drain()).containsKey(Vocabulary.TEMPERATURE);
  }

  @Test
  void theSameSeedRepeatsTheSameDay() {
    assertThat(day(7)).isEqualTo(day(7)).isNotEqualTo(day(8));
  }

  private static List<Value> day(long seed) {
    String json =
        """
        [{"id": "x", "type": "AirQualitySensor", "state": {"Sensor.temperature": 20,
          "Sensor.humidity": 50, "Sensor.co2": 600, "Sensor.pm25": 20, "Sensor.pressure": 1013}}]
        """;
    Blueprint device = new BlueprintReader().devices(json).getFirst();
    States states = new States(device);
    List<Model> models = new Models(Set.of(), () -> 12).of(device, states);
    Random chance = new Random(seed);
    List<Value> seen = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      models.forEach(model -> model.pass(states, 1, chance));
      seen.addAll(states.drain().values());
    }
    return seen;
  }
}
