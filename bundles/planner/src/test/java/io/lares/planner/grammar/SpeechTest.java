package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SpeechTest {
  private static final Home HOME =
      new Home(
          "Home",
          Locale.ENGLISH,
          List.of(),
          List.of(),
          List.of(),
          List.of(
              device("door", "Front Door", "大门", DeviceType.DOOR_LOCK, Vocabulary.LOCK_STATE),
              device("lamp", "卧室灯", "Bedroom Lamp", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF),
              device(
                  "counter", "Counter Lights", "台面灯", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF),
              device("heater", "Heater", "暖气", DeviceType.GENERIC, Vocabulary.ON_OFF)));

  private static final Command UNLOCK =
      new Command(new DeviceId("door"), Vocabulary.LOCK_STATE, Value.of("unlocked"));
  private static final Command LAMP_OFF = off("lamp");
  private static final Command COUNTER_OFF = off("counter");

  private final GrammarPlanner planner = new GrammarPlanner();
  private final Speech english = planner.speech(HOME, Locale.ENGLISH);
  private final Speech chinese = planner.speech(HOME, Locale.CHINESE);

  private static Device device(
      String id, String name, String alias, DeviceType type, AttributeId attribute) {
    Attribute known = Objects.requireNonNull(Vocabulary.attribute(attribute));
    return new Device(
        new DeviceId(id),
        name,
        List.of(alias),
        null,
        type,
        Vocabulary.group(List.of(known)),
        new Device.Origin("test", id, "", ""));
  }

  private static Command off(String device) {
    return new Command(new DeviceId(device), Vocabulary.ON_OFF, Value.of(false));
  }

  @Test
  void whatOpensTheHomeIsAskedForAsADeed() {
    assertThat(english.confirm(List.of(UNLOCK))).isEqualTo("Shall I really unlock Front Door?");
    assertThat(chinese.confirm(List.of(UNLOCK))).isEqualTo("真的要把大门解锁吗？");
    assertThat(english.confirm(List.of(UNLOCK, LAMP_OFF)))
        .isEqualTo("Shall I really unlock Front Door and switch Bedroom Lamp off?");
  }

  @Test
  void whatIsSwitchedTwiceInOneSentenceCanBeSaidAgain() {
    assertThat(english.wish(List.of(LAMP_OFF, LAMP_OFF))).isEqualTo("switch Bedroom Lamp off");
  }

  @Test
  void whatHasHappenedIsToldAsNewsInTheLanguagesOwnNames() {
    assertThat(chinese.told(List.of(LAMP_OFF, COUNTER_OFF))).isEqualTo("卧室灯和台面灯已关。");
    assertThat(chinese.told(List.of(UNLOCK))).isEqualTo("大门已解锁。");
  }

  @Test
  void severalAndPluralNamesAre() {
    assertThat(english.told(List.of(COUNTER_OFF))).isEqualTo("Counter Lights are off.");
    assertThat(english.told(List.of(off("heater"), COUNTER_OFF)))
        .isEqualTo("Heater and Counter Lights are off.");
    assertThat(english.told(List.of(off("heater")))).isEqualTo("Heater is off.");
  }

  @Test
  void aDeviceWithoutANameInTheLanguageKeepsItsOwn() {
    assertThat(chinese.told(List.of(off("heater")))).isEqualTo("暖气已关。");
    assertThat(english.summary(List.of(UNLOCK))).isEqualTo("Front Door → unlocked");
  }
}
