package io.lares.automations.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.driver.DeviceCommand;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Place;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Likings;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule is said, shown as it was understood, and kept after a yes. */
class SaidRulesTest {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  @TempDir Path folder;
  private House house;
  private final LinkedBlockingQueue<Turn> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void moveIn() throws Exception {
    house = new House(folder, "2026-05-04T12:00", "Europe/Berlin");
    house.automations.live(new Place(52.52, 13.405), ZoneId.of("Europe/Berlin"));
    house.show("ann", PlayDriver.LOCATION, Value.of("home"));
    house.show("hall-lamp", Vocabulary.ON_OFF, Value.of(false));
    house.show("door", Vocabulary.CONTACT_OPEN, Value.of(false));
    house.show("thermometer", Vocabulary.TEMPERATURE, Value.of(20));
    house.show("heating", Vocabulary.TARGET_TEMPERATURE, Value.of(17));
  }

  @AfterEach
  void moveOut() {
    house.close();
  }

  private Turn ask(String text, String language) {
    return house.assistant.ask(
        new Request(text, Locale.forLanguageTag(language), House.ANN, null), told::add);
  }

  private Turn end(Turn turn) throws InterruptedException {
    Turn last = turn;
    while (!last.finished()) {
      last = Objects.requireNonNull(told.poll(60, SECONDS));
    }
    return last;
  }

