package io.lares.automations.internal;

import static io.lares.automations.Trace.Result.BUSY;
import static io.lares.automations.Trace.Result.CONDITION_NOT_MET;
import static io.lares.automations.Trace.Result.COOLING_DOWN;
import static io.lares.automations.Trace.Result.DONE;
import static io.lares.automations.Trace.Result.LOOP;
import static io.lares.automations.Trace.Result.RESTARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lares.automations.Automation;
import io.lares.automations.Automation.Mode;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.driver.DeviceCommand;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a small home are followed: what triggers them, what keeps them from running. */
class FollowedRulesTest {
  private static final Value ON = Value.of(true);
  private static final Value OFF = Value.of(false);
  private static final Value HOME = Value.of("home");
  private static final Value AWAY = Value.of("away");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void moveIn() throws Exception {
    house = new House(folder, "2026-05-04T12:00", "Europe/Berlin");
  }

  @AfterEach
  void moveOut() {
    house.close();
  }

  private void save(Automation rule) {
    house.automations.save(rule);
  }

  private Automation motion(Mode mode, Duration coolDown, Duration debounce, Step... steps) {
    Automation plain =
        house.rule(
            "motion",
            List.of(house.becomes("motion", Vocabulary.OCCUPIED, ON, Duration.ZERO)),
            steps);
    return new Automation(
        plain.id(),
        plain.name(),
        true,
        plain.triggers(),
        plain.condition(),
        plain.during(),
        plain.steps(),
        mode,
        debounce,
        coolDown,
        plain.missed(),
        plain.origin());
  }

  private void move() {
    house.show("motion", Vocabulary.OCCUPIED, OFF);
    house.show("motion", Vocabulary.OCCUPIED, ON);
  }

  private List<Trace.Result> results() {
    return house.results("motion");
  }

  @Test
  void aStateThatIsTakenTriggersAndWhereThingsStandAtFirstDoesNot() throws Exception {
    save(motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, house.turn("hall-lamp", true)));
    house.show("motion", Vocabulary.OCCUPIED, ON);
    assertThat(results()).isEmpty();

    move();

