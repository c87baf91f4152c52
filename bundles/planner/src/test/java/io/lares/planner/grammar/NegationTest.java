package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No denial is lost: a condition and its opposite, in all the ways that people say one, are never
 * both true of a home and never both false, so that they never make the same plan.
 */
class NegationTest {
  /**
   * A condition and its opposites.
   *
   * @param wish a wish around each condition, with {@code %s} for it
   */
  record Case(TestHome home, String wish, String holds, List<String> opposites) {
    @Override
    public String toString() {
      return holds;
    }
  }

  private static boolean holds(TestHome home, String text) {
    List<Step> steps = Said.to(home).say(text).plan().steps();
    assertThat(steps).as(text).singleElement().isInstanceOf(Step.When.class);
    Condition condition = ((Step.When) steps.getFirst()).condition();
    return condition.holds(home);
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Device device : Homes.house().home.devices()) {
      for (String state : english(device.type())) {
        String name = device.type() == DeviceType.PERSON ? device.name() : "the " + device.name();
        List<String> opposites = List.of(name + " is not " + state, name + " isn't " + state);
        cases.add(
            new Case(
                Homes.house(), "if %s, open the garden valve", name + " is " + state, opposites));
      }
    }
    for (Device device : Homes.chinese().home.devices()) {
      for (String state : chinese(device.type())) {
        String said = state.substring(0, state.indexOf(' '));
        List<String> opposites =
            Stream.of(state.substring(state.indexOf(' ') + 1).split(" "))
                .map(denied -> device.name() + denied)
                .toList();
        cases.add(new Case(Homes.chinese(), "如果%s就打开加湿器", device.name() + said, opposites));
      }
    }
    return cases.stream();
  }

  private static List<String> english(DeviceType type) {
    if (type.isLight() || type == DeviceType.ON_OFF_PLUG_IN_UNIT) {
      return List.of("on", "off", "switched on");
    }
    return switch (type) {
      case WINDOW_COVERING, CONTACT_SENSOR, GARAGE_DOOR, WATER_VALVE -> List.of("open", "closed");
      case DOOR_LOCK -> List.of("locked", "unlocked");
      case PERSON -> List.of("home", "at home", "away");
      case BASIC_VIDEO_PLAYER, FAN -> List.of("on", "off");
      default -> List.of();
    };
  }

  /** What may be said of a kind of device, and then the opposites. */
  private static List<String> chinese(DeviceType type) {
    if (type.isLight()) {
      return List.of("亮着 没亮 没有亮 不亮 没亮着 没开着", "开着 没开 没有开 没打开 并没有开着", "关着 没关 没有关 没关上 不是关着");
    }
    return switch (type) {
      case WINDOW_COVERING -> List.of("开着 没开 没有打开 没开着", "关着 没关 没关上 没有关上");
      case DOOR_LOCK -> List.of("锁着 没锁 没锁上 没有锁 没锁好 没上锁 未上锁 不是锁着");
      case PERSON -> List.of("在家 不在家 没在家 没有在家 并不在家");
      case FAN, BASIC_VIDEO_PLAYER, HUMIDIFIER -> List.of("开着 没开 没有开 没开着", "关着 没关 没有关");
      default -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aConditionAndItsOppositeNeverHoldTogether(Case each) {
    boolean holds = holds(each.home(), each.wish().formatted(each.holds()));

    for (String opposite : each.opposites()) {
      assertThat(holds(each.home(), each.wish().formatted(opposite)))
          .as(opposite)
          .isNotEqualTo(holds);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if somebody is home turn on the tv           | if nobody is home turn on the tv
          if anyone is home turn on the tv             | if no one is at home turn on the tv
          if any window is open turn on the tv         | if no window is open turn on the tv
          if a curtain is open turn on the tv          | if none of the curtains is open turn on the tv
          if Ann or Bob is home turn on the tv         | if neither Ann nor Bob is home turn on the tv
          if all the lights are on turn on the tv      | if not all the lights are on turn on the tv
          if everyone is home turn on the tv           | if anyone is not home turn on the tv
          if everybody is home turn on the tv          | if not everybody is home turn on the tv
          if Ann is home turn on the tv                | unless Ann is home turn on the tv
          turn on the tv if the front door is locked   | turn on the tv unless the front door is locked
          if the bedroom is below 18 degrees turn on the tv | if the bedroom is not below 18 degrees turn on the tv
          if nobody is home turn on the tv             | unless nobody is home turn on the tv
          """)
  void english(String holds, String opposite) {
    assertThat(holds(Homes.house(), holds)).isNotEqualTo(holds(Homes.house(), opposite));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          如果有人在家就打开加湿器         | 如果没人在家就打开加湿器
          如果家里有人就打开加湿器         | 如果家里没人就打开加湿器
          要是有人在家就打开加湿器         | 要是没有人在家就打开加湿器
          如果有灯开着就打开加湿器         | 如果没有灯开着就打开加湿器
          如果所有灯都开着就打开加湿器     | 如果不是所有灯都开着就打开加湿器
          如果所有灯都亮着就打开加湿器     | 如果并非所有灯都亮着就打开加湿器
          如果小明在家就打开加湿器         | 除非小明在家，否则打开加湿器
          如果小明不在家就打开加湿器       | 除非小明不在家，否则打开加湿器
          如果客厅高于二十六度就打开加湿器 | 如果客厅不高于二十六度就打开加湿器
          有人在家的话就打开加湿器         | 無人在家的話就打開加濕器
          如果大門鎖著就打開加濕器         | 如果大門沒鎖就打開加濕器
          """)
  void chinese(String holds, String opposite) {
    assertThat(holds(Homes.chinese(), holds)).isNotEqualTo(holds(Homes.chinese(), opposite));
  }

  @Test
  void aDenialThatAsksForNothingDoesNothing() {
    for (String text : List.of("the hallway light isn't on", "nobody is in the kitchen")) {
      assertThat(Said.to(Homes.house()).say(text).commands()).as(text).isEmpty();
    }
    for (String text : List.of("厨房灯没关", "大门没锁好", "家里没人")) {
      assertThat(Said.to(Homes.chinese()).say(text).commands()).as(text).isEmpty();
    }
  }

  @Test
  void whatIsAskedWithADenialIsAnsweredSo() {
    Said.Room house = Said.to(Homes.house());
    Said.Room chinese = Said.to(Homes.chinese());

    assertThat(house.say("which lights are on").answer())
        .isNotEqualTo(house.say("which lights aren't on").answer());
    assertThat(house.say("isn't the front door locked?").answer())
        .isEqualTo(house.say("is the front door locked?").answer());
    assertThat(chinese.say("哪些灯开着").answer()).isNotEqualTo(chinese.say("哪些灯没开").answer());
    assertThat(chinese.say("大门锁没锁").answer()).isEqualTo(chinese.say("大门锁着吗").answer());
  }
}
