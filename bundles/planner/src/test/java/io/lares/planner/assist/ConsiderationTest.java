package io.lares.planner.assist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Likings;
import io.lares.planner.Remembered;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.Ids;
import io.lares.planner.grammar.TestHome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of a home in which somebody sleeps, and of somebody who said what they like. */
class ConsiderationTest {
  private static final PersonId ANA = new PersonId("ana");
  private static final TestHome HOME =
      TestHome.of(
          """
          {"format": "lares-home/1", "name": "Home", "language": "en",
           "areas": [{"id": "nursery", "name": "Nursery"}, {"id": "living", "name": "Living Room"}],
           "devices": [
            {"id": "night", "name": "Night Lamp", "area": "nursery", "type": "DimmableLight",
             "state": {"OnOff.onOff": false, "LevelControl.currentLevel": 80}},
            {"id": "plain", "name": "Ceiling Lamp", "area": "nursery", "type": "OnOffLight",
             "state": {"OnOff.onOff": false}},
            {"id": "floor", "name": "Floor Lamp", "area": "living", "type": "DimmableLight",
             "state": {"OnOff.onOff": false, "LevelControl.currentLevel": 80}},
            {"id": "curtain", "name": "Curtain", "area": "nursery", "type": "WindowCovering",
             "state": {"WindowCovering.position": 0}},
            {"id": "radio", "name": "Radio", "area": "nursery", "type": "Speaker",
             "state": {"Media.playback": "stopped", "Media.volume": 40}},
            {"id": "tv", "name": "TV", "area": "living", "type": "BasicVideoPlayer",
             "state": {"OnOff.onOff": false, "Media.volume": 40}},
            {"id": "robot", "name": "Vacuum", "area": "living", "type": "RoboticVacuumCleaner",
             "state": {"Vacuum.operation": "docked"}},
            {"id": "siren", "name": "Siren", "area": "nursery", "type": "Generic",
             "state": {"Tuya.sirenOn": false}}]}
          """);

  private final List<Remembered> remembered = new ArrayList<>();
  private final GrammarPlanner grammar = new GrammarPlanner();
  private final Consideration consideration = new Consideration(grammar);

  private final Likings likings =
      new Likings() {
        @Override
        public Optional<Value> liked(
            Actor speaker, DeviceId device, AttributeId attribute, Instant at) {
          return Optional.empty();
        }

        @Override
        public List<Command> usual(Actor speaker, Instant at) {
          return List.of();
        }

        @Override
        public List<Command> lastTime(Actor speaker, DeviceId scene) {
          return List.of();
        }

        @Override
        public List<Remembered> remembered(Actor speaker, Instant at) {
          return remembered;
        }
      };

  private void sleeps(String... areas) {
    remembered.add(quiet(true, areas));
  }

  private static Remembered quiet(boolean dark, String... areas) {
    Set<AreaId> where = new HashSet<>();
    for (String area : areas) {
      where.add(new AreaId(area));
    }
    return new Remembered.Quiet(ANA, "the baby sleeps until three", where, dark, null);
  }

  private Situation situation() {
    Situation plain = HOME.situation(null);
    return new Situation(
        plain.home(), plain.state(), plain.timers(), plain.lists(), plain.now(), null, likings);
  }

  private Consideration.Considered said(String text) {
    return said(text, false);
  }

  private Consideration.Considered said(String text, boolean sure) {
    boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
    Request request =
        new Request(
            text,
            chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
            Actor.person(ANA, Person.Role.OWNER, Actor.Channel.SENTENCE),
            null);
    return consideration.of(grammar.plan(request, situation()), request, situation(), sure);
  }

  private static List<Command> commands(Consideration.Considered considered) {
    return considered.plan().all().stream().flatMap(step -> step.sends().stream()).toList();
  }

  private static List<String> notes(Consideration.Considered considered) {
    return considered.plan().steps().stream()
        .filter(Step.Answer.class::isInstance)
        .map(step -> ((Step.Answer) step).text())
        .toList();
  }

  private static Command set(String device, AttributeId attribute, Value value) {
    return new Command(new DeviceId(device), attribute, value);
  }

  @Test
  void aLampOfTheRoomComesOnLowAndTheReplySaysWhy() {
    sleeps("nursery");
    Consideration.Considered lamp = said("turn on the night lamp");
    assertThat(commands(lamp))
        .containsExactly(
            set("night", Vocabulary.ON_OFF, Value.of(true)),
            set("night", Vocabulary.LEVEL, Value.of(25)));
    assertThat(lamp.doubts()).isEmpty();
    assertThat(notes(lamp))
        .containsExactly("You told me “the baby sleeps until three”. So I keep Night Lamp low.");
    Consideration.Considered other = said("turn on the floor lamp");
    assertThat(commands(other)).containsExactly(set("floor", Vocabulary.ON_OFF, Value.of(true)));
    assertThat(notes(other)).isEmpty();
  }

