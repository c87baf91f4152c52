package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words mean beside a device that has capabilities of its own, and what makes it run. */
class BelongingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          switch the aquarium light to moonlight              | laq Aquarium.lightMode=moonlight
          turn on the fireplace at high heat                  | lfire OnOff.onOff=true, lfire Fireplace.heatLevel=high
          set the firmness of the bed to 8                    | mbed Bed.firmness=8
          turn on the spa lights and the aquarium             | s1 OnOff.onOff=true
          """)
  void aWordBesideADeviceIsWhatTheDeviceCallsSo(String text, String commands) {
    assertThat(Said.to(Homes.PENTHOUSE).say(text).commands())
        .as(text)
        .containsExactly(commands.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start the dishwasher                             | kdish Dishwasher.running=true
          stop the dryer                                   | dry Dryer.running=false
          start the dishwasher with the glass program      | kdish Dishwasher.program=glass, kdish Dishwasher.running=true
          start the dryer with anti-crease                 | dry Dryer.antiCrease=true, dry Dryer.running=true
          start the car charging at 20 amps                | ev Charger.current=20, ev Charger.charging=true
          set the dishwasher to the glass program          | kdish Dishwasher.program=glass
          """)
  void whatStartsADeviceThatHasSeveralSwitchesIsTheOneForRunning(String text, String commands) {
    assertThat(Said.to(Homes.PENTHOUSE).say(text).commands())
        .as(text)
        .containsExactlyInAnyOrder(commands.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          洗碗机开始洗                   | cfxw Dishwasher.running=true
          洗碗机用强力模式开始运行       | cfxw Dishwasher.program=强力, cfxw Dishwasher.running=true
          电饭煲保温                     | cfdf RiceCooker.keepWarm=true
          喂食器出粮                     | cww Feeder.feed=true
          """)
  void soItIsInChinese(String text, String commands) {
    assertThat(Said.to(Homes.GONGYU).say(text).commands())
        .as(text)
        .containsExactly(commands.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set the message board to Welcome home                                     | Welcome home
          put "Out of order" on the board                                           | Out of order
          let the message board say dinner at eight and turn on the hallway light   | dinner at eight
          change the text of the message board to No shoes                          | No shoes
          """)
  void aTextIsPutWhereADeviceShowsOne(String text, String shown) {
    assertThat(Said.to(Homes.PENTHOUSE).say(text).commands())
        .as(text)
        .contains("lboard Display.text=" + shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          跑馬燈寫生日快樂                       | 生日快樂
          在跑馬燈上顯示小心地滑                 | 小心地滑
          把跑馬燈的文字改成恭喜發財，亮度調到五十 | 恭喜發財
          """)
  void aTextStaysAsItWasWritten(String text, String shown) {
    assertThat(Said.to(Homes.ZHUZHAI).say(text).commands())
        .as(text)
        .contains("ktboard Sign.text=" + shown);
  }

  @Test
  void aValueOfAnotherSortIsNoText() {
    assertThat(Said.to(Homes.PENTHOUSE).say("set the message board to 80").commands())
        .containsExactly("lboard Display.brightness=80");
  }
}
