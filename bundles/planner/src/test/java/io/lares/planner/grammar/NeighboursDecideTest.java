package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that mean one thing here and another there: what stands around them decides. */
class NeighboursDecideTest {
  /** Two ways of saying the same come to the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shut the kitchen ceiling down                    | shut down the kitchen ceiling
          warm the bedroom to 21                           | set the bedroom thermostat to 21 degrees
          dim the counter strip to 20, I mean 30 percent   | dim the counter strip to 30 percent
          turn on the desk lamp, sorry, the reading lamp   | turn on the reading lamp
          turn on the hallway light, no wait, garage light | turn on the garage light
          send Rosie home                                  | dock Rosie
          turn on the kitchn ceeling                       | turn on the kitchen ceiling
          turn off the 厨房 ceiling, and turn on the tv     | turn on the tv
          should the tv be off, turn on the desk lamp      | if the tv is off, turn on the desk lamp
          is the tv off? if so, turn on the desk lamp      | if the tv is off, turn on the desk lamp
          is the tv on? if not, turn on the desk lamp      | unless the tv is on, turn on the desk lamp
          """)
  void english(String said, String meant) {
    assertThat(Said.to(Homes.house()).say(said).commands())
        .isEqualTo(Said.to(Homes.house()).say(meant).commands())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          打开客厅空条                       | 打开客厅空调
          客厅空调再凉两度                   | 客厅空调调低两度
          厨房灯暗一半                       | 厨房灯减半
          落地灯调到三十，哦不，五十         | 落地灯调到五十
          厨房灯小一点儿                     | 厨房灯小一点
          客厅温度高于十度就打开加湿器       | 如果客厅温度高于十度就打开加湿器
          厨房灯没开就打开落地灯             | 如果厨房灯没开就打开落地灯
          把 TV 打开                         | 打开电视
          開廚房燈，還有落地燈               | 打开厨房灯和落地灯
          """)
  void chinese(String said, String meant) {
    assertThat(Said.to(Homes.chinese()).say(said).commands())
        .isEqualTo(Said.to(Homes.chinese()).say(meant).commands())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn on the desk lamp, actually never mind     |
          everyone is gone home, let's wrap up           |
          don't turn on the tv, just the desk lamp       | study_desk
          """)
  void whatIsTakenBackOrNotMeantIsNotDone(String said, String only) {
    List<String> commands = Said.to(Homes.house()).say(said).commands();

    if (only == null) {
      assertThat(commands).isEmpty();
    } else {
      assertThat(commands).hasSize(1);
      assertThat(commands)
          .isEqualTo(Said.to(Homes.house()).say("turn on the desk lamp").commands());
    }
  }

  @Test
  void ofSeveralThingsWantedOfOneDeviceThatWhichItCanDoIsDone() {
    Said said = Said.to(Homes.house()).say("the hallway light on and red");

    assertThat(said.commands()).singleElement().asString().endsWith("OnOff.onOff=true");
    assertThat(said.refused()).hasSize(1);
  }

  @Test
  void somethingThatHappensMakesARule() {
    assertThat(Said.to(Homes.house()).say("if the front door opens turn on the tv").plan().steps())
        .singleElement()
        .isInstanceOf(Step.SaveAutomation.class);
  }

  @Test
  void aQuestionBehindAnotherGoesOnAboutTheSame() {
    assertThat(Said.to(Homes.house()).say("is the front door locked, and is it open?").answer())
        .contains("Front Door");
  }
}
