package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTest {
  private static Said say(String text) {
    return Said.to(Homes.house()).say(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          switch on the reading lamp                    | living_lamp OnOff.onOff=true
          could you please turn the reading lamp off    | living_lamp OnOff.onOff=false
          hallway light on                              | hall_light OnOff.onOff=true
          turn off the coffee maker                     | coffee OnOff.onOff=false
          lock the front door                           | front_door DoorLock.lockState=locked
          unlock the front door                         | front_door DoorLock.lockState=unlocked
          open the garage door                          | garage_door GarageDoor.position=100
          open the bedroom blind halfway                | bedroom_blind WindowCovering.position=50
          close the study blind to 30 %                 | study_blind WindowCovering.position=30
          set the reading lamp to seventy five percent  | living_lamp LevelControl.currentLevel=75
          make the reading lamp blue                    | living_lamp ColorControl.color=#0000ff
          reading lamp warm white                       | living_lamp ColorControl.colorTemperature=2700
          set the reading lamp to 4000 kelvin           | living_lamp ColorControl.colorTemperature=4000
          dim the reading lamp                          | living_lamp LevelControl.currentLevel=30
          make the reading lamp a bit brighter          | living_lamp LevelControl.currentLevel=60
          set the bedroom thermostat to 21.5 degrees    | thermo_bed Thermostat.targetTemperature=21.5
          set the temperature in the bedroom to 70 °F   | thermo_bed Thermostat.targetTemperature=21.1
          make it warmer in the bedroom                 | thermo_bed Thermostat.targetTemperature=19
          set the bedroom fan to high                   | bedroom_fan Fan.mode=high
          bedroom fan speed 80 %                        | bedroom_fan Fan.percent=80
          turn the tv volume down by 15                 | tv Media.volume=25
          mute the telly                                | tv Media.muted=true
          pause the tv                                  | tv Media.playback=paused
          set aromatherapy intensity to 30              | diffuser Aromatherapy.intensity=30
          set the scent to lavender                     | diffuser Aromatherapy.scent=lavender
          start movie night                             | movie Scene.activated=true
          stop mowing                                   | mower LawnMower.operation=docked
          start rosie                                   | vacuum Vacuum.operation=cleaning
          turn off the raeding lmap                     | living_lamp OnOff.onOff=false
          in the study turn on the desk lamp            | desk_lamp OnOff.onOff=true
          movie night, please                           | movie Scene.activated=true
          cud you switch on the reading lamp            | living_lamp OnOff.onOff=true
          wud u turn da desk lamp on                    | desk_lamp OnOff.onOff=true
          cld u lock hte front door thx                 | front_door DoorLock.lockState=locked
          would u turn off the coffee maker?            | coffee OnOff.onOff=false
          would you be so kind as to lock the front door | front_door DoorLock.lockState=locked
          set the reading lamp to 40 percant            | living_lamp LevelControl.currentLevel=40
          study blind up                                | study_blind WindowCovering.position=100
          pull the study blind down                     | study_blind WindowCovering.position=0
          set the bedroom thermostat to twenty and a half | thermo_bed Thermostat.targetTemperature=20.5
          set the aromatherapy intensity to one hundred   | diffuser Aromatherapy.intensity=100
          turn on the reading lamp, no wait, the desk lamp | desk_lamp OnOff.onOff=true
          set the bedroom thermostat to 22, sorry, I mean 20 | thermo_bed Thermostat.targetTemperature=20
          """)
  void oneDevice(String text, String command) {
    assertThat(say(text).commands()).as(text).containsExactly(command);
  }

  @Test
  void anAreaAFloorAndTheWholeHome() {
    assertThat(say("turn off the lights in the kitchen").commands())
        .containsExactly("kitchen_ceiling OnOff.onOff=false");
    assertThat(say("all lights upstairs off").commands())
        .containsExactly("bedroom_lamp OnOff.onOff=false");
    assertThat(say("open all the blinds").commands())
        .containsExactly("bedroom_blind WindowCovering.position=100");
    assertThat(say("close the curtains").commands())
        .containsExactly(
            "curtain_l WindowCovering.position=0", "curtain_r WindowCovering.position=0");
  }

  @Test
  void theSpeakersRoomIsMeantWhereNoneIsNamed() {
    assertThat(Said.to(Homes.house()).in("bedroom").say("turn the lights off").commands())
        .containsExactly("bedroom_lamp OnOff.onOff=false");
    assertThat(Said.to(Homes.house()).in("living").say("louder").commands())
        .containsExactly("tv Media.volume=50");
  }

  @Test
  void severalWishesInOneSentence() {
    assertThat(say("turn off the reading lamp and the coffee maker").commands())
        .containsExactly("living_lamp OnOff.onOff=false", "coffee OnOff.onOff=false");
    assertThat(say("reading lamp off, desk lamp on and lock the front door").commands())
        .containsExactly(
            "living_lamp OnOff.onOff=false",
            "desk_lamp OnOff.onOff=true",
            "front_door DoorLock.lockState=locked");
    assertThat(say("set the reading lamp to 40 % and the bedroom lamp to 20 %").commands())
        .containsExactly(
            "living_lamp LevelControl.currentLevel=40",
            "bedroom_lamp LevelControl.currentLevel=20");
    assertThat(say("set the reading lamp to red and dim it").commands())
        .containsExactly(
            "living_lamp ColorControl.color=#ff0000", "living_lamp LevelControl.currentLevel=30");
    assertThat(say("turn off the kitchen and bedroom lights").commands())
        .containsExactly("kitchen_ceiling OnOff.onOff=false", "bedroom_lamp OnOff.onOff=false");
  }

  @Test
  void oneStandsForWhatWasNamedBefore() {
    assertThat(say("open the bedroom blind and close the study one").commands())
        .containsExactly(
            "bedroom_blind WindowCovering.position=100", "study_blind WindowCovering.position=0");
  }

  @Test
  void everythingBut() {
    assertThat(say("turn off all the lights except the bedroom lamp").commands())
        .containsExactly(
            "kitchen_ceiling OnOff.onOff=false",
            "living_lamp OnOff.onOff=false",
            "garage_light OnOff.onOff=false");
    assertThat(say("turn all lights off except in the kitchen and the garage").commands())
        .containsExactly("living_lamp OnOff.onOff=false", "bedroom_lamp OnOff.onOff=false");
    assertThat(say("switch everything in the bedroom off but not the speaker").commands())
        .containsExactly("bedroom_lamp OnOff.onOff=false", "bedroom_fan OnOff.onOff=false");
  }

  @Test
  void whatCanBeDoneIsDoneAndTheRestIsNamed() {
    Said said = say("turn off the reading lamp and the disco ball");

    assertThat(said.commands()).containsExactly("living_lamp OnOff.onOff=false");
    assertThat(said.refused()).containsExactly("I know of no disco ball here");
  }

  @Test
  void whatIsNotThereOrDoesNotFitIsRefusedWithTheReason() {
    assertThat(say("turn on the fan in the study").refused())
        .singleElement()
        .asString()
        .startsWith("I know of no fan in Study, but there");
    assertThat(say("set the living room thermostat to 45 degrees").refused())
        .containsExactly("Living Room Thermostat can only be set from 5 to 30 °C");
    assertThat(say("make the coffee maker red").refused())
        .containsExactly("Coffee Maker can't do that");
    assertThat(say("turn off the lamp in 10 minutes").commands()).isEmpty();
    assertThat(say("don't turn off the reading lamp").commands()).isEmpty();
    assertThat(say("colourless green ideas sleep furiously").commands()).isEmpty();
  }

  @Test
  void whatCouldMeanSeveralDevicesIsAskedBack() {
    Said said = say("open the curtain");

    assertThat(said.commands()).isEmpty();
    assertThat(said.asked())
        .containsExactly("Which one do you mean: Left Curtain or Right Curtain?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          is the front door locked               | Yes, Front Door is locked.
          are any lights on in the garage        | Yes, Garage Light is on.
          which lights are on in the bedroom     | Bedroom Lamp.
          how many lights are on in the kitchen  | 1: Kitchen Ceiling.
          are all windows closed                 | No, Bedroom Window is open.
          what is the temperature in the bedroom | Bedroom Thermostat: 17 °C.
          who is home                            | Ann.
          where is bob                           | Bob is away.
          what is the volume of the tv           | TV: 40 %.
          """)
  void questionsAreAnsweredAndChangeNothing(String text, String answer) {
    Said said = say(text);

    assertThat(said.commands()).isEmpty();
    assertThat(said.answer()).isEqualTo(answer);
  }

  @Test
  void aWishWithAQuestionMarkIsAskedBackUnlessItIsPolite() {
    assertThat(say("turn off the reading lamp?").asked()).hasSize(1);
    assertThat(say("turn off the reading lamp?").commands()).isEmpty();
    assertThat(say("could you turn off the reading lamp?").commands()).hasSize(1);
  }
}
