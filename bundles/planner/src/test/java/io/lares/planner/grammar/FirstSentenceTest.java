package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstSentenceTest {
  @Test
  void everythingButOneAndAnotherWishInOneSentence() {
    Said said =
        Said.to(Homes.house())
            .say(
                "turn off everything in the bedroom except the fan and set the kitchen lights to"
                    + " 40 %");

    assertThat(said.commands())
        .containsExactlyInAnyOrder(
            "bedroom_lamp OnOff.onOff=false",
            "bedroom_speaker OnOff.onOff=false",
            "kitchen_ceiling LevelControl.currentLevel=40",
            "kitchen_counter LevelControl.currentLevel=40",
            "kitchen_counter OnOff.onOff=true");
    assertThat(said.refused()).isEmpty();
  }

  @Test
  void theSameInChinese() {
    Said said = Said.to(Homes.chinese()).say("把卧室除了风扇以外的设备都关掉，然后把厨房的灯调到40%");

    assertThat(said.commands())
        .containsExactlyInAnyOrder(
            "bed_lamp OnOff.onOff=false", "kitchen_light LevelControl.currentLevel=40");
    assertThat(said.refused()).isEmpty();
  }
}
