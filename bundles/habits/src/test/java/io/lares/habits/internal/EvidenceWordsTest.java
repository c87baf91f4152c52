package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Cue;
import io.lares.habits.Evidence;
import io.lares.habits.Preference;
import io.lares.habits.Routine;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was learned is told with its evidence, in each language that the hub speaks. */
class EvidenceWordsTest {
  private static final Device DIMMER =
      new Device(
          new DeviceId("dimmer"),
          "Floor Lamp",
          List.of(),
          null,
          DeviceType.DIMMABLE_LIGHT,
          Vocabulary.group(List.of(Objects.requireNonNull(Vocabulary.attribute(Vocabulary.LEVEL)))),
          new Device.Origin("test", "dimmer", "", ""));
  private static final Home HOME =
      new Home("Home", Locale.ENGLISH, List.of(), List.of(), List.of(), List.of(DIMMER));
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Command OFF =
      new Command(new DeviceId("lamp"), Vocabulary.ON_OFF, Value.of(false));
  private static final Command DIM =
      new Command(new DeviceId("lamp"), Vocabulary.LEVEL, Value.of(30));

  private static String words(Locale language, Cue cue, Command action) {
    Routine routine =
        new Routine(
            "r", new PersonId("ana"), cue, action, 0.9, new Evidence(20, 22, 9, 10, List.of()));
    return EvidenceWords.in(language).of(routine, HOME);
  }

  @Test
  void aTimeOfDay() {
    Cue cue =
        new Cue.AtTime(WORKDAYS, LocalTime.of(22, 40), LocalTime.of(22, 50), LocalTime.of(23, 5));
    assertThat(words(Locale.ENGLISH, cue, OFF))
        .isEqualTo(
            "On 9 of the last 10 weekdays between 22:40 and 23:05 you turned off lamp (days when it could not be done are not counted).");
    assertThat(words(Locale.SIMPLIFIED_CHINESE, cue, OFF))
        .isEqualTo("最近10个工作日里有9个，22:40到23:05之间你关掉了lamp（做不到的日子不算）。");
  }

  @Test
  void aDistanceFromTheSun() {
    Cue cue =
        new Cue.AtSun(
            EnumSet.of(DayOfWeek.FRIDAY),
            Cue.Sun.SUNSET,
            Duration.ofMinutes(-30),
            Duration.ofMinutes(-20),
            Duration.ofMinutes(-5));
    assertThat(words(Locale.ENGLISH, cue, DIM))
        .isEqualTo(
            "On 9 of the last 10 Fridays about 20 minutes before sunset you set lamp"
                + " (brightness) to 30 (days when it could not be done are not counted).");
    assertThat(words(Locale.SIMPLIFIED_CHINESE, cue, DIM))
        .isEqualTo("最近10个星期五里有9个，日落前约20分钟你把lamp的亮度设为30（做不到的日子不算）。");
  }

  @Test
  void aNumberHasTheUnitOfItsDeviceAndIsNoFinerThanPeopleAre() {
    Cue cue =
        new Cue.AtTime(WORKDAYS, LocalTime.of(19, 30), LocalTime.of(19, 40), LocalTime.of(19, 50));
    Command dimmed = new Command(DIMMER.id(), Vocabulary.LEVEL, Value.of(30.1));
    assertThat(words(Locale.ENGLISH, cue, dimmed))
        .endsWith(
            "you set Floor Lamp (brightness) to 30 % (days when it could not be done are not counted).");
    assertThat(words(Locale.SIMPLIFIED_CHINESE, cue, dimmed))
        .endsWith("你把Floor Lamp的亮度设为30 %（做不到的日子不算）。");
  }

  @Test
  void whatHappensBeforeIt() {
    Cue cue =
        new Cue.After(
            WORKDAYS,
            new Cue.Event.FirstArrives(),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            new Cue.Condition(Cue.Light.DARK, null, null));
    assertThat(words(Locale.ENGLISH, cue, OFF))
        .isEqualTo(
            "9 of the last 10 times the first person came home on weekdays after dark, you turned"
                + " off lamp within 4 minutes (not counting when it could not be done).");
    assertThat(words(Locale.SIMPLIFIED_CHINESE, cue, OFF))
        .isEqualTo("最近10次在工作日天黑时第一个人回到家后，有9次你关掉了lamp，在4分钟之内（做不到的时候不算）。");
  }

  @Test
  void theContextOfALiking() {
    Preference liking =
        new Preference(
            null,
            new DeviceId("lamp"),
            Vocabulary.LEVEL,
            Value.of(30),
            1,
            9,
            "after dark, between 18:00 and 24:00",
            Preference.Source.HOUSEHOLD);
    assertThat(EvidenceWords.in(Locale.ENGLISH).when(liking))
        .isEqualTo("after dark, between 18:00 and 24:00");
    assertThat(EvidenceWords.in(Locale.SIMPLIFIED_CHINESE).when(liking))
        .isEqualTo("天黑后、18:00到24:00");
  }

  @Test
  void aLanguageThatTheHubDoesNotSpeakIsEnglish() {
    Cue cue = new Cue.AtTime(WORKDAYS, LocalTime.NOON, LocalTime.NOON, LocalTime.NOON);
    assertThat(words(Locale.FRENCH, cue, OFF)).startsWith("On 9 of the last 10 weekdays");
  }
}
