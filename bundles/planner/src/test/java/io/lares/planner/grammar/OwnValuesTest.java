package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times, grades and choices of devices that no code knows, said as people say them. */
class OwnValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ultrasonic bath for 8 minutes         | bath Bath.minutes=8
          turn on the UV lamp for 20 minutes    | uv OnOff.onOff=true, uv Disinfection.minutes=20
          blanket warmer a bit hotter           | blank Blanket.heat=42
          make me a strong cappuccino           | coffee Coffee.drink=cappuccino, coffee Coffee.strength=strong
          """)
  void inADentalPractice(String text, String commands) {
    Said said = Said.to(Homes.PRACTICE).say(text);

    assertThat(said.commands()).as(text).containsExactlyInAnyOrder(commands.split(", "));
    assertThat(said.refused()).as(text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          噴釉櫃抽風開到最強    | spray Booth.suction=強
          乾燥箱烘六個小時      | dry Dryer.hours=6
          來杯拿鐵              | cupm Coffee.kind=拿鐵
          """)
  void inAPottersStudio(String text, String commands) {
    Said said = Said.to(Homes.POTTERY).say(text);

    assertThat(said.commands()).as(text).containsExactly(commands);
    assertThat(said.refused()).as(text).isEmpty();
  }

  @Test
  void aRemarkWithAWordOutOfADescriptionSetsNothing() {
    Said said = Said.to(Homes.PRACTICE).in("steri").say("this room is full of germs");

    assertThat(said.commands()).isEmpty();
  }
}
