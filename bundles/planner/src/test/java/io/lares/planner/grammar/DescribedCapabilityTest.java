package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A home whose capabilities no code knows, and sentences with many devices in them. */
class DescribedCapabilityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set the aromatherapy intensity in the study room to 60        | study_room_aromatherapy_diffuser Aromatherapy.intensity=60
          set the scent of the bathroom diffuser to rose                | bathroom_aromatherapy_diffuser Aromatherapy.scent=rose
          increase the aromatherapy intensity in the bathroom by 10     | bathroom_aromatherapy_diffuser Aromatherapy.intensity=30
          set the pet feeder portion to 3                               | pet_feeder PetFeeder.portion=3
          start feeding                                                 | pet_feeder PetFeeder.feeding=true
          open the lid of the trash can                                 | smart_trash_can Trash.lidOpen=true
          fill the bathtub to 60 percent                                | bathtub Bath.waterLevel=60
          set the bathtub to 40 degrees                                 | bathtub Bath.waterTemperature=40
          set the jets to gentle                                        | bathtub Bath.jets=gentle
          lower the drying rack                                         | drying_rack DryingRack.height=90
          turn on the drying rack light                                 | drying_rack DryingRack.light=true
          switch the tv to hdmi2                                        | living_room_tv Television.source=hdmi2
          set robbie to turbo suction                                   | robbie Vacuum.suction=turbo
          set the swing of the dining room air conditioner to vertical  | dining_room_air_conditioner AirConditioner.swing=vertical
          set the foyer light to #ff8800                                | foyer_light OnOff.onOff=true, foyer_light ColorControl.color=#ff8800
          """)
  void isUsedByItsNames(String text, String commands) {
    Said said = Said.to(Homes.VILLA).say(text);

    assertThat(said.commands()).as(text).containsExactly(commands.split(", "));
    assertThat(said.refused()).as(text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          把书房的香薰浓度调到60              | study_room_aromatherapy_diffuser Aromatherapy.intensity=60
          把寵物餵食器的出糧份數設為3         | pet_feeder PetFeeder.portion=3
          开始喂食                            | pet_feeder PetFeeder.feeding=true
          浴缸水位百分之六十                  | bathtub Bath.waterLevel=60
          把客卧电热毯的加热档位调到5         | guest_bedroom_heated_blanket Blanket.heatLevel=5
          汽车充电上限设为90                  | car Vehicle.chargeLimit=90
          晾衣架降下来                        | drying_rack DryingRack.height=90
          """)
  void isUsedByItsDescription(String text, String commands) {
    Said said = Said.to(Homes.VILLA_CHINESE).say(text);

    assertThat(said.commands()).as(text).containsExactly(commands.split(", "));
    assertThat(said.refused()).as(text).isEmpty();
  }

  @Test
  void whatFitsNoRangeAndWhatIsNotThereIsRefusedAndTheRestIsDone() {
    Said said =
        Said.to(Homes.VILLA)
            .say(
                "turn on the living room light, set the oven to 300 degrees, start the washing"
                    + " machine, turn on the humidifier in the kitchen and lock the front door");

    assertThat(said.commands())
        .containsExactly(
            "living_room_light OnOff.onOff=true", "front_door DoorLock.lockState=locked");
    assertThat(said.refused()).hasSize(3);
    assertThat(said.refused().getFirst()).isEqualTo("Oven can only be set from 50 to 250 °C");
  }

  @Test
  void aPartThatADeviceDoesNotHaveIsNotTheDevice() {
    assertThat(Said.to(Homes.VILLA).say("open the car window").commands()).isEmpty();
    assertThat(Said.to(Homes.VILLA).say("close the garage and lock up").commands())
        .containsExactly(
            "garage_door GarageDoor.position=0", "front_door DoorLock.lockState=locked");
  }

  @Test
  void aGuessedPlaceGivesWayToWhatCanDoIt() {
    assertThat(Said.to(Homes.VILLA_CHINESE).say("把车库门关上，锁门").commands())
        .containsExactly(
            "garage_door GarageDoor.position=0", "front_door DoorLock.lockState=locked");
  }

  @Test
  void severalValuesOfOneDevice() {
    assertThat(
            Said.to(Homes.VILLA)
                .say("set the study room air conditioner to heat mode at 22 degrees")
                .commands())
        .containsExactly(
            "study_room_air_conditioner Thermostat.mode=heat",
            "study_room_air_conditioner Thermostat.targetTemperature=22");
    assertThat(Said.to(Homes.VILLA_CHINESE).say("书房空调调到22度，制热模式，高风速").commands())
        .containsExactly(
            "study_room_air_conditioner Thermostat.targetTemperature=22",
            "study_room_air_conditioner Thermostat.mode=heat",
            "study_room_air_conditioner OnOff.onOff=true",
            "study_room_air_conditioner Fan.mode=high");
  }

  @Test
  void thePlaceOfTheWishBeforeIsMeantAgain() {
    assertThat(
            Said.to(Homes.VILLA)
                .say("I want the study room light blue and the curtain half open")
                .commands())
        .contains("study_room_curtain WindowCovering.position=50");
    assertThat(Said.to(Homes.VILLA_CHINESE).say("把餐厅的灯和风扇都打开，风扇调到百分之三十").commands())
        .contains("dining_room_fan Fan.percent=30")
        .doesNotContain("study_room_fan Fan.percent=30");
  }

  @Test
  void whatIsTooVagueIsAskedAndNeverDoneEverywhere() {
    for (String text :
        new String[] {"turn it up", "turn on the light", "turn on the air conditioner"}) {
      Said said = Said.to(Homes.VILLA).say(text);
      assertThat(said.commands()).as(text).isEmpty();
      assertThat(said.asked()).as(text).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          which rooms are warmer than 25 degrees             | Living Room, Dining Room
          is it warmer than 5 degrees on the balcony         | Yes
          how much food is left in the pet feeder            | 60
          what is the car's charge limit                     | 80
          """)
  void questions(String text, String part) {
    Said said = Said.to(Homes.VILLA).say(text);

    assertThat(said.commands()).isEmpty();
    assertThat(said.answer()).contains(part);
  }
}
