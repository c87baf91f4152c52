package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people say of what they like. */
class SaidLikingTest {
  private static final Area BEDROOM =
      new Area(new AreaId("bedroom"), "Bedroom", List.of("卧室"), null);
  private static final Area KITCHEN = new Area(new AreaId("kitchen"), "Kitchen", List.of(), null);
  private static final Device BEDSIDE = lamp("bedside", "Bedside lamp", BEDROOM);
  private static final Device COUNTER = lamp("counter", "Counter light", KITCHEN);
  private static final Home HOME =
      new Home(
          "Home",
          Locale.ENGLISH,
          List.of(),
          List.of(BEDROOM, KITCHEN),
          List.of(),
          List.of(BEDSIDE, COUNTER));

  private final SaidLiking liking = new SaidLiking();

  private static Device lamp(String id, String name, Area area) {
    return new Device(
        new DeviceId(id),
        name,
        List.of(),
        area.id(),
        DeviceType.DIMMABLE_LIGHT,
        List.of(),
        new Device.Origin("test", id, "", ""));
  }

  private Optional<Value> says(String words, Device device, AttributeId attribute, int hour) {
    ZonedDateTime at = LocalDateTime.of(2026, 3, 2, hour, 0).atZone(ZoneId.of("Europe/Berlin"));
    return liking.value(words, HOME, device, attribute, at);
  }

  @Test
  void aWordStandsForALevelAtItsTimeOfDayAndAtNoOther() {
    String words = "I like it dim at night";
    assertThat(says(words, BEDSIDE, Vocabulary.LEVEL, 23)).contains(Value.of(25));
    assertThat(says(words, BEDSIDE, Vocabulary.LEVEL, 12)).isEmpty();
    assertThat(says(words, BEDSIDE, Vocabulary.TARGET_TEMPERATURE, 23)).isEmpty();
    assertThat(says("我晚上喜欢暗一点", BEDSIDE, Vocabulary.LEVEL, 20)).contains(Value.of(25));
    assertThat(says("我晚上喜欢暗一点", BEDSIDE, Vocabulary.LEVEL, 9)).isEmpty();
  }

  @Test
  void aNumberIsTakenAsItIsSaid() {
    assertThat(says("I like the lights at 40 %", BEDSIDE, Vocabulary.LEVEL, 12))
        .contains(Value.of(40));
    assertThat(says("I sleep best at 17.5 degrees", BEDSIDE, Vocabulary.TARGET_TEMPERATURE, 1))
        .contains(Value.of(17.5));
    assertThat(says("卧室我喜欢19度", BEDSIDE, Vocabulary.TARGET_TEMPERATURE, 1)).contains(Value.of(19));
  }

  @Test
  void whatNamesARoomOrADeviceSpeaksOfNothingElse() {
    String room = "I like the bedroom bright in the morning";
    assertThat(says(room, BEDSIDE, Vocabulary.LEVEL, 7)).contains(Value.of(90));
    assertThat(says(room, COUNTER, Vocabulary.LEVEL, 7)).isEmpty();
    String device = "the counter light should be dim";
    assertThat(says(device, COUNTER, Vocabulary.LEVEL, 7)).contains(Value.of(25));
    assertThat(says(device, BEDSIDE, Vocabulary.LEVEL, 7)).isEmpty();
  }

  @Test
  void whatSpeaksOfNoValueGivesNone() {
    assertThat(says("the baby sleeps until three", BEDSIDE, Vocabulary.LEVEL, 14)).isEmpty();
  }
}
