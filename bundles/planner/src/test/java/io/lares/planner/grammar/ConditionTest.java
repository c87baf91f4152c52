package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.Condition;
import io.lares.planner.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "If": the plan holds the condition, and whether it holds now is what the tests look at. */
class ConditionTest {
  private static Step.When when(TestHome home, String text) {
    Said said = Said.to(home).say(text);
    assertThat(said.plan().steps()).as(text).singleElement().isInstanceOf(Step.When.class);
    return (Step.When) said.plan().steps().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if the bedroom is colder than 18 degrees turn on the bedroom lamp      | true
          turn off the tv if the front door is unlocked                          | false
          if the front door is not locked, lock it                               | false
          if nobody is home, turn off everything                                 | false
          if Ann is home and the garage light is on turn off the garage light    | true
          if any window is open, switch off the bedroom fan                      | true
          if the bedroom is below 18 degrees and the bedroom lamp is on, turn it off | true
          unless the front door is locked turn on the hallway light              | false
          if the tv is off or the front door is unlocked lock the front door     | false
          should the coffee maker be on                                          |
          """)
  void english(String text, Boolean holds) {
    TestHome home = Homes.house();
    if (holds == null) {
      assertThat(Said.to(home).say(text).commands()).isEmpty();
      return;
    }
    assertThat(when(home, text).condition().holds(home)).as(text).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          如果客厅温度高于二十六度就打开客厅空调     | true
          要是大門沒鎖，就把大門鎖上                 | false
          小明在家的话就打开客厅主灯                 | true
          如果厨房灯开着就关掉它                     | true
          """)
  void chinese(String text, boolean holds) {
    TestHome home = Homes.chinese();
    assertThat(when(home, text).condition().holds(home)).as(text).isEqualTo(holds);
  }

  private static final String HALL =
      """
      {"name": "Hall", "devices": [
        {"id": "bolt", "name": "Front Door", "aliases": ["前门"], "type": "DoorLock",
         "state": {"DoorLock.lockState": "unlocked"}},
        {"id": "contact", "name": "Front Door Contact", "type": "ContactSensor",
         "state": {"Contact.open": false}},
        {"id": "damp", "name": "Bathroom Humidity", "aliases": ["浴室湿度计"], "type": "HumiditySensor",
         "state": {"Sensor.humidity": 65, "Sensor.temperature": 22}},
        {"id": "lamp", "name": "Hall Light", "aliases": ["走廊灯"], "type": "OnOffLight",
         "state": {"OnOff.onOff": false}}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if the front door is open turn on the hall light              | contact | false
          if the front door is unlocked turn on the hall light          | bolt    | true
          如果前门开着就打开走廊灯                                        | contact | false
          if the bathroom humidity is above 60 turn on the hall light   | damp    | true
          if the bathroom humidity is above 60 % turn on the hall light | damp    | true
          如果浴室湿度计高于70就打开走廊灯                                 | damp    | false
          """)
  void whatKnowsItBestIsAsked(String text, String device, boolean holds) {
    TestHome home = TestHome.of(HALL);
    Condition condition = when(home, text).condition();
    assertThat(condition)
        .isInstanceOfSatisfying(
            Condition.Is.class, is -> assertThat(is.device().value()).isEqualTo(device));
    assertThat(condition.holds(home)).isEqualTo(holds);
  }

  @Test
  void otherwiseIsTheOtherBranch() {
    TestHome home = Homes.house();
    Step.When when =
        when(home, "if the front door is locked turn off the tv, otherwise lock the front door");

    assertThat(when.then()).singleElement().isInstanceOf(Step.Act.class);
    assertThat(when.otherwise()).singleElement().isInstanceOf(Step.Act.class);
    assertThat(when.words()).startsWith("if the front door");
  }

  @Test
  void aConditionThatTheHomeCannotTellIsRefusedAsAWhole() {
    Said said = Said.to(Homes.house()).say("if it is my birthday turn on all the lights");

    assertThat(said.commands()).isEmpty();
    assertThat(said.refused()).hasSize(1);
  }

  @Test
  void whateverIsWantedAgainAndAgainIsKeptOrRefusedAsAWhole() {
    for (String text :
        new String[] {
          "when the front door opens turn on the hallway light",
          "every evening close the curtains and lock the front door",
          "whenever the bedroom is too warm turn on the bedroom fan"
        }) {
      assertThat(Said.to(Homes.house()).say(text).plan().steps())
          .as(text)
          .singleElement()
          .isInstanceOf(Step.SaveAutomation.class);
    }
  }
}
