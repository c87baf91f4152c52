package io.lares.automations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.automations.Automation;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Likings;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule leaves to what its maker likes is worked out at each run. */
class LikedInRulesTest {
  @TempDir Path folder;
  private House house;
  private final Map<AttributeId, Value> liked = new HashMap<>();

  @BeforeEach
  void moveIn() throws Exception {
    house = new House(folder, "2026-05-04T12:00", "Europe/Berlin");
    house.likings =
        new Likings() {
          @Override
          public Optional<Value> liked(
              Actor speaker, DeviceId device, AttributeId attribute, Instant at) {
            return Optional.ofNullable(liked.get(attribute));
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
    house.show("hall-lamp", Vocabulary.ON_OFF, Value.of(true));
    house.show("hall-lamp", Vocabulary.LEVEL, Value.of(80));
    house.show("blinds", Vocabulary.COVERING_POSITION, Value.of(70));
  }

  @AfterEach
  void moveOut() {
    house.close();
  }

  private Automation kept(String text, String language) {
    Turn held =
        house.assistant.ask(
            new Request(text, Locale.forLanguageTag(language), House.ANN, null), turn -> {});
    assertThat(held.stage()).as(held.reply()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    house.assistant.answer(held.id(), House.ANN, true, turn -> {});
    Awaitility.await().until(() -> house.automations.all().size() == 2);
    return house.automations.all().stream()
        .filter(rule -> rule.id().startsWith("said-"))
        .findFirst()
        .orElseThrow();
  }

  /** What a run of a rule sets an attribute to; null where it does not. */
  private Value run(Automation rule, AttributeId attribute) {
    house.devices.commands.clear();
    int before = house.automations.traces(rule.id()).size();
    house.automations.run(rule.id(), House.ANN);
    Awaitility.await().until(() -> house.automations.traces(rule.id()).size() > before);
    house.results(rule.id());
    return new ArrayList<>(house.devices.commands)
        .stream()
            .filter(command -> command.attribute().equals(attribute))
            .map(command -> command.value())
            .findFirst()
            .orElse(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every evening at eight dim the hall lamp as I like it | en | 30",
        "every evening at eight dim the hall lamp | en | 30",
        "set the hall lamp to my usual brightness every evening at eight | en | 80",
        "every evening at eight set the hall lamp as usual | en | 80",
        "whenever the front door opens, turn on the hall lamp the way I like it | en | 80",
        "每天晚上八点把hall lamp调到老样子 | zh | 80",
        "每天晚上八点把hall lamp调到我平时的亮度 | zh | 80",
        "每天晚上八点把hall lamp调暗 | zh | 30"
      })
  void theBrightnessThatIsLikedThenIsTakenAndElseAUsualOne(
      String text, String language, double usual) {
    Automation rule = kept(text, language);
    assertThat(run(rule, Vocabulary.LEVEL)).as("nothing is known").isEqualTo(Value.of(usual));
    house.show("hall-lamp", Vocabulary.LEVEL, Value.of(80));
    liked.put(Vocabulary.LEVEL, Value.of(17));
    assertThat(run(rule, Vocabulary.LEVEL)).as("as it is liked then").isEqualTo(Value.of(17));
    house.show("hall-lamp", Vocabulary.LEVEL, Value.of(80));
    liked.put(Vocabulary.LEVEL, Value.of(1_000));
    assertThat(run(rule, Vocabulary.LEVEL)).as("what is none").isEqualTo(Value.of(usual));
  }

  @Test
  void whatIsBrighterThanItIsDoesNotDim() {
    Automation rule = kept("every evening at eight dim the hall lamp", "en");
    liked.put(Vocabulary.LEVEL, Value.of(90));
    assertThat(run(rule, Vocabulary.LEVEL)).isEqualTo(Value.of(30));
    house.show("hall-lamp", Vocabulary.LEVEL, Value.of(10));
    assertThat(run(rule, Vocabulary.LEVEL)).as("it is dim already").isEqualTo(Value.of(10));
  }

  @Test
  void aPositionIsLeftOpenToo() throws Exception {
    Automation rule = kept("every day at noon set the blinds to my usual position", "en");
    liked.put(Vocabulary.COVERING_POSITION, Value.of(35));
    assertThat(run(rule, Vocabulary.COVERING_POSITION)).isEqualTo(Value.of(35));
    // Over a restart, too.
    house.stop();
    house.start();
    Automation again = house.automations.find(rule.id()).orElseThrow();
    assertThat(run(again, Vocabulary.COVERING_POSITION)).isEqualTo(Value.of(35));
  }

  @Test
  void aNumberThatIsSaidStays() {
    Automation rule = kept("every evening at eight dim the hall lamp to 20%", "en");
    liked.put(Vocabulary.LEVEL, Value.of(55));
    assertThat(run(rule, Vocabulary.LEVEL)).isEqualTo(Value.of(20));
  }

  @Test
  void itIsWrittenAndReadAgainWhole() {
    Automation rule = kept("every evening at eight dim the hall lamp", "en");
    String yaml = house.automations.written(rule);
    assertThat(house.automations.read(yaml, rule.origin()).steps()).isEqualTo(rule.steps());
  }
}
