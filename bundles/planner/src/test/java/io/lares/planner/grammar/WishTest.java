package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command as a sentence, read again: a timer says such sentences. */
class WishTest {
  private static void comesBack(TestHome home, Locale language, String device, String command) {
    int equals = command.indexOf('=');
    AttributeId attribute = AttributeId.parse(command.substring(0, equals));
    String text = command.substring(equals + 1);
    Value value =
        switch (text) {
          case "true", "false" -> Value.of(Boolean.parseBoolean(text));
          default -> text.matches("[0-9.]+") ? Value.of(Double.parseDouble(text)) : Value.of(text);
        };
    Device known = home.home.device(new DeviceId(device));
    assertThat(known).isNotNull();
    Command sent = new Command(new DeviceId(device), attribute, value);
    String sentence = new GrammarPlanner().speech(home.home, language).wish(List.of(sent));

    List<Command> read = new ArrayList<>();
    for (Step step : Said.to(home).say(sentence).plan().all()) {
      read.addAll(step.sends());
    }

    assertThat(read).as(sentence).contains(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "living_lamp,OnOff.onOff=false",
    "living_lamp,OnOff.onOff=true",
    "living_lamp,LevelControl.currentLevel=35",
    "living_lamp,ColorControl.color=#ff0000",
    "living_lamp,ColorControl.colorTemperature=2700",
    "front_door,DoorLock.lockState=locked",
    "front_door,DoorLock.lockState=unlocked",
    "garage_door,GarageDoor.position=0",
    "curtain_l,WindowCovering.position=100",
    "curtain_l,WindowCovering.position=40",
    "thermo_bed,Thermostat.targetTemperature=21",
    "tv,Media.volume=25",
    "tv,Media.muted=true",
    "tv,Media.playback=paused",
    "bedroom_fan,Fan.percent=80",
    "vacuum,Vacuum.operation=cleaning",
    "movie,Scene.activated=true"
  })
  void inEnglish(String device, String command) {
    comesBack(Homes.house(), Locale.ENGLISH, device, command);
  }

  @ParameterizedTest
  @CsvSource({
    "living_main,OnOff.onOff=false",
    "living_main,LevelControl.currentLevel=35",
    "living_main,ColorControl.color=#0000ff",
    "bed_curtain,WindowCovering.position=0",
    "living_ac,Thermostat.targetTemperature=24",
    "tv,Media.volume=25",
    "front,DoorLock.lockState=locked"
  })
  void inChinese(String device, String command) {
    comesBack(Homes.chinese(), Locale.CHINESE, device, command);
  }
}
