package io.lares.driver.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MovingModelsTest {
  private final Random chance = new Random(1);

  @Test
  void aBlindTakesItsTimeAndTellsItsMotion() {
    States states =
        Homes.states("{\"WindowCovering.position\": 0, \"WindowCovering.motion\": \"stopped\"}");
    Model model = new TravelModel(Vocabulary.COVERING_POSITION, Vocabulary.COVERING_MOTION, 10);
    model.command(states, Vocabulary.COVERING_POSITION, Value.of(100));
    model.pass(states, 3, chance);
    assertThat(states.number(Vocabulary.COVERING_POSITION, -1)).isEqualTo(30);
    assertThat(states.is(Vocabulary.COVERING_MOTION, "opening")).isTrue();
    model.command(states, Vocabulary.COVERING_MOTION, Value.of("stopped"));
    model.pass(states, 3, chance);
    assertThat(states.number(Vocabulary.COVERING_POSITION, -1)).isEqualTo(30);
    assertThat(states.is(Vocabulary.COVERING_MOTION, "stopped")).isTrue();
  }

  @Test
  void aValveTakesItsTime() {
    States states = Homes.states("{\"Valve.position\": 0}");
    Model model = new TravelModel(Vocabulary.VALVE_POSITION, AttributeId.parse("Valve.motion"), 5);
    assertThat(model.command(states, Vocabulary.VALVE_POSITION, Value.of(100))).isTrue();
    Homes.pass(model, states, 2);
    assertThat(states.number(Vocabulary.VALVE_POSITION, -1)).isEqualTo(40);
    Homes.pass(model, states, 3);
    assertThat(states.number(Vocabulary.VALVE_POSITION, -1)).isEqualTo(100);
  }

  @Test
  void aLightDimsOverItsTransition() {
    States states = Homes.states("{\"OnOff.onOff\": true, \"LevelControl.currentLevel\": 20}");
    Model model = new LightModel();
    model.command(states, Vocabulary.LEVEL, Value.of(100), 8);
    Homes.pass(model, states, 4);
    assertThat(states.number(Vocabulary.LEVEL, -1)).isEqualTo(60);
    Homes.pass(model, states, 4);
    assertThat(states.number(Vocabulary.LEVEL, -1)).isEqualTo(100);
    model.command(states, Vocabulary.LEVEL, Value.of(0), 0);
    assertThat(states.on(Vocabulary.ON_OFF)).isFalse();
  }

  @Test
  void aBoltThatJamsSaysSoUntilItMoves() {
    States states =
        Homes.states("{\"DoorLock.lockState\": \"locked\", \"DoorLock.problem\": \"none\"}");
    AttributeId problem = AttributeId.parse("DoorLock.problem");
    Model model = new LockModel();
    int jams = 0;
    for (int i = 0; i < 1000; i++) {
      String why = model.refuses(states, Vocabulary.LOCK_STATE, chance);
      jams += why == null ? 0 : 1;
      if (why != null) {
        assertThat(why).contains("jammed");
        assertThat(states.is(problem, "jammed")).isTrue();
      }
    }
    assertThat(jams).isBetween(5, 100);
    model.command(states, Vocabulary.LOCK_STATE, Value.of("unlocked"));
    assertThat(states.is(problem, "none")).isTrue();
  }

  @Test
  void aPersonIsOutForAPartOfTheDayAndHomeAtNight() {
    States states = Homes.states("{\"Person.location\": \"home\"}");
    double[] hour = {0};
    Model model = new WhereaboutsModel(() -> hour[0]);
    int out = 0;
    int outAtNight = 0;
    for (int minute = 0; minute < 30 * 24 * 60; minute++) {
      hour[0] = minute % (24 * 60) / 60.0;
      model.pass(states, 60, chance);
      boolean away = states.is(Vocabulary.LOCATION, "away");
      out += away ? 1 : 0;
      outAtNight += away && (hour[0] < 6 || hour[0] > 22) ? 1 : 0;
    }
    assertThat(out / 60.0 / 30).as("hours a day").isBetween(2.0, 9.0);
    assertThat(outAtNight / 60.0 / 30).as("hours a night").isLessThan(0.2);
  }

  @Test
  void aFansSpeedModeAndSwitchStayInStep() {
    States states =
        Homes.states("{\"OnOff.onOff\": false, \"Fan.percent\": 0, \"Fan.mode\": \"off\"}");
    Model model = new FanModel();
    obey(model, states, Vocabulary.FAN_PERCENT, Value.of(60));
    assertThat(states.is(Vocabulary.FAN_MODE, "medium")).isTrue();
    assertThat(states.on(Vocabulary.ON_OFF)).isTrue();
    obey(model, states, Vocabulary.ON_OFF, Value.of(false));
    assertThat(states.number(Vocabulary.FAN_PERCENT, -1)).isZero();
    assertThat(states.is(Vocabulary.FAN_MODE, "off")).isTrue();
    obey(model, states, Vocabulary.ON_OFF, Value.of(true));
    assertThat(states.number(Vocabulary.FAN_PERCENT, -1)).isEqualTo(60);
    obey(model, states, Vocabulary.FAN_MODE, Value.of("high"));
    assertThat(states.number(Vocabulary.FAN_PERCENT, -1)).isEqualTo(100);
  }

  @Test
  void aVacuumCleansReturnsAndDocks() {
    States states = Homes.states("{\"Vacuum.operation\": \"docked\", \"Sensor.battery\": 90}");
    Model model = new RoundsModel(Vocabulary.VACUUM_OPERATION, "cleaning");
    obey(model, states, Vocabulary.VACUUM_OPERATION, Value.of("cleaning"));
    Homes.pass(model, states, 1199);
    assertThat(states.is(Vocabulary.VACUUM_OPERATION, "cleaning")).isTrue();
    assertThat(states.number(Vocabulary.BATTERY, 0)).isEqualTo(60);
    Homes.pass(model, states, 1);
    assertThat(states.is(Vocabulary.VACUUM_OPERATION, "returning")).isTrue();
    Homes.pass(model, states, 6);
    assertThat(states.is(Vocabulary.VACUUM_OPERATION, "docked")).isTrue();
    Homes.pass(model, states, 1600);
    assertThat(states.number(Vocabulary.BATTERY, 0)).isEqualTo(100);
  }

  @Test
  void aMowerThatIsSentHomeDrivesThereFirst() {
    States states = Homes.states("{\"LawnMower.operation\": \"mowing\"}");
    Model model = new RoundsModel(Vocabulary.MOWER_OPERATION, "mowing");
    assertThat(model.command(states, Vocabulary.MOWER_OPERATION, Value.of("docked"))).isTrue();
    assertThat(states.is(Vocabulary.MOWER_OPERATION, "returning")).isTrue();
    Homes.pass(model, states, 6);
    assertThat(states.is(Vocabulary.MOWER_OPERATION, "docked")).isTrue();
  }

  @Test
  void aPlayerShowsWhatItPlaysAndGoesOn() {
    AttributeId title = AttributeId.parse("Media.title");
    States states = Homes.states("{\"Media.playback\": \"stopped\", \"Media.title\": \"\"}");
    Model model = new MediaModel();
    obey(model, states, Vocabulary.PLAYBACK, Value.of("playing"));
    Value first = states.drain().get(title);
    assertThat(first).isNotNull().isNotEqualTo(Value.of(""));
    Homes.pass(model, states, 210);
    assertThat(states.drain().get(title)).isNotNull().isNotEqualTo(first);
    obey(model, states, Vocabulary.PLAYBACK, Value.of("stopped"));
    assertThat(states.is(title, "")).isTrue();
  }

  private static void obey(Model model, States states, AttributeId attribute, Value value) {
    if (!model.command(states, attribute, value)) {
      states.obey(attribute, value);
    }
  }
}
