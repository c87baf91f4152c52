package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Memory;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Remembered;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say of what they like, and of when they want quiet. */
class MemoryReaderTest {
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
          List.of(
              BEDROOM,
              KITCHEN,
              new Area(new AreaId("nursery"), "Nursery", List.of("婴儿房"), null),
              new Area(new AreaId("toms"), "Tom's Room", List.of(), null)),
          List.of(new Person(new PersonId("tom"), "Tom", Person.Role.RESIDENT)),
          List.of(BEDSIDE, COUNTER));

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final PersonId ANA = new PersonId("ana");

  private final MemoryReader reader = new MemoryReader();

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

  private static ZonedDateTime at(int hour, int minute) {
    // A Monday.
    return LocalDateTime.of(2026, 3, 2, hour, minute).atZone(ZONE);
  }

  /** What words that were said at a time say of another. */
  private List<Remembered> read(String words, ZonedDateTime said, ZonedDateTime at) {
    ZonedDateTime end = reader.end(words, said);
    Memory memory =
        new Memory("m", ANA, words, said.toInstant(), end == null ? null : end.toInstant());
    return end != null && !at.isBefore(end) ? List.of() : reader.at(memory, HOME, at);
  }

  private Optional<Value> says(String words, Device device, AttributeId attribute, int hour) {
    return read(words, at(hour, 0), at(hour, 0)).stream()
        .filter(Remembered.Liking.class::isInstance)
        .map(Remembered.Liking.class::cast)
        .filter(liking -> liking.attribute().equals(attribute) && liking.about(device))
        .map(Remembered.Liking::value)
        .findFirst();
  }

  private Optional<Remembered.Quiet> quiet(String words, ZonedDateTime said, ZonedDateTime at) {
    return read(words, said, at).stream()
        .filter(Remembered.Quiet.class::isInstance)
        .map(Remembered.Quiet.class::cast)
        .findFirst();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't like it bright",
        "I am afraid of the dark",
        "I like dark chocolate",
        "we love cold drinks",
        "the battery should never be below 20 %",
        "我不喜欢太亮"
      })
  void whatIsNotWantedOrOfAnotherThingIsNoLiking(String words) {
    assertThat(read(words, at(12, 0), at(12, 0))).isEmpty();
  }

  @Test
  void aNumberOfMusicIsNoneOfLight() {
    String words = "I like the music at 30 %";
    assertThat(says(words, BEDSIDE, Vocabulary.VOLUME, 12)).contains(Value.of(30));
    assertThat(says(words, BEDSIDE, Vocabulary.LEVEL, 12)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // said, words, still quiet at, no more at
    "13,the baby sleeps until three,14,15",
    "13,the kids are napping until 15:30,15,16",
    "13,grandma is asleep for two hours,14,15",
    "9,I am in a meeting until noon,11,12",
    "13,宝宝睡到三点,14,15",
    "13,宝宝下午三点之前都在睡觉,14,15",
    "13,奶奶午睡一个小时,13,14",
    "20,不要打扰我到晚上十点,21,22",
  })
  void quietEndsWhenItsWordsSay(int said, String words, int still, int over) {
    assertThat(quiet(words, at(said, 0), at(still, 0)))
        .hasValueSatisfying(quiet -> assertThat(quiet.words()).isEqualTo(words));
    assertThat(quiet(words, at(said, 0), at(over, 0))).isEmpty();
    assertThat(quiet(words, at(said, 0), at(still, 0).plusDays(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "the baby naps from one to three every day,14,16",
    "the baby sleeps between 13:00 and 15:00,14,15",
    "we sleep from ten to six,23,12",
    "we sleep from ten to six,3,7",
    "the kids are studying from nine to eleven,10,12",
    "I sleep until nine on weekdays,8,10",
    "Dad sleeps at night,23,12",
    "宝宝每天一点到三点睡觉,14,16",
    "我每天晚上十点到早上六点睡觉,2,7",
  })
  void quietComesAgainAtItsTime(String words, int during, int otherwise) {
    for (int day = 0; day < 3; day++) {
      assertThat(quiet(words, at(12, 0), at(during, 0).plusDays(day))).isPresent();
      assertThat(quiet(words, at(12, 0), at(otherwise, 0).plusDays(day))).isEmpty();
    }
  }

  @Test
  void aDayOfTheWeekIsKept() {
    String words = "I sleep until nine on weekends";
    assertThat(quiet(words, at(12, 0), at(8, 0))).as("a Monday").isEmpty();
    assertThat(quiet(words, at(12, 0), at(8, 0).plusDays(5))).as("a Saturday").isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "I sleep until three,bedroom,true",
    "Tom sleeps until three,toms,true",
    "the baby sleeps until three,nursery,true",
    "the baby sleeps in the kitchen until three,kitchen,true",
    "宝宝睡到三点,nursery,true",
    "我在卧室睡到三点,bedroom,true",
    "the dog sleeps until three,,true",
    "please do not disturb until three,,false",
    "Tom is in a video call until three,toms,false",
  })
  void whereIsTheRoomThatIsNamedOrTheirs(String words, String area, boolean dark) {
    Remembered.Quiet quiet = quiet(words, at(13, 0), at(14, 0)).orElseThrow();
    assertThat(quiet.areas()).isEqualTo(area == null ? Set.of() : Set.of(new AreaId(area)));
    assertThat(quiet.dark()).isEqualTo(dark);
    assertThat(quiet.until()).isEqualTo(at(15, 0).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the baby sleeps badly",
        "the baby never sleeps until three",
        "I like to sleep with a window open until three",
        "we are vegetarians",
        "Ben is away until three",
        "宝宝不睡到三点",
      })
  void whatNamesNoTimeOrNoQuietStaysWords(String words) {
    assertThat(read(words, at(13, 0), at(14, 0))).isEmpty();
  }
}
