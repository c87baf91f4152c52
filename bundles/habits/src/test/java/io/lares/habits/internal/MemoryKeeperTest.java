package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.habits.Memory;
import io.lares.habits.Preference;
import io.lares.habits.learn.Daylight;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to be remembered, with a real store. */
class MemoryKeeperTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = at(22, 0);
  private static final Actor ANA =
      Actor.person(new PersonId("ana"), Person.Role.OWNER, Actor.Channel.SENTENCE);
  private static final Device LAMP =
      new Device(
          new DeviceId("lamp"),
          "Lamp",
          List.of(),
          null,
          DeviceType.DIMMABLE_LIGHT,
          Vocabulary.group(
              List.<Attribute>of(Objects.requireNonNull(Vocabulary.attribute(Vocabulary.LEVEL)))),
          new Device.Origin("test", "lamp", "", ""));
  private static final Home HOME =
      new Home("Home", Locale.ENGLISH, List.of(), List.of(), List.of(), List.of(LAMP));

  @TempDir Path folder;
  private SqliteStore store;
  private HomeHabits habits;
  private MemoryKeeper keeper;

  private static Instant at(int hour, int minute) {
    return LocalDateTime.of(2026, 3, 2, hour, minute).atZone(ZONE).toInstant();
  }

  @BeforeEach
  void open() {
    store = new SqliteStore(folder);
    habits =
        new HomeHabits(
            new Learner(ZONE, Daylight.unknown(), HOME::device),
            () -> HOME,
            store,
            Clock.fixed(NOW, ZONE));
    keeper = new MemoryKeeper(habits);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Optional<Keeper.Proposal> said(String sentence) {
    return keeper.propose(
        new Step.SaveAutomation(sentence),
        new Request(sentence, Locale.ENGLISH, ANA, null),
        request -> new Plan(List.of(), Locale.ENGLISH, "none"));
  }

  @ParameterizedTest
  @CsvSource({
    "remember that I like it dim at night,I like it dim at night",
    "Remember I am allergic to cats,I am allergic to cats",
    "please remember: the baby sleeps until three,the baby sleeps until three",
    "don't forget that we are vegetarians,we are vegetarians",
    "记住我晚上喜欢暗一点,我晚上喜欢暗一点",
    "请记住，宝宝睡到三点,宝宝睡到三点",
  })
  void whatPeopleSayOfThemselvesIsKeptInTheirWords(String sentence, String words) {
    said(sentence).orElseThrow().keep(false);
    assertThat(habits.memories(new PersonId("ana")))
        .extracting(Memory::words)
        .containsExactly(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remember to buy milk",
        "remember this as movie night",
        "remind me to call Ben",
        "turn on the lamp",
        "don't forget to lock the door",
        "记得买牛奶"
      })
  void whatIsToBeDoneIsNoMemory(String sentence) {
    assertThat(said(sentence)).isEmpty();
  }

  @Test
  void aMemoryIsStrongerThanAHabit() {
    for (int day = 12; day > 0; day--) {
      habits.happened(
          new Happening(
              NOW.minusSeconds(86_400L * day), LAMP.id(), Vocabulary.LEVEL, Value.of(70), ANA));
    }
    HabitLikings likings = new HabitLikings(habits);
    assertThat(likings.liked(ANA, LAMP.id(), Vocabulary.LEVEL, NOW)).contains(Value.of(70));
    said("remember that I like it dim at night").orElseThrow().keep(false);
    assertThat(likings.liked(ANA, LAMP.id(), Vocabulary.LEVEL, NOW)).contains(Value.of(25));
    assertThat(habits.preferred(new PersonId("ana"), LAMP.id(), Vocabulary.LEVEL, NOW))
        .map(Preference::source)
        .contains(Preference.Source.SAID);
    assertThat(likings.liked(ANA, LAMP.id(), Vocabulary.LEVEL, at(12, 0))).contains(Value.of(70));
  }

  @ParameterizedTest
  @CsvSource({
    "宝宝睡到三点,3,0",
    "客人住到晚上十一点半,23,30",
    "一直工作到23:15,23,15",
  })
  void aMemoryInChineseEndsWhenItsWordsSay(String words, int hour, int minute) {
    Memory memory = habits.remember(new PersonId("ana"), words, null);
    Instant end = at(hour, minute);
    assertThat(memory.until()).isEqualTo(end.isAfter(NOW) ? end : end.plusSeconds(86_400));
  }

  private Optional<Keeper.Proposal> said(String text, String language) {
    return keeper.propose(
        new Step.SaveAutomation(text),
        new Request(text, Locale.forLanguageTag(language), ANA, null),
        request -> new Plan(List.of(), request.language(), "none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The baby sleeps until three.",
        "my mother is staying with us until Sunday",
        "We're away from Friday to Monday",
        "I am allergic to lavender",
        "our guests are here for two days",
        "the kids are asleep until seven",
        "I work from home on Fridays",
        "I usually get up at six",
        "I like it dim at night",
        "宝宝睡到三点",
        "我妈妈这周住在我们家",
        "寶寶要睡到下午三點",
        "我对薰衣草过敏",
        "我晚上喜欢安静"
      })
  void whatIsSaidOfPeopleIsRememberedWithoutTheWord(String text) {
    Keeper.Proposal proposal = said(text, "en").orElseThrow();
    assertThat(proposal.manner()).isEqualTo(Keeper.Manner.REMEMBERED);
    proposal.keep(false);
    assertThat(habits.memories(new PersonId("ana")))
        .extracting(Memory::words)
        .containsExactly(text.replaceAll("[.]$", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keep the lights on until three",
        "I like it warmer",
        "I want it dim",
        "we are going to bed",
        "the kitchen light is on",
        "is the baby sleeping?",
        "wake me up at six",
        "turn the heating up until ten",
        "I'm cold",
        "I am home",
        "音乐放到三点",
        "让灯亮到十点",
        "我要睡觉了",
        "我回家了"
      })
  void aWishIsNoMemory(String text) {
    assertThat(said(text, "en")).isEmpty();
  }

  @Test
  void itEndsWhenItsWordsSaySo() {
    said("the baby sleeps until three", "en").orElseThrow().keep(false);
    assertThat(habits.memories(new PersonId("ana")).getFirst().until())
        .isEqualTo(at(3, 0).plus(1, ChronoUnit.DAYS));
  }

  @Test
  void whatWasToldIsForgottenInWords() {
    said("remember that I like it dim at night", "en").orElseThrow().keep(false);
    said("remember that Tom is allergic to nuts", "en").orElseThrow().keep(false);
    said("记住我睡前喜欢安静", "zh").orElseThrow().keep(false);
    assertThat(said("forget that I like it bright", "en")).isEmpty();

    Keeper.Proposal gone = said("forget that I like it dim at night", "en").orElseThrow();
    gone.keep(false);
    assertThat(gone.words()).isEqualTo("I have forgotten that: I like it dim at night.");
    said("忘掉我睡前喜欢安静", "zh").orElseThrow().keep(false);
    assertThat(habits.memories(new PersonId("ana")))
        .extracting(Memory::words)
        .containsExactly("Tom is allergic to nuts");
  }

  @Test
  void whoAsksHearsWhatIsKnownOfThem() {
    KnownOfPeople known = new KnownOfPeople(habits);
    Request question = new Request("What do you know about me?", Locale.ENGLISH, ANA, null);
    assertThat(known.answer(question).orElseThrow()).startsWith("I know nothing about you yet");
    said("remember that Tom is allergic to nuts", "en").orElseThrow().keep(false);
    assertThat(known.answer(question)).contains("You told me: Tom is allergic to nuts.");
    Request chinese = new Request("你知道我些什么？", Locale.SIMPLIFIED_CHINESE, ANA, null);
    assertThat(known.answer(chinese)).contains("你告诉过我：Tom is allergic to nuts。");
    Actor other = Actor.person(new PersonId("ben"), Person.Role.RESIDENT, Actor.Channel.SENTENCE);
    assertThat(known.answer(new Request(question.text(), Locale.ENGLISH, other, null)))
        .hasValueSatisfying(answer -> assertThat(answer).doesNotContain("Tom"));
    assertThat(known.answer(new Request("what is the time?", Locale.ENGLISH, ANA, null))).isEmpty();
  }
}
