package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and timers, where what they are about is said in another piece or by its name only. */
class ToldBeforeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          we're out of dog biscuits, stick them on the order list | add order dog biscuits
          syringes have arrived, cross them off                   | complete order syringes
          remind me to ring the lab, put it on the to-do          | add todo ring the lab
          """)
  void lists(String text, String list) {
    Said said = Said.to(Homes.VET).say(text);

    assertThat(said.lists()).as(text).containsExactly(list);
    assertThat(said.refused()).as(text).isEmpty();
  }

  @Test
  void aDeedBeforeIsNoItemAndIsDone() {
    Said said = Said.to(Homes.VET).say("dim the lounge lamp and tick it off");

    assertThat(said.lists()).isEmpty();
    assertThat(said.commands()).containsExactly("ll LevelControl.currentLevel=60");
  }

  @ParameterizedTest
  @ValueSource(strings = {"宽带续完了， and 划掉吧", "remind me to, put it on the to-do", "是，记到进货单上"})
  void whereNothingIsToldNothingIsListed(String text) {
    assertThat(Said.to(Homes.CAFE).say(text).lists()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          猫砂快没了，记到进货单上             | add jinhuo 猫砂
          纸杯已经到货了，划掉                 | complete jinhuo 纸杯
          进货单再添两样，吸管和香草糖浆       | add jinhuo 吸管;add jinhuo 香草糖浆
          """)
  void listsInChinese(String text, String lists) {
    assertThat(Said.to(Homes.CAFE).say(text).lists()).as(text).containsExactly(lists.split(";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scrap the lasagne timer and start one for twenty five minutes called brownies | cancel t2;start 1500 brownies
          give the lasagne another five minutes                                         | add 300 t2
          """)
  void timers(String text, String timers) {
    assertThat(Said.to(Homes.VET).say(text).timers()).as(text).containsExactly(timers.split(";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          曲奇再烤三分钟                       | add 180 t2
          曲奇那个不用计了，重新定个八分钟的   | cancel t2;start 480
          """)
  void timersInChinese(String text, String timers) {
    assertThat(Said.to(Homes.CAFE).say(text).timers()).as(text).containsExactly(timers.split(";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          紅燒肉再滷十分鐘                     | add 600 t1
          """)
  void timersInTraditionalChinese(String text, String timers) {
    assertThat(Said.to(Homes.KILN).say(text).timers()).as(text).containsExactly(timers.split(";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          when will the lasagne be done        | 6 minutes left on the lasagne timer.
          """)
  void aTimerIsAskedAfterByItsName(String text, String answer) {
    assertThat(Said.to(Homes.VET).say(text).answer()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          让小圆扫完起居室就回去               | lvac Vacuum.area=live, lvac Vacuum.operation=cleaning
          """)
  void whatCleansGoesHomeByItself(String text, String commands) {
    assertThat(String.join(", ", Said.to(Homes.CAFE).say(text).commands())).isEqualTo(commands);
  }
}