  @Test
  void aBrightnessThatIsSaidIsAskedAboutAndAYesBringsIt() {
    sleeps("nursery");
    Consideration.Considered lamp = said("set the night lamp to eighty percent");
    assertThat(lamp.doubts()).containsExactly("You told me “the baby sleeps until three”.");
    assertThat(commands(lamp)).contains(set("night", Vocabulary.LEVEL, Value.of(80)));
    assertThat(said("set the night lamp to 20 %").doubts()).isEmpty();
    Consideration.Considered sure = said("turn on the night lamp", true);
    assertThat(commands(sure)).containsExactly(set("night", Vocabulary.ON_OFF, Value.of(true)));
    assertThat(notes(sure)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start the vacuum",
        "turn on the ceiling lamp",
        "open the curtain",
        "turn on the siren",
        "打开Ceiling Lamp"
      })
  void whatThereIsNoLessOfIsAskedAbout(String text) {
    List<Command> before = commands(said(text));
    sleeps("nursery");
    assertThat(said(text).doubts()).hasSize(1);
    assertThat(commands(said(text))).isEqualTo(before).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send the vacuum home",
        "turn off the night lamp",
        "close the curtain",
        "turn off the siren",
        "turn on the tv",
        "set the radio volume to 20 %",
        "is the siren on?"
      })
  void whatDisturbsNobodyStays(String text) {
    List<Command> before = commands(said(text));
    sleeps("nursery");
    assertThat(said(text).doubts()).isEmpty();
    assertThat(notes(said(text)).stream().filter(note -> note.contains("baby"))).isEmpty();
    assertThat(commands(said(text))).isEqualTo(before);
  }

  @Test
  void whereItIsNotKnownNoiseIsLessEverywhereAndLightIsNot() {
    sleeps();
    assertThat(commands(said("turn on the tv")))
        .contains(set("tv", Vocabulary.VOLUME, Value.of(25)));
    assertThat(commands(said("turn on the night lamp"))).hasSize(1);
    assertThat(said("start the vacuum").doubts()).hasSize(1);
  }

  @Test
  void whoOnlyWantsQuietIsNotDisturbedByLight() {
    remembered.add(quiet(false, "nursery"));
    assertThat(commands(said("turn on the night lamp"))).hasSize(1);
    assertThat(said("start the vacuum").doubts()).hasSize(1);
  }

  @Test
  void ofWhatSomebodyElseSaidOnlyTheQuietIsTold() {
    Situation plain = situation();
    assertThat(plain.home().people()).isEmpty();
    remembered.add(
        new Remembered.Quiet(
            new PersonId("ben"), "I have a headache until three", Set.of(), true, null));
    // Of somebody who has left the home only the words are there.
    assertThat(said("start the vacuum").doubts().getFirst()).contains("headache");
  }

  @Test
  void whatIsSwitchedOnGetsWhatTheSpeakerToldThemselves() {
    remembered.add(
        new Remembered.Liking(
            ANA, "I like it dim at night", Set.of(), Set.of(), Vocabulary.LEVEL, Value.of(30)));
    Consideration.Considered lamp = said("turn on the floor lamp");
    assertThat(commands(lamp)).contains(set("floor", Vocabulary.LEVEL, Value.of(30)));
    assertThat(notes(lamp)).hasSize(1).first().asString().contains("I like it dim at night");
    assertThat(commands(said("set the floor lamp to 70 %")))
        .contains(set("floor", Vocabulary.LEVEL, Value.of(70)))
        .doesNotContain(set("floor", Vocabulary.LEVEL, Value.of(30)));
    assertThat(notes(said("turn off the floor lamp"))).isEmpty();
    assertThat(commands(said("turn on the ceiling lamp"))).hasSize(1);
  }

  @Test
  void whatIsSaidAloudIsHeardWhereNobodySleeps() {
    TestHome speakers =
        TestHome.of(
            """
            {"format": "lares-home/1", "name": "Home", "language": "en",
             "areas": [{"id": "nursery", "name": "Nursery"}, {"id": "living", "name": "Living"}],
             "devices": [
              {"id": "one", "name": "One", "area": "nursery", "type": "Speaker",
               "state": {"Message.broadcast": ""}},
              {"id": "two", "name": "Two", "area": "living", "type": "Speaker",
               "state": {"Message.broadcast": ""}}]}
            """);
    Situation plain = speakers.situation(null);
    Situation there =
        new Situation(
            plain.home(), plain.state(), plain.timers(), plain.lists(), plain.now(), null, likings);
    Request request =
        new Request(
            "announce dinner is ready",
            Locale.ENGLISH,
            Actor.person(ANA, Person.Role.OWNER, Actor.Channel.SENTENCE),
            null);
    sleeps("nursery");
    Consideration.Considered told =
        consideration.of(grammar.plan(request, there), request, there, false);
    assertThat(commands(told)).extracting(Command::device).containsExactly(new DeviceId("two"));
    assertThat(commands(told)).extracting(Command::attribute).containsOnly(Ids.BROADCAST);
    assertThat(notes(told)).hasSize(1).first().asString().contains("leave out One");
    sleeps("living");
    Consideration.Considered nowhere =
        consideration.of(grammar.plan(request, there), request, there, false);
    assertThat(commands(nowhere)).hasSize(2);
    assertThat(nowhere.doubts()).isNotEmpty();
  }
}