  private Automation kept(String text, String language) throws Exception {
    Turn held = ask(text, language);
    assertThat(held.stage()).as(held.reply()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(house.automations.all()).hasSize(1);
    told.clear();
    Turn done = end(house.assistant.answer(held.id(), House.ANN, true, told::add).orElseThrow());
    assertThat(done.outcome()).isEqualTo(Turn.Kind.DONE);
    return house.automations.all().stream()
        .filter(rule -> rule.id().startsWith("said-"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itIsShownAsItWasUnderstoodAndKeptAfterAYes() throws Exception {
    Turn held = ask("every weekday at seven open the blinds halfway unless nobody is home", "en");

    assertThat(held.reply())
        .startsWith("on weekdays at 07:00, if ")
        .contains("Ann is home")
        .contains("Blinds")
        .contains("50")
        .endsWith("Shall I do it like that from now on?");
    assertThat(house.devices.commands).isEmpty();

    end(house.assistant.answer(held.id(), House.ANN, true, told::add).orElseThrow());
    house.clock.set("2026-05-05T06:59");
    house.automations.engine().look();
    house.pass(Duration.ofMinutes(1));
    assertThat(house.command().value()).isEqualTo(Value.of(50));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "move the rule about the blinds to half past eight | en | 08:30",
        "change the blinds rule to 9 pm | en | 21:00",
        "把关于blinds的规则改到早上八点半 | zh | 08:30"
      })
  void aRuleIsMovedToAnotherTimeInWords(String text, String language, String time)
      throws Exception {
    Automation rule = kept("every weekday at seven open the blinds", "en");
    told.clear();
    Turn held = ask(text, language);
    assertThat(held.stage()).as(held.reply()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(held.reply()).contains(time);
    end(house.assistant.answer(held.id(), House.ANN, true, told::add).orElseThrow());

    Automation moved = house.automations.find(rule.id()).orElseThrow();
    assertThat(moved.triggers())
        .as("on the same days")
        .containsExactly(new Trigger.At(LocalTime.parse(time), WEEKDAYS));
    assertThat(moved.steps()).isEqualTo(rule.steps());
    assertThat(house.automations.all()).hasSize(2);
  }

  @Test
  void whichRuleIsMeantHasToBeClear() throws Exception {
    kept("every weekday at seven open the blinds", "en");
    house.automations.save(
        house.rule(
            "blinds",
            List.of(new Trigger.At(LocalTime.NOON, DAILY)),
            house.set("blinds", Vocabulary.COVERING_POSITION, Value.of(0))));
    told.clear();
    Turn turn = end(ask("change the blinds rule to 9 pm", "en"));
    assertThat(turn.outcome()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(turn.reply()).contains("more than one such rule");
  }

  @Test
  void aNoKeepsNothing() throws Exception {
    Turn held = ask("every day at 22:30 turn off the hall lamp", "en");
    end(house.assistant.answer(held.id(), House.ANN, false, told::add).orElseThrow());
    assertThat(house.automations.all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every day at 22:30 turn off the hall lamp | en | 22:30",
        "turn off the hall lamp every day at half past ten pm | en | 22:30",
        "every evening at seven turn on the hall lamp | en | 19:00",
        "every morning at 6:45 turn on the hall lamp | en | 06:45",
        "every night turn off the hall lamp | en | 22:00",
        "每天晚上十点半关掉hall lamp | zh | 22:30",
        "每天早上7点打开hall lamp | zh | 07:00",
        "每天下午三点十五分打开hall lamp | zh | 15:15"
      })
  void timesOfDayAreReadInBothLanguages(String text, String language, String time)
      throws Exception {
    assertThat(kept(text, language).triggers())
        .containsExactly(new Trigger.At(LocalTime.parse(time), DAILY));
  }

  @Test
  void daysIntervalsAndTheSunAreRead() throws Exception {
    assertThat(kept("on mondays and fridays at 8 pm turn on the fan", "en").triggers())
        .containsExactly(
            new Trigger.At(LocalTime.of(20, 0), EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)));
  }

  @Test
  void theSunIsReadWithItsDistance() throws Exception {
    assertThat(kept("every day half an hour before sunset turn on the hall lamp", "en").triggers())
        .containsExactly(new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ofMinutes(-30), DAILY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"At sunset turn on the hall lamp | en", "日落时打开hall lamp | zh"})
  void sunsetComesEveryDayWithoutSayingSo(String text, String language) throws Exception {
    assertThat(kept(text, language).triggers())
        .containsExactly(new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ZERO, DAILY));
  }

  @Test
  void theSunIsReadInChinese() throws Exception {
    assertThat(kept("每个工作日日落前20分钟打开hall lamp", "zh").triggers())
        .containsExactly(
            new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ofMinutes(-20), WEEKDAYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whenever", "when", "if"})
  void whatHappensInTheHomeIsRead(String when) throws Exception {
    assertThat(kept(when + " the front door opens turn on the hall lamp", "en").triggers())
        .containsExactly(
            new Trigger.Becomes(
                house.id("door"), Vocabulary.CONTACT_OPEN, null, Value.of(true), Duration.ZERO));
  }

  @Test
  void howLongItHasToHoldIsRead() throws Exception {
    assertThat(
            kept("whenever the front door is open for five minutes turn on the hall lamp", "en")
                .triggers())
        .containsExactly(
            new Trigger.Becomes(
                house.id("door"),
                Vocabulary.CONTACT_OPEN,
                null,
                Value.of(true),
                Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "turn on the hall lamp when I am twenty minutes away | en | ann",
        "when I'm 20 minutes from home, turn on the hall lamp | en | ann",
        "warm the house when I am twenty minutes away | en | ann",
        "turn on the hall lamp twenty minutes before Ann gets home | en | ann",
        "heat the house to 21 degrees when the car is twenty minutes away | en | car",
        "whenever the blue beetle is about 20 minutes away from home turn on the hall lamp | en |"
            + " car",
        "我离家还有二十分钟的时候打开hall lamp | zh | ann",
        "我到家前20分钟打开hall lamp | zh | ann",
        "车离家二十分钟时把heating调到21度 | zh | car",
        "我离家还有二十分钟的时候把家里弄暖和 | zh | ann",
        "我离家还有二十分钟时，让家里暖和起来 | zh | ann",
        "我到家前二十分钟把屋子弄暖和一点 | zh | ann",
        "当我离家还有20分钟的时候，先把家里弄暖 | zh | ann",
        "我回家前二十分钟给家里供暖 | zh | ann",
      })
  void howFarAwaySomebodyIsIsRead(String text, String language, String who) throws Exception {
    assertThat(kept(text, language).triggers())
        .containsExactly(new Trigger.Nears(house.id(who), Duration.ofMinutes(20)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "warm the house when I am twenty minutes away | en",
        "我离家还有二十分钟的时候把家里弄暖和 | zh",
        "warm the house every day at seven | en"
      })
  void howWarmIsWorkedOutWhenTheRuleRuns(String text, String language) throws Exception {
    Automation rule = kept(text, language);
    house.show("heating", Vocabulary.TARGET_TEMPERATURE, Value.of(19));
    assertThat(warmed(rule)).as("comfortable where nothing is known").isEqualTo(Value.of(21));
    house.likings = likes(22.5);
    assertThat(warmed(rule)).as("as the maker likes it").isEqualTo(Value.of(22.5));
    house.likings = likes(99_999);
    assertThat(warmed(rule)).as("what can't be set is not set").isEqualTo(Value.of(21));
    // Over a restart, too.
    house.stop();
    house.likings = likes(20.5);
    house.start();
    assertThat(warmed(house.automations.find(rule.id()).orElseThrow())).isEqualTo(Value.of(20.5));
  }

  private Value warmed(Automation rule) throws InterruptedException {
    house.devices.commands.clear();
    house.automations.run(rule.id(), House.ANN);
    DeviceCommand command = house.command();
    assertThat(command.attribute()).isEqualTo(Vocabulary.TARGET_TEMPERATURE);
    house.results(rule.id());
    return command.value();
  }

  private static Likings likes(double temperature) {
    return new Likings() {
      @Override
      public Optional<Value> liked(
          Actor speaker, DeviceId device, AttributeId attribute, Instant at) {
        return speaker.id().equals("ann") ? Optional.of(Value.of(temperature)) : Optional.empty();
      }

      @Override
      public List<Command> usual(Actor speaker, Instant at) {
        return List.of();
      }

      @Override
      public List<Command> lastTime(Actor speaker, DeviceId scene) {
        return List.of();
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heat the house to 18 degrees when I am twenty minutes away | en | 18",
        "我离家还有二十分钟的时候把heating调到十八度 | zh | 18",
      })
  void aTemperatureThatIsSaidStays(String text, String language, double degrees) throws Exception {
    Automation rule = kept(text, language);
    house.likings = likes(22.5);
    assertThat(warmed(rule)).isEqualTo(Value.of(degrees));
  }

  @Test
  void whatIsNotUnderstoodWholeIsNotKept() throws Exception {
    Turn turn = end(ask("every day at seven frobnicate the quux", "en"));
    assertThat(turn.outcome()).isIn(Turn.Kind.REFUSE, Turn.Kind.ASK);
    assertThat(house.automations.all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pause the rule about the blinds | resume the rule about the blinds | en",
        "turn off the blinds rule for now | turn the blinds rule back on | en",
        "Could you stop the automation for the blinds? | enable the blinds automation again | en",
        "暂停关于blinds的那条规则 | 恢复blinds的规则 | zh",
        "把blinds的自動化關掉 | 把blinds的自動化重新打開 | zh",
        "disable all rules | resume all of the rules | en",
        "暂停所有规则 | 恢复全部规则 | zh"
      })
  void aRuleIsPausedAndResumedInWords(String pause, String resume, String language)
      throws Exception {
    String id = kept("every weekday at seven open the blinds", "en").id();
    told.clear();
    Turn paused = end(ask(pause, language));
    assertThat(paused.outcome()).as(paused.reply()).isEqualTo(Turn.Kind.DONE);
    assertThat(paused.reply()).contains("every weekday at seven open the blinds");
    assertThat(house.automations.find(id).orElseThrow().enabled()).isFalse();
    told.clear();
    Turn resumed = end(ask(resume, language));
    assertThat(resumed.outcome()).as(resumed.reply()).isEqualTo(Turn.Kind.DONE);
    assertThat(house.automations.find(id).orElseThrow().enabled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete the rule about the blinds | en",
        "please get rid of the blinds rule | en",
        "删除blinds的规则 | zh",
        "把blinds那条规则删掉吧 | zh"
      })
  void aRuleIsForgottenAfterAYes(String text, String language) throws Exception {
    String id = kept("every weekday at seven open the blinds", "en").id();
    told.clear();
    Turn held = ask(text, language);
    assertThat(held.stage()).as(held.reply()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(house.automations.find(id)).isPresent();
    end(house.assistant.answer(held.id(), House.ANN, true, told::add).orElseThrow());
    assertThat(house.automations.find(id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "when the door opens after sunset turn on the hall lamp for two minutes | sunset | 2 minutes",
        "whenever the door opens turn on the hall lamp | Door is open | Hall Lamp on",
        "if the door opens turn on the hall lamp for two minutes | Door is open | 2 minutes",
        "when the thermometer rises above 25 open the blinds | above 25 | open Blinds",
        "on the 15th of every month at six open the blinds | day 15 of every month at 06:00 | Blinds",
        "every first of the month open the blinds | day 1 of every month at 09:00 | Blinds"
      })
  void noCommaIsNeeded(String text, String one, String other) throws Exception {
    Turn held = ask(text, "en");
    assertThat(held.stage()).as(held.reply()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(held.reply()).contains(one).contains(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every other day at eight open the blinds | en | “every other day”",
        "open the blinds twice a week | en | “twice a week”",
        "每隔一天八点打开blinds | zh | “每隔一天”",
        "when the door opens, turn on the chandelier | en | chandelier",
        "if the thermometer is above 25 for five minutes open the hatch | en | hatch",
        "when the door opens turn on the hall lamp and tell me | en | nothing here can speak",
        "every evening at nine remind me to take the pills | en | “remind me to take the pills”",
        "every day at nine feed the dragon | en | dragon",
        "when the moon is full, turn on the hall lamp | en | the moon is full"
      })
  void whyARuleCanNotBeIsSaidAndNothingIsDone(String text, String language, String why)
      throws Exception {
    Turn turn = end(ask(text, language));
    assertThat(turn.outcome()).as(turn.reply()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(turn.reply()).contains(why);
    assertThat(house.devices.commands).isEmpty();
    assertThat(house.automations.all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "which rules are there? | en | “every weekday at seven open the blinds”.",
        "What do you do by yourself? | en | “every weekday at seven open the blinds”.",
        "有哪些规则？ | zh | “every weekday at seven open the blinds”。",
        "你会自己做些什么？ | zh | “every weekday at seven open the blinds”。"
      })
  void theRulesAreToldToWhoAsks(String text, String language, String rule) throws Exception {
    kept("every weekday at seven open the blinds", "en");
    told.clear();
    assertThat(end(ask(text, language)).reply()).contains(rule);
  }

  @Test
  void whichRuleIsMeantIsSaidWhereThatIsNotClear() throws Exception {
    kept("every weekday at seven open the blinds", "en");
    told.clear();
    Turn none = end(ask("pause the rule about the garden", "en"));
    assertThat(none.outcome()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(none.reply()).contains("no such rule").contains("open the blinds");
    told.clear();
    Turn guests =
        end(
            house.assistant.ask(
                new Request(
                    "delete all rules",
                    Locale.ENGLISH,
                    Actor.person(new PersonId("gil"), Person.Role.GUEST, Actor.Channel.SENTENCE),
                    null),
                told::add));
    assertThat(guests.outcome()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(house.automations.all()).hasSize(2);
    assertThat(house.automations.all()).allMatch(Automation::enabled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"turn off the hall lamp", "stop the rule of thumb lamp"})
  void whatIsNoOrderOfARuleChangesNone(String text) throws Exception {
    end(ask(text, "en"));
    assertThat(house.automations.all()).allMatch(Automation::enabled);
  }

  @Test
  void aGuestCanNotHaveTheHomeOpenedAgainAndAgain() throws Exception {
    Actor guest = Actor.person(new PersonId("gil"), Person.Role.GUEST, Actor.Channel.SENTENCE);
    Turn turn =
        end(
            house.assistant.ask(
                new Request(
                    "every day at seven unlock the front lock", Locale.ENGLISH, guest, null),
                told::add));
    assertThat(turn.outcome()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(house.automations.all()).hasSize(1);
  }

  @Test
  void whyIsAskedInBothLanguages() throws Exception {
    house.automations.save(
        house.rule(
            "motion",
            List.of(house.becomes("motion", Vocabulary.OCCUPIED, Value.of(true), Duration.ZERO)),
            house.turn("hall-lamp", true)));
    house.show("motion", Vocabulary.OCCUPIED, Value.of(false));
    house.show("motion", Vocabulary.OCCUPIED, Value.of(true));
    house.results("motion");

    await()
        .untilAsserted(() ->
            assertThat(end(ask("Why did the hall lamp go on?", "en")).reply())
                .contains("“Rule motion”")
                .contains("Hall Motion"));
    assertThat(end(ask("hall lamp为什么亮了？", "zh")).reply()).contains("“Rule motion”");
    house.devices.commands.clear();
    assertThat(house.devices.commands).as("a question never acts").isEmpty();
  }
}
