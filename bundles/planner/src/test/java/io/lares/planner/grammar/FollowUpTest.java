package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes on from the sentence before. */
class FollowUpTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn off the lights in the kitchen   | and the living room too        | living_lamp OnOff.onOff=false
          set the reading lamp to 40 %         | and the desk lamp as well      | desk_lamp OnOff.onOff=true, desk_lamp LevelControl.currentLevel=40
          turn on the reading lamp             | a bit brighter                 | living_lamp LevelControl.currentLevel=60
          turn on the reading lamp             | make it red                    | living_lamp ColorControl.color=#ff0000
          set the tv volume to 20              | louder                         | tv Media.volume=50
          lock the front door                  | turn off the coffee maker      | coffee OnOff.onOff=false
          open the left curtain                | no, the other one              | curtain_r WindowCovering.position=100
          turn off the bedroom lamp            | no, I meant the reading lamp   | living_lamp OnOff.onOff=false
          turn off the bedroom lamp            | turn it back on                | bedroom_lamp OnOff.onOff=true
          """)
  void aWishGoesOn(String first, String then, String commands) {
    Said said = Said.to(Homes.house()).after(first).say(then);

    assertThat(said.commands()).as(then).containsExactly(commands.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          关掉客厅的灯           | 厨房的也关掉 | kitchen_light OnOff.onOff=false
          关掉客厅的灯           | 还有卧室     | bed_lamp OnOff.onOff=false
          把床头灯调到20%        | 再亮一点     | bed_lamp LevelControl.currentLevel=60
          拉开卧室窗帘           | 客厅的也是   | living_curtain WindowCovering.position=100
          """)
  void aWishGoesOnInChinese(String first, String then, String commands) {
    Said said = Said.to(Homes.chinese()).after(first).say(then);

    assertThat(said.commands()).as(then).containsExactly(commands.split(", "));
  }

  @Test
  void aQuestionGoesOnAsAQuestion() {
    Said said =
        Said.to(Homes.house()).after("are any lights on in the garage").say("and in the bedroom");

    assertThat(said.commands()).isEmpty();
    assertThat(said.answer()).isEqualTo("Yes, Bedroom Lamp is on.");
  }

  @Test
  void withoutASentenceBeforeTheHubAsks() {
    assertThat(Said.to(Homes.house()).say("turn it off").commands()).isEmpty();
    assertThat(Said.to(Homes.house()).say("turn it off").asked()).hasSize(1);
    assertThat(Said.to(Homes.house()).say("and the kitchen too").commands()).isEmpty();
  }
}
