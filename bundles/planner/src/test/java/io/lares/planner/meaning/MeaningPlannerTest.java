package io.lares.planner.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.language.LanguageException;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.TestHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of sentences that the grammar does not understand, with the real encoders. */
class MeaningPlannerTest {
  private static final GrammarPlanner GRAMMAR = new GrammarPlanner();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestHome house = home("/homes/house.json");
  private final TestHome jia = home("/homes/jia.json");

  private static TestHome home(String resource) {
    try (InputStream in =
        Objects.requireNonNull(MeaningPlannerTest.class.getResourceAsStream(resource))) {
      return TestHome.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tiers tiers(
      Supplier<? extends Collection<SentenceEncoder>> encoders, Duration patience) {
    MeaningPlanner meaning = new MeaningPlanner(GRAMMAR, encoders, patience);
    return new Tiers(GRAMMAR, () -> List.of(meaning));
  }

  private static Plan say(TestHome home, @Nullable String area, String text) {
    return tiers(RealEncoders::all, PATIENCE).plan(request(home, area, text), home.situation(null));
  }

  private static Request request(TestHome home, @Nullable String area, String text) {
    Actor ann = Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
    return new Request(text, home.home.language(), ann, area == null ? null : new AreaId(area));
  }

  private static Plan grammar(TestHome home, @Nullable String area, String text) {
    return GRAMMAR.plan(request(home, area, text), home.situation(null));
  }

  private static List<String> commands(Plan plan) {
    List<String> commands = new ArrayList<>();
    for (Step step : plan.all()) {
      step.sends().forEach(c -> commands.add(c.device() + " " + c.attribute() + "=" + c.value()));
    }
    return commands;
  }

  private static List<String> options(Plan plan) {
    return plan.steps().stream()
        .filter(Step.Ask.class::isInstance)
        .flatMap(step -> ((Step.Ask) step).options().stream())
        .toList();
  }

  @Test
  void aWishThatComesToOneThingHereIsDone() {
    String text = "the sun is right in my eyes";

    Plan plan = say(house, "living", text);

    assertThat(plan.planner()).isEqualTo("meaning");
    assertThat(commands(plan))
        .containsExactlyInAnyOrder(
            "curtain_l WindowCovering.position=0", "curtain_r WindowCovering.position=0");
    assertThat(plan.steps()).allSatisfy(step -> assertThat(step.words()).isEqualTo(text));
  }

  @Test
  void chineseWishesAreUnderstoodInEitherScript() {
    assertThat(commands(say(jia, "living", "外面太阳好刺眼啊")))
        .containsExactly("living_curtain WindowCovering.position=0");
    assertThat(commands(say(jia, "living", "外面太陽好刺眼啊")))
        .containsExactly("living_curtain WindowCovering.position=0");
  }

  @Test
  void aWishThatMayMeanSeveralThingsIsAskedBack() {
    Plan plan = say(house, "living", "it is far too bright for my tired eyes");

    assertThat(plan.planner()).isEqualTo("meaning");
    assertThat(commands(plan)).isEmpty();
    assertThat(options(plan)).hasSizeBetween(2, 3);
    assertThat(((Step.Ask) plan.steps().getFirst()).question())
        .startsWith("Shall I ")
        .contains(options(plan));
  }

  @Test
  void whereTheRoomIsNotKnownItIsAskedBack() {
    Plan plan = say(house, null, "the sun is right in my eyes");

    assertThat(commands(plan)).isEmpty();
    assertThat(options(plan)).isNotEmpty();
  }

  @Test
  void aRoomThatIsNamedCountsMoreThanTheSpeakers() {
    assertThat(commands(say(house, "living", "grandma is freezing in the bedroom")))
        .isNotEmpty()
        .allSatisfy(command -> assertThat(command).startsWith("thermo_bed "));
  }

  @Test
  void aSceneOfThatNameComesFirst() {
    Plan plan = say(house, "living", "we're going to watch a film now");

    assertThat(commands(plan)).containsExactly("movie Scene.activated=true");
  }

  @Test
  void whatHelpsDependsOnTheStateOfTheHome() throws Exception {
    TestHome dark =
        house.with(
            new ObjectMapper()
                .readTree(
                    """
                    {"living_lamp": {"OnOff.onOff": false}, "living_strip": {"OnOff.onOff": false}}\
                    """));

    assertThat(commands(say(dark, "living", "I can't see my own hands in this darkness")))
        .contains("living_lamp OnOff.onOff=true", "living_strip OnOff.onOff=true");
  }

  @ParameterizedTest
  @CsvSource({
    "switch off the goggle box, tv OnOff.onOff=false",
    "quench the desk lamp, desk_lamp OnOff.onOff=false"
  })
  void anUnusualWordStandsForAKnownOne(String text, String command) {
    Plan plan = say(house, "living", text);

    assertThat(plan.planner()).isEqualTo("meaning");
    assertThat(commands(plan)).contains(command);
    assertThat(plan.steps().getFirst().words()).contains(text.split(" ")[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turn on the sauna",
        "start the washing machine",
        "turn on the fan in the garden",
        "set the reading lamp to 400 percent",
        "unlock the garden gate",
        "tell me a joke",
        "my brother has a new job"
      })
  void whatIsNotHereIsRefusedAsBefore(String text) {
    assertThat(say(house, "living", text)).isEqualTo(grammar(house, "living", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "why is it so dark in here",
        "is it too cold for a cat in here?",
        "how can I stop the sun from blinding me",
        "怎么这么冷",
        "为什么这里这么暗"
      })
  void aQuestionNeverActs(String text) {
    boolean chinese = text.codePointAt(0) > 0x3000;

    assertThat(commands(say(chinese ? jia : house, "living", text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm afraid somebody will break in tonight",
        "my roses are thirsty",
        "bolt up the entrance",
        "throw open the garage thing"
      })
  void whatIsMoreThanAComfortIsNeverDoneByMeaningAlone(String text) {
    Plan plan = say(house, "hall", text);

    assertThat(plan.planner().equals("meaning") ? commands(plan) : List.of()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no thanks, I'm not cold at all",
        "it's really not too hot today",
        "it is not that dark yet",
        "this light isn't too bright for me",
        "the sun isn't blinding me",
        "we aren't leaving yet",
        "I don't want to sleep now",
        "the music isn't too loud",
        "I'm not freezing",
        "it's pleasantly warm",
        "我真的不冷",
        "今天一点也不热",
        "这里不太暗",
        "灯光不刺眼",
        "我还不想睡觉",
        "音乐不吵",
        "我们不出门",
        "太阳不晒",
        "屋里不闷"
      })
  void whatIsDeniedIsNotWishedFor(String text) {
    boolean chinese = text.codePointAt(0) > 0x3000;

    assertThat(commands(say(chinese ? jia : house, "living", text))).isEmpty();
  }

  @Test
  void everyOptionIsASentenceThatTheGrammarCarriesOut() {
    for (String text :
        List.of(
            "it is far too bright for my tired eyes",
            "I'm off to bed now, I'm so tired",
            "what a romantic evening this should be",
            "it's so boringly silent here",
            "I'm frightened, somebody is outside")) {
      for (String option : options(say(house, "living", text))) {
        assertThat(grammar(house, "living", option).steps())
            .as(option)
            .isNotEmpty()
            .hasOnlyElementsOfType(Step.Act.class);
      }
    }
  }

  @Test
  void withoutAnEncoderEverythingIsAsBefore() {
    String text = "the sun is right in my eyes";
    SentenceEncoder broken =
        new OtherEncoder("all-MiniLM-L6-v2 (int8)") {
          @Override
          public List<SentenceVector> encode(List<String> texts) throws LanguageException {
            throw new LanguageException(LanguageException.Reason.UNAVAILABLE, "no library");
          }
        };
    SentenceEncoder foreign = new OtherEncoder("nobody measured this one");
    SentenceEncoder strange =
        new OtherEncoder("all-MiniLM-L6-v2 (int8)") {
          @Override
          public List<SentenceVector> encode(List<String> texts) {
            throw new IllegalStateException("I should not do that");
          }
        };

    for (List<SentenceEncoder> encoders :
        List.of(List.<SentenceEncoder>of(), List.of(broken), List.of(foreign), List.of(strange))) {
      assertThat(
              tiers(() -> encoders, PATIENCE)
                  .plan(request(house, "living", text), house.situation(null)))
          .isEqualTo(grammar(house, "living", text));
    }
  }

  @Test
  void aSlowEncoderIsWaitedForOnlySoLong() {
    CountDownLatch release = new CountDownLatch(1);
    SentenceEncoder slow =
        new OtherEncoder("all-MiniLM-L6-v2 (int8)") {
          @Override
          public List<SentenceVector> encode(List<String> texts)
              throws LanguageException, InterruptedException {
            release.await();
            return super.encode(texts);
          }
        };
    String text = "the sun is right in my eyes";

    Plan plan =
        tiers(() -> List.of(slow), Duration.ofMillis(20))
            .plan(request(house, "living", text), house.situation(null));

    assertThat(plan).isEqualTo(grammar(house, "living", text));
    release.countDown();
  }

  @Test
  void theGrammarIsNotMadeToWait() {
    List<String> asked = new ArrayList<>();
    SentenceEncoder counting =
        new OtherEncoder("all-MiniLM-L6-v2 (int8)") {
          @Override
          public List<SentenceVector> encode(List<String> texts)
              throws LanguageException, InterruptedException {
            asked.addAll(texts);
            return super.encode(texts);
          }
        };

    tiers(() -> List.of(counting), PATIENCE)
        .plan(request(house, "living", "turn off the reading lamp"), house.situation(null));

    assertThat(asked).isEmpty();
  }

  /** An encoder for which all sentences are the same. */
  private static class OtherEncoder implements SentenceEncoder {
    private final String name;

    OtherEncoder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> languages() {
      return Set.of(Locale.ENGLISH.getLanguage());
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public int longestText() {
      return 1_000;
    }

    @Override
    public List<SentenceVector> encode(List<String> texts)
        throws LanguageException, InterruptedException {
      return texts.stream().map(text -> SentenceVector.towards(1, 0)).toList();
    }
  }
}
