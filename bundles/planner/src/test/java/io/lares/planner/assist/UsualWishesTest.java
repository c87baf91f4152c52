package io.lares.planner.assist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Likings;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.TestHome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wishes that leave open how much, of a person of whom it is known. */
class UsualWishesTest {
  private static final DeviceId LAMP = new DeviceId("lamp");
  private static final DeviceId LOCK = new DeviceId("lock");
  private static final DeviceId SCENE = new DeviceId("movie");
  private static final TestHome HOME =
      TestHome.of(
          """
          {"format": "lares-home/1", "name": "Home", "language": "en",
           "areas": [{"id": "living", "name": "Living Room", "aliases": ["客厅"]}],
           "devices": [
            {"id": "lamp", "name": "Floor Lamp", "aliases": ["落地灯"], "area": "living",
             "type": "DimmableLight",
             "state": {"OnOff.onOff": true, "LevelControl.currentLevel": 80}},
            {"id": "heater", "name": "Heater", "area": "living", "type": "Thermostat",
             "state": {"Thermostat.targetTemperature": 20}},
            {"id": "lock", "name": "Front Door", "area": "living", "type": "DoorLock",
             "state": {"DoorLock.lockState": "locked"}},
            {"id": "movie", "name": "Movie Night", "type": "Scene",
             "state": {"Scene.activated": false}}]}
          """);

  private final Map<String, Value> liked = new HashMap<>();
  private final List<Command> usual = new ArrayList<>();
  private final List<Command> lastTime = new ArrayList<>();
  private final GrammarPlanner grammar = new GrammarPlanner();
  private final UsualWishes wishes = new UsualWishes(grammar);

  private final Likings likings =
      new Likings() {
        @Override
        public Optional<Value> liked(
            Actor speaker, DeviceId device, AttributeId attribute, Instant at) {
          return Optional.ofNullable(liked.get(device + " " + attribute));
        }

        @Override
        public List<Command> usual(Actor speaker, Instant at) {
          return usual;
        }

        @Override
        public List<Command> lastTime(Actor speaker, DeviceId scene) {
          return scene.equals(SCENE) ? lastTime : List.of();
        }
      };

  private Plan plan(String text) {
    Situation plain = HOME.situation(null);
    Situation situation =
        new Situation(
            plain.home(), plain.state(), plain.timers(), plain.lists(), plain.now(), null, likings);
    boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
    Request request =
        new Request(
            text,
            chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
            Actor.person(new PersonId("ana"), Person.Role.OWNER, Actor.Channel.SENTENCE),
            null);
    return wishes
        .plan(request, situation, other -> grammar.plan(other, situation))
        .orElseGet(() -> grammar.plan(request, situation));
  }

  private List<Command> commands(String text) {
    return plan(text).steps().stream().flatMap(step -> step.sends().stream()).toList();
  }

  private static Command level(double value) {
    return new Command(LAMP, Vocabulary.LEVEL, Value.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dim the floor lamp", "dim the lamp in the living room", "调暗落地灯"})
  void whoSaysNotHowMuchGetsWhatTheyLike(String text) {
    liked.put("lamp LevelControl.currentLevel", Value.of(35));
    assertThat(commands(text)).containsExactly(level(35));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dim the floor lamp a bit",
        "dim the floor lamp a lot",
        "make the floor lamp darker",
        "把落地灯调暗一点"
      })
  void whoSaysHowMuchMoreOrLessGetsThat(String text) {
    List<Command> before = commands(text);
    liked.put("lamp LevelControl.currentLevel", Value.of(35));
    assertThat(commands(text)).isEqualTo(before).isNotEqualTo(List.of(level(35)));
  }

  @Test
  void whoSaysTheValueGetsIt() {
    liked.put("lamp LevelControl.currentLevel", Value.of(35));
    assertThat(commands("dim the floor lamp to 60 %")).containsExactly(level(60));
  }

  @Test
  void whatTheyLikeIsNoDimmingWhereItIsBrighter() {
    List<Command> before = commands("dim the floor lamp");
    liked.put("lamp LevelControl.currentLevel", Value.of(90));
    assertThat(commands("dim the floor lamp")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set the floor lamp to the usual",
        "the floor lamp as usual",
        "turn on the floor lamp like always",
        "the usual for the floor lamp",
        "把落地灯调成平时的样子",
        "落地灯老样子"
      })
  void aThingAsUsualIsOnAndAtWhatTheyLike(String text) {
    liked.put("lamp LevelControl.currentLevel", Value.of(35));
    assertThat(commands(text)).contains(level(35)).allMatch(c -> c.device().equals(LAMP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"the usual", "the usual, please", "as usual", "老样子", "照旧"})
  void theUsualIsWhatTheyDoAtThisTime(String text) {
    assertThat(plan(text.replace(",", "")).steps().getFirst()).isInstanceOf(Step.Refuse.class);
    usual.add(level(20));
    assertThat(commands(text.replace(",", ""))).containsExactly(level(20));
  }

  @ParameterizedTest
  @CsvSource({"movie night like last time", "Movie Night same as last time"})
  void likeLastTimeIsTheSceneAndWhatWasSetAfterIt(String text) {
    lastTime.add(level(12));
    assertThat(commands(text)).extracting(Command::device).containsExactly(SCENE, LAMP);
    assertThat(commands(text)).contains(level(12));
  }

  @Test
  void whatKeepsTheHomeSafeIsNeverDoneByHabit() {
    Command unlock = new Command(LOCK, Vocabulary.LOCK_STATE, Value.of("unlocked"));
    usual.add(unlock);
    lastTime.add(unlock);
    liked.put("lock DoorLock.lockState", Value.of("unlocked"));
    assertThat(commands("the usual")).isEmpty();
    assertThat(commands("movie night like last time")).doesNotContain(unlock);
    assertThat(commands("the front door as usual")).doesNotContain(unlock);
  }
}
