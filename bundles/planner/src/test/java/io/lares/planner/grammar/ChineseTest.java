package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseTest {
  private static Said say(String text) {
    return Said.to(Homes.chinese()).say(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          打开落地灯               | living_floor OnOff.onOff=true
          请帮我把客厅主灯关掉     | living_main OnOff.onOff=false
          請把客廳主燈關掉         | living_main OnOff.onOff=false
          把床头灯调到百分之二十五 | bed_lamp LevelControl.currentLevel=25
          床头灯亮一点             | bed_lamp LevelControl.currentLevel=60
          客厅主灯调成蓝色         | living_main ColorControl.color=#0000ff
          把客厅主灯色温设为暖白   | living_main ColorControl.colorTemperature=2700
          空调调到二十四度         | living_ac Thermostat.targetTemperature=24
          把空調溫度調到24度       | living_ac Thermostat.targetTemperature=24
          空调设为制热模式         | living_ac Thermostat.mode=heat
          拉开卧室窗帘             | bed_curtain WindowCovering.position=100
          客厅窗帘开一半           | living_curtain WindowCovering.position=50
          把大门锁上               | front DoorLock.lockState=locked
          电视音量调低10           | tv Media.volume=30
          卧室风扇风速调到60%      | bed_fan Fan.percent=60
          把加湿器湿度设为55       | humid Humidity.target=55
          能把床头灯关了吗         | bed_lamp OnOff.onOff=false
          床头灯调到七成           | bed_lamp LevelControl.currentLevel=70
          关 床 头 灯              | bed_lamp OnOff.onOff=false
          打开客厅主灯，不对，床头灯 | bed_lamp OnOff.onOff=true
          打開客廳主燈，啊不，床頭燈 | bed_lamp OnOff.onOff=true
          """)
  void oneDevice(String text, String command) {
    assertThat(say(text).commands()).as(text).containsExactly(command);
  }

  @Test
  void severalWishesInOneSentence() {
    assertThat(say("把客厅主灯关掉，床头灯调到20%，然后关上客厅窗帘").commands())
        .containsExactly(
            "living_main OnOff.onOff=false",
            "bed_lamp LevelControl.currentLevel=20",
            "living_curtain WindowCovering.position=0");
    assertThat(say("关闭客厅和厨房的灯").commands())
        .containsExactly("living_main OnOff.onOff=false", "kitchen_light OnOff.onOff=false");
    assertThat(say("把电视和空调都关了").commands())
        .containsExactlyInAnyOrder("tv OnOff.onOff=false", "living_ac OnOff.onOff=false");
  }

  @Test
  void everythingBut() {
    assertThat(say("除了厨房灯，关掉所有的灯").commands())
        .containsExactly("living_main OnOff.onOff=false", "bed_lamp OnOff.onOff=false");
    assertThat(say("关闭除卧室以外的所有灯").commands())
        .containsExactly("living_main OnOff.onOff=false", "kitchen_light OnOff.onOff=false");
    assertThat(say("關掉所有燈，除了客廳的").commands())
        .containsExactly("kitchen_light OnOff.onOff=false", "bed_lamp OnOff.onOff=false");
  }

  @Test
  void whatIsNotThereOrDoesNotFitIsRefusedWithTheReason() {
    assertThat(say("打开书房的风扇").refused()).singleElement().asString().startsWith("书房里没有风扇");
    assertThat(say("把空调调到50度").refused()).containsExactly("客厅空调只能设为16到30 °C");
    assertThat(say("十分钟后关灯").commands()).isEmpty();
    assertThat(say("不要关灯").commands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          大门锁着吗         | 是的，大门锁着。
          哪些灯是开着的     | 客厅主灯、厨房灯和床头灯。
          卧室有几盏灯开着   | 1个：床头灯。
          客厅温度是多少     | 客厅空调：28 °C。
          小明在哪           | 小明在家。
          厨房的灯关了没有   | 不是，厨房灯开着。
          """)
  void questionsAreAnsweredAndChangeNothing(String text, String answer) {
    Said said = say(text);

    assertThat(said.commands()).isEmpty();
    assertThat(said.answer()).isEqualTo(answer);
  }
}
