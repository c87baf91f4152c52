package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several wishes in one sentence: what they share, what they leave out, what is left alone. */
class ManyWishesTest {
  private static List<String> english(String text) {
    return Said.to(Homes.house()).say(text).commands();
  }

  private static List<String> chinese(String text) {
    return Said.to(Homes.chinese()).say(text).commands();
  }

  private static String[] split(String commands) {
    return commands.split(", ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          speaker off and blind down in the bedroom        | bedroom_speaker OnOff.onOff=false, bedroom_blind WindowCovering.position=0
          desk lamp on and its blind down                  | desk_lamp OnOff.onOff=true, study_blind WindowCovering.position=0
          dim the desk lamp to 15 and close the blind there | desk_lamp OnOff.onOff=true, desk_lamp LevelControl.currentLevel=15, study_blind WindowCovering.position=0
          reading lamp to blue and the bedroom blind closed | living_lamp ColorControl.color=#0000ff, bedroom_blind WindowCovering.position=0
          nudge the reading lamp to 20                     | living_lamp LevelControl.currentLevel=20
          would you mind switching off the reading lamp    | living_lamp OnOff.onOff=false
          I'm awake, open the bedroom blind                | bedroom_blind WindowCovering.position=100
          turn on the second light in the kitchen          | kitchen_counter OnOff.onOff=true
          double the volume of the tv                      | tv Media.volume=80
          heat the living room to 21 and the bedroom to 19 | thermo_living Thermostat.targetTemperature=21, thermo_bed Thermostat.targetTemperature=19
          turn the reading lamp of                         | living_lamp OnOff.onOff=false
          set the reading lamp two 30 percent              | living_lamp LevelControl.currentLevel=30
          """)
  void whatOneWishLeavesOutTheOtherSays(String text, String commands) {
    assertThat(english(text)).containsExactly(split(commands));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn off all lights and leave the kitchen ceiling on    | living_lamp, garage_light, bedroom_lamp
          don't touch the kitchen, but switch off the other lights | living_lamp, garage_light, bedroom_lamp
          all the lights off, only keep the garage                | kitchen_ceiling, living_lamp, bedroom_lamp
          turn all lights off but the one in the bedroom          | kitchen_ceiling, living_lamp, garage_light
          """)
  void whatIsToStayIsLeftAlone(String text, String switched) {
    assertThat(english(text))
        .as(text)
        .allMatch(command -> command.endsWith("OnOff.onOff=false"))
        .extracting(command -> command.substring(0, command.indexOf(' ')))
        .containsExactlyInAnyOrder(split(switched));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          把灯都关了，床头灯别动       | living_main, kitchen_light
          关掉所有的灯，厨房的留着     | living_main, bed_lamp
          把卧室以外的灯都关了         | living_main, kitchen_light
          客厅不要动，其他的灯都关掉   | kitchen_light, bed_lamp
          """)
  void whatIsToStayIsLeftAloneInChinese(String text, String switched) {
    assertThat(chinese(text))
        .as(text)
        .allMatch(command -> command.endsWith("OnOff.onOff=false"))
        .extracting(command -> command.substring(0, command.indexOf(' ')))
        .containsExactlyInAnyOrder(split(switched));
  }

  @ParameterizedTest
  @CsvSource({"don't touch the reading lamp", "别关客厅主灯", "厨房灯不要动"})
  void whatIsOnlyToStayChangesNothing(String text) {
    assertThat(english(text)).isEmpty();
    assertThat(chinese(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          把客听主灯关掉       | living_main OnOff.onOff=false
          打开床投灯           | bed_lamp OnOff.onOff=true
          打开卧室的床头登     | bed_lamp OnOff.onOff=true
          取消电视静音         | tv Media.muted=false
          电视音量减半         | tv Media.volume=20
          """)
  void whatWasHeardWrongIsFoundByItsSound(String text, String commands) {
    assertThat(chinese(text)).containsExactly(split(commands));
  }

  @ParameterizedTest
  @CsvSource({
    "open the lid of the reading lamp",
    "把天窗关上",
    "turn on the tv in the garage",
    "mop the kitchen with the steam robot"
  })
  void whatDoesNotExistIsNotTakenForSomethingElse(String text) {
    assertThat(english(text)).isEmpty();
    assertThat(chinese(text)).isEmpty();
  }
}