    DeviceCommand command = house.command();
    assertThat(command.device()).isEqualTo("hall-lamp");
    assertThat(results()).containsExactly(DONE);
  }

  @Test
  void aNumberTriggersOncePerCrossingAndNotAgainWithinItsHysteresis() {
    save(
        house.rule(
            "motion",
            List.of(
                new Trigger.Crosses(
                    house.id("thermometer"), Vocabulary.TEMPERATURE, true, 25, 1, Duration.ZERO)),
            house.turn("fan", true)));

    for (double degrees : new double[] {24, 25.5, 26, 24.5, 25.5, 24, 25.1}) {
      house.show("thermometer", Vocabulary.TEMPERATURE, Value.of(degrees));
      assertThat(results()).doesNotContain(BUSY);
    }

    assertThat(results()).containsExactly(DONE, DONE);
  }

  @Test
  void aStateHasToHoldWithoutABreakWhateverTheClockOnTheWallDoes() {
    save(
        house.rule(
            "motion",
            List.of(house.becomes("door", Vocabulary.CONTACT_OPEN, ON, Duration.ofMinutes(5))),
            house.turn("hall-lamp", true)));
    house.show("door", Vocabulary.CONTACT_OPEN, OFF);
    house.show("door", Vocabulary.CONTACT_OPEN, ON);
    house.pass(Duration.ofMinutes(4));
    house.show("door", Vocabulary.CONTACT_OPEN, OFF);
    house.show("door", Vocabulary.CONTACT_OPEN, ON);
    house.clock.forward(Duration.ofHours(3));
    house.pass(Duration.ofMinutes(4));
    assertThat(results()).isEmpty();

    house.pass(Duration.ofMinutes(1));
    house.pass(Duration.ofMinutes(10));

    assertThat(results()).containsExactly(DONE);
  }

  @Test
  void whatHeldAndWasFollowedIsNotFollowedAgainAfterARestart() throws Exception {
    save(
        house.rule(
            "motion",
            List.of(house.becomes("door", Vocabulary.CONTACT_OPEN, ON, Duration.ofMinutes(5))),
            house.turn("hall-lamp", true)));
    house.show("door", Vocabulary.CONTACT_OPEN, OFF);
    house.show("door", Vocabulary.CONTACT_OPEN, ON);
    house.pass(Duration.ofMinutes(5));
    assertThat(results()).containsExactly(DONE);

    house.stop();
    house.start();
    house.show("door", Vocabulary.CONTACT_OPEN, ON);
    house.pass(Duration.ofMinutes(10));
    assertThat(results()).isEmpty();

    house.show("door", Vocabulary.CONTACT_OPEN, OFF);
    house.show("door", Vocabulary.CONTACT_OPEN, ON);
    house.pass(Duration.ofMinutes(5));
    assertThat(results()).containsExactly(DONE);
  }

  @Test
  void whatBeganToHoldBeforeARestartIsWaitedForAnew() throws Exception {
    save(
        house.rule(
            "motion",
            List.of(house.becomes("door", Vocabulary.CONTACT_OPEN, ON, Duration.ofMinutes(5))),
            house.turn("hall-lamp", true)));
    house.show("door", Vocabulary.CONTACT_OPEN, OFF);
    house.show("door", Vocabulary.CONTACT_OPEN, ON);

    house.stop();
    house.start();
    house.show("door", Vocabulary.CONTACT_OPEN, ON);
    house.pass(Duration.ofMinutes(5));

    assertThat(results()).containsExactly(DONE);
  }

  @Test
  void everyPressOfAButtonCounts() {
    save(
        house.rule(
            "motion",
            List.of(
                new Trigger.Happens(
                    house.id("button"), Vocabulary.SWITCH_PRESSED, Value.of("single"))),
            house.turn("hall-lamp", true)));

    for (String press : List.of("single", "single", "double")) {
      house.show("button", Vocabulary.SWITCH_PRESSED, Value.of(press));
      results();
    }

    assertThat(results()).containsExactly(DONE, DONE);
  }

  @Test
  void theFirstWhoComesAndTheLastWhoLeavesAreToldFromTheOthers() {
    save(
        house.rule(
            "motion",
            List.of(
                new Trigger.Presence(null, Trigger.Move.ARRIVES),
                new Trigger.Presence(null, Trigger.Move.LEAVES)),
            house.turn("hall-lamp", true)));
    house.show("ann", PlayDriver.LOCATION, HOME);
    house.show("ben", PlayDriver.LOCATION, HOME);

    house.show("ann", PlayDriver.LOCATION, AWAY);
    assertThat(results()).isEmpty();
    house.show("ben", PlayDriver.LOCATION, AWAY);
    assertThat(results()).hasSize(1);
    house.show("ann", PlayDriver.LOCATION, HOME);
    assertThat(results()).hasSize(2);
    house.show("ben", PlayDriver.LOCATION, HOME);
    assertThat(results()).containsExactly(DONE, DONE);
  }

  @Test
  void theStartOfTheHubTriggersOnceItsDriversAreThere() throws Exception {
    save(house.rule("motion", List.of(new Trigger.Start()), house.turn("hall-lamp", true)));
    house.stop();
    house.devices.commands.clear();
    house.start();

    house.pass(Duration.ofSeconds(1));
    house.pass(Duration.ofSeconds(1));

    assertThat(results()).containsExactly(DONE);
    assertThat(house.command().device()).isEqualTo("hall-lamp");
  }

  @Test
  void aConditionThatDoesNotHoldKeepsItFromRunningAndIsTold() {
    Automation rule =
        motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, house.turn("hall-lamp", true));
    save(
        new Automation(
            rule.id(),
            rule.name(),
            true,
            rule.triggers(),
            new Condition.Is(house.id("ann"), PlayDriver.LOCATION, Condition.Test.EQUAL, HOME),
            List.of(),
            rule.steps(),
            rule.mode(),
            rule.debounce(),
            rule.coolDown(),
            rule.missed(),
            rule.origin()));
    house.show("ann", PlayDriver.LOCATION, AWAY);
    move();
    house.show("ann", PlayDriver.LOCATION, HOME);
    move();

    assertThat(results()).containsExactly(CONDITION_NOT_MET, DONE);
    Trace left = house.automations.traces("motion").getLast();
    assertThat(house.automations.told(left, Locale.ENGLISH))
        .isEqualTo(
            "“Rule motion” did not run at 12:00: its condition did not hold, as Ann is away.");
  }

  @Test
  void whileItRunsSingleDoesNothingMore() {
    save(motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, slow()));
    move();
    move();
    assertThat(house.automations.traces("motion"))
        .extracting(Trace::result)
        .containsExactly(BUSY, Trace.Result.RUNNING);
  }

  @Test
  void restartEndsTheRunAndBeginsAnew() {
    save(motion(Mode.RESTART, Duration.ZERO, Duration.ZERO, slow(), house.turn("fan", true)));
    move();
    move();
    await()
        .untilAsserted(() ->
            assertThat(house.automations.traces("motion"))
                .extracting(Trace::result)
                .containsExactly(Trace.Result.RUNNING, RESTARTED));
    assertThat(house.devices.commands).isEmpty();
  }

  @Test
  void queuedRunsOneAfterTheOtherAndParallelBesideEachOther() {
    Step pause = new Step.Wait(Duration.ofSeconds(1), "");
    save(motion(Mode.QUEUED, Duration.ZERO, Duration.ZERO, pause));
    move();
    move();
    assertThat(house.automations.traces("motion")).hasSize(1);
    await().untilAsserted(() -> assertThat(results()).containsExactly(DONE, DONE));

    save(motion(Mode.PARALLEL, Duration.ZERO, Duration.ZERO, slow()));
    for (int i = 0; i < 11; i++) {
      move();
    }
    assertThat(house.automations.traces("motion").stream().map(Trace::result))
        .startsWith(BUSY)
        .filteredOn(result -> result == Trace.Result.RUNNING)
        .hasSize(10);
  }

  private static Step slow() {
    return new Step.Wait(Duration.ofMinutes(1), "");
  }

  @Test
  void coolDownAndDebounceHoldItBack() {
    save(motion(Mode.SINGLE, Duration.ofMinutes(1), Duration.ZERO, house.turn("fan", true)));
    move();
    results();
    move();
    house.pass(Duration.ofMinutes(1));
    move();
    assertThat(results()).containsExactly(DONE, COOLING_DOWN, DONE);

    Automation debounced =
        motion(Mode.SINGLE, Duration.ZERO, Duration.ofSeconds(10), house.turn("fan", true));
    save(debounced);
    move();
    house.pass(Duration.ofSeconds(9));
    move();
    house.pass(Duration.ofSeconds(9));
    assertThat(results()).hasSize(3);
    house.pass(Duration.ofSeconds(1));
    assertThat(results()).hasSize(4);
  }

  @Test
  void rulesThatChaseEachOtherAreNamedAndStopped() {
    save(
        queued(
            house.rule(
                "motion",
                List.of(house.becomes("hall-lamp", Vocabulary.ON_OFF, ON, Duration.ZERO)),
                house.turn("desk-lamp", false))));
    save(
        queued(
            house.rule(
                "other",
                List.of(house.becomes("desk-lamp", Vocabulary.ON_OFF, OFF, Duration.ZERO)),
                house.turn("hall-lamp", false),
                house.turn("desk-lamp", true),
                house.turn("hall-lamp", true))));
    house.show("desk-lamp", Vocabulary.ON_OFF, ON);
    house.show("hall-lamp", Vocabulary.ON_OFF, OFF);

    house.show("hall-lamp", Vocabulary.ON_OFF, ON);

    await()
        .untilAsserted(() ->
            assertThat(Stream.of("motion", "other").flatMap(id -> house.results(id).stream()))
                .contains(LOOP));
    await()
        .untilAsserted(() ->
            assertThat(notes()).anyMatch(note -> note.contains("Rule") && note.contains("->")));
    assertThat(house.results("motion").stream().filter(DONE::equals).count()).isLessThan(6);
  }

  private static Automation queued(Automation rule) {
    return new Automation(
        rule.id(),
        rule.name(),
        true,
        rule.triggers(),
        rule.condition(),
        rule.during(),
        rule.steps(),
        Mode.QUEUED,
        rule.debounce(),
        rule.coolDown(),
        rule.missed(),
        rule.origin());
  }

  private List<String> notes() {
    return house.store.find(JournalQuery.newest(500)).stream()
        .map(row -> row.entry())
        .filter(JournalEntry.Noted.class::isInstance)
        .map(entry -> ((JournalEntry.Noted) entry).message())
        .toList();
  }

  @Test
  void aRuleThatSetsWhatItLooksAtIsNoLoop() {
    save(
        house.rule(
            "motion",
            List.of(
                new Trigger.Becomes(
                    house.id("hall-lamp"), Vocabulary.LEVEL, null, null, Duration.ZERO)),
            house.set("hall-lamp", Vocabulary.LEVEL, Value.of(40))));
    house.show("hall-lamp", Vocabulary.LEVEL, Value.of(10));
    house.show("hall-lamp", Vocabulary.LEVEL, Value.of(80));

    await().untilAsserted(() -> assertThat(results()).isNotEmpty().doesNotContain(LOOP));
  }

  @Test
  void aRuleThatIsOffOrGoneIsNotFollowed() {
    save(motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, house.turn("fan", true)));
    assertThat(house.automations.enable("motion", false)).isTrue();
    move();
    assertThat(results()).isEmpty();
    house.automations.enable("motion", true);
    move();
    assertThat(results()).containsExactly(DONE);

    assertThat(house.automations.remove("motion")).isTrue();
    house.devices.commands.clear();
    move();
    assertThat(house.devices.commands).isEmpty();
    assertThat(house.automations.remove("motion")).isFalse();
  }

  @Test
  void rulesAreThereAgainAfterARestart() throws Exception {
    Automation rule = motion(Mode.QUEUED, Duration.ofMinutes(1), Duration.ZERO, slow());
    save(rule);

    house.stop();
    house.start();

    assertThat(house.automations.find("motion")).contains(rule);
  }

  @Test
  void whatOpensTheHomeByItselfHasToBeConfirmedByWhoMadeTheRule() throws Exception {
    Step open = house.set("door-lock", Vocabulary.LOCK_STATE, Value.of("unlocked"));
    Automation rule = motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, open);

    assertThatThrownBy(() -> save(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Front Lock")
        .hasMessageContaining("confirm");

    save(rule.from(new Automation.Origin(House.ANN, true, Locale.ENGLISH, "")));
    move();
    assertThat(house.command().value()).isEqualTo(Value.of("unlocked"));
  }

  @Test
  void whyIsToldInASentenceInBothLanguagesAlsoAfterARestart() throws Exception {
    save(motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, house.turn("hall-lamp", true)));
    move();
    results();

    await()
        .untilAsserted(() ->
            assertThat(why(Locale.ENGLISH))
                .startsWith("Hall Lamp is on since ")
                .endsWith(
                    "because of the automation “Rule motion”, triggered when Hall Motion is"
                        + " occupied."));
    assertThat(why(Locale.SIMPLIFIED_CHINESE)).contains("自动化“Rule motion”");

    house.stop();
    house.start();
    assertThat(why(Locale.ENGLISH)).endsWith("because of the automation “Rule motion”.");
  }

  private String why(Locale language) {
    return house.automations.why(house.id("hall-lamp"), Vocabulary.ON_OFF, language);
  }

  @Test
  void whatADeviceDidByItselfIsNotPutDownToARule() {
    house.show("hall-lamp", Vocabulary.ON_OFF, ON);

    await()
        .untilAsserted(() -> assertThat(why(Locale.ENGLISH)).endsWith("nobody asked me for it."));
    assertThat(house.automations.why(house.id("fan"), Vocabulary.ON_OFF, Locale.ENGLISH))
        .isEqualTo("I have not seen Fan change.");
  }

  @Test
  void aDryRunSaysWhatWouldHappenAndDoesNothing() {
    Automation rule =
        motion(Mode.SINGLE, Duration.ZERO, Duration.ZERO, house.turn("hall-lamp", true));

    var dry = house.automations.dryRun(rule, Locale.ENGLISH);

    assertThat(dry.holds()).isTrue();
    assertThat(dry.missing()).isEmpty();
    assertThat(dry.words()).contains("Hall Motion").contains("Hall Lamp");
    assertThat(house.devices.commands).isEmpty();
    assertThat(house.automations.find("motion")).isEmpty();
  }

  private void travels(String who, double minutes, boolean homeward) {
    house.devices.show(who, Vocabulary.TRAVEL_TIME, Value.of(minutes));
    house.show(who, Vocabulary.HOMEWARD, Value.of(homeward));
  }

  @Test
  void whoComesHomeTriggersOnceOnEachWay() throws Exception {
    for (String who : List.of("ann", "car")) {
      house.automations.save(
          house.rule(
              "warm-" + who,
              List.of(new Trigger.Nears(house.id(who), Duration.ofMinutes(20))),
              house.turn("fan", true)));
      travels(who, 0, false);
      // On the way out it is near, too, and that is nothing.
      travels(who, 10, false);
      travels(who, 40, false);
      travels(who, 35, true);
      assertThat(house.results("warm-" + who)).isEmpty();
      travels(who, 20, true);
      // A jam on the way.
      travels(who, 23, true);
      travels(who, 19, true);
      travels(who, 0, false);
      assertThat(house.results("warm-" + who)).containsExactly(Trace.Result.DONE);
      // The next way begins nearer than that.
      travels(who, 12, false);
      travels(who, 11, true);
      assertThat(house.results("warm-" + who))
          .containsExactly(Trace.Result.DONE, Trace.Result.DONE);
    }
  }

  @Test
  void anyoneWhoComesNearTriggersARuleForAnyone() throws Exception {
    house.automations.save(
        house.rule(
            "warm",
            List.of(new Trigger.Nears(null, Duration.ofMinutes(20))),
            house.turn("fan", true)));
    travels("ann", 30, false);
    travels("car", 30, false);
    travels("car", 18, true);
    assertThat(house.results("warm")).containsExactly(Trace.Result.DONE);
    travels("ann", 18, true);
    assertThat(house.results("warm")).containsExactly(Trace.Result.DONE, Trace.Result.DONE);
  }

  @Test
  void whoIsNearWhenTheHubStartsTriggersNothing() throws Exception {
    house.automations.save(
        house.rule(
            "warm",
            List.of(new Trigger.Nears(house.id("ann"), Duration.ofMinutes(20))),
            house.turn("fan", true)));
    house.show("ann", Vocabulary.HOMEWARD, Value.of(true));
    house.show("ann", Vocabulary.TRAVEL_TIME, Value.of(15));
    house.show("ann", Vocabulary.TRAVEL_TIME, Value.of(14));
    assertThat(house.results("warm")).isEmpty();
  }
}
