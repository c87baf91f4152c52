package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several wishes that nothing joins, or that leave out what the one before says. */
class RunOnTest {
  private static String done(TestHome home, String text) {
    Said said = Said.to(home).say(text);
    assertThat(said.refused()).as(text).isEmpty();
    return String.join(", ", said.commands());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lights off in exam one fan off in exam two     | e1l OnOff.onOff=false, e2fan OnOff.onOff=false
          lounge tv off kettle on bedside lamp at 10     | ltv OnOff.onOff=false, kik OnOff.onOff=true, bl OnOff.onOff=true, bl LevelControl.currentLevel=10
          kennel heating to 21 and the speaker a touch quieter | kth Thermostat.targetTemperature=21, kspk Media.volume=10
          feeder to slow with a portion of 4             | kfeed Feeder.mode=slow, kfeed Feeder.portion=4
          """)
  void english(String text, String commands) {
    assertThat(done(Homes.VET, text)).isEqualTo(commands);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          关投影仪拉上纱帘床头台灯调到百分之十     | ltv OnOff.onOff=false, lcur WindowCovering.position=0, m1 LevelControl.currentLevel=10
          浴霸和循环扇都开开，热水器调五十度       | ba1 OnOff.onOff=true, mfan OnOff.onOff=true, bwh Thermostat.targetTemperature=50
          大堂空调制冷二十四度风速最大             | dac Thermostat.mode=cool, dac Thermostat.targetTemperature=24, dac OnOff.onOff=true, dac Fan.mode=high
          """)
  void chinese(String text, String commands) {
    assertThat(done(Homes.CAFE, text)).isEqualTo(commands);
  }

  @Test
  void moreOfWhatWasNamedIsNotWhatComesThen() {
    assertThat(done(Homes.KILN, "喇叭小聲一點，工作檯燈再亮一些"))
        .isEqualTo("wspk Media.volume=40, w2 LevelControl.currentLevel=90");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          keep the surgical light, everything else in the theatre off | thc OnOff.onOff=false, thac OnOff.onOff=false, thpur OnOff.onOff=false
          """)
  void whatStaysIsNotOfTheRest(String text, String commands) {
    assertThat(done(Homes.VET, text)).isEqualTo(commands);
  }

  @Test
  void whereAllOfAPlaceStaysTheRestIsElsewhere() {
    assertThat(Said.to(Homes.CAFE).say("猫房的灯留着，其他的灯通通关掉").commands())
        .doesNotContain("c1 OnOff.onOff=false")
        .contains("d1 OnOff.onOff=false", "m1 OnOff.onOff=false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          theatre purifier to medium | Theatre Purifier can only be low, high or auto
          """)
  void aLevelThatAChoiceLacksIsRefusedWithThoseThatItHas(String text, String why) {
    Said said = Said.to(Homes.VET).say(text);

    assertThat(said.commands()).isEmpty();
    assertThat(said.refused()).containsExactly(why);
  }

  @Test
  void aHeatingIsSwitchedOnToHeat() {
    assertThat(done(Homes.CAFE, "打开地暖")).isEqualTo("lfl Thermostat.mode=heat");
  }

  @Test
  void anAirConditionerIsNoFloorHeating() {
    Said said = Said.to(Homes.KILN).say("打開地暖");

    assertThat(said.commands()).isEmpty();
    assertThat(said.refused()).hasSize(1);
  }
}
