package io.lares.planner.assist;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lares.driver.virtual.VirtualDriver;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.homefile.file.HomeFileReader;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import io.lares.planner.command.Forgetful;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.ListKeeper;
import io.lares.planner.household.TimerKeeper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An assistant of a real kernel, with a home that obeys and one that does not. */
class AssistantTest {
  private static final Actor ANN = person("ann", Person.Role.OWNER);
  private static final Actor BEN = person("ben", Person.Role.RESIDENT);
  private static final Actor CARL = person("carl", Person.Role.RESIDENT);
  private static final Actor GUEST = person("gil", Person.Role.GUEST);

  private final Kernel kernel =
      new KernelFactoryComponent()
          .create(new Forgetful(), List.of(new VirtualDriver(), new StubbornDriver()));
  private final SetClock clock = new SetClock();
  private final List<Intent> recorded = new CopyOnWriteArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final BlockingQueue<Turn> told = new LinkedBlockingQueue<>();
  private final TimerKeeper timers = new TimerKeeper(clock, () -> {});
  private final ListKeeper lists = new ListKeeper(() -> {});
  private final HomeAssistant assistant =
      new HomeAssistant(
          new Tiers(new GrammarPlanner(), List::of),
          kernel,
          timers,
          lists,
          (time, intent, request) -> recorded.add(intent),
          clock,
          changes::incrementAndGet);

  private static Actor person(String id, Person.Role role) {
    return Actor.person(new PersonId(id), role, Actor.Channel.SENTENCE);
  }

  @BeforeEach
  void moveIn() throws Exception {
    try (InputStream in = AssistantTest.class.getResourceAsStream("/homes/house.json")) {
      String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      new HomeFileReader()
          .load(json, kernel, Map.of("pace", "instant"))
          .toCompletableFuture()
          .get(30, SECONDS);
    }
    kernel.drivers().open("stubborn", "stubborn", Map.of()).toCompletableFuture().get(30, SECONDS);
  }

  @AfterEach
  void moveOut() {
    assistant.close();
    kernel.close();
  }

  private Turn ask(Actor who, String text) {
    return assistant.ask(new Request(text, Locale.ENGLISH, who, null), told::add);
  }

  /** The turn as it ended. */
  private Turn end() throws InterruptedException {
    while (true) {
      Turn turn = told.poll(60, SECONDS);
      assertThat(turn).as("an end within a minute").isNotNull();
      if (turn.finished()) {
        assertThat(turn.reply()).isNotBlank().doesNotContain("{", "}");
        return turn;
      }
    }
  }

  private Value door() {
    return value("Front Door", Vocabulary.LOCK_STATE);
  }

  private Value onOff(String name) {
    return value(name, Vocabulary.ON_OFF);
  }

  private Value value(String name, AttributeId attribute) {
    DeviceId id =
        kernel.registry().home().devices().stream()
            .filter(device -> device.name().equals(name))
            .findFirst()
            .orElseThrow()
            .id();
    Reading reading = kernel.state().reading(id, attribute);
    return Objects.requireNonNull(reading).value();
  }

  @Test
  void whatOpensTheHomeWaitsForAYesAndIsThenDone() throws Exception {
    Turn held = ask(BEN, "unlock the front door");
    assertThat(held.stage()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(held.reply()).isEqualTo("Shall I really unlock Front Door?");
    assertThat(door()).isEqualTo(Value.of("locked"));

    assertThat(assistant.answer(held.id(), BEN, true, told::add)).isPresent();

    assertThat(end().reply()).isEqualTo("Front Door is unlocked.");
    assertThat(door()).isEqualTo(Value.of("unlocked"));
    assertThat(assistant.answer(held.id(), BEN, true, told::add)).isEmpty();
  }

  @Test
  void aYesMayBeSaidByWhoAskedAndByNobodyElse() throws Exception {
    ask(BEN, "unlock the front door");

    ask(CARL, "yes");
    end();
    assertThat(door()).isEqualTo(Value.of("locked"));
    ask(BEN, "Yes, please.");
    assertThat(end().reply()).isEqualTo("Front Door is unlocked.");
  }

  @Test
  void aNoLeavesEverythingAsItIs() throws Exception {
    Turn held = ask(BEN, "unlock the front door");

    assistant.answer(held.id(), BEN, false, told::add);

    assertThat(end().actions()).extracting(Turn.Action::status).containsOnly(Turn.Status.PLANNED);
    assertThat(door()).isEqualTo(Value.of("locked"));
    assertThat(assistant.answer(held.id(), BEN, true, told::add)).isEmpty();
  }

  @Test
  void aYesThatComesTooLateDoesNothing() {
    Turn held = ask(BEN, "unlock the front door");
    clock.now = clock.now.plus(PendingTurns.PATIENCE).plusSeconds(1);

    assertThat(assistant.answer(held.id(), BEN, true, told::add)).isEmpty();
    assertThat(door()).isEqualTo(Value.of("locked"));
  }

  @Test
  void onlyWhoAskedOrAnOwnerMayAnswer() throws Exception {
    Turn held = ask(BEN, "unlock the front door");

    assertThat(assistant.answer(held.id(), CARL, true, told::add)).isEmpty();
    assertThat(assistant.answer(held.id(), GUEST, false, told::add)).isEmpty();
    assertThat(door()).isEqualTo(Value.of("locked"));
    assertThat(assistant.answer(held.id(), ANN, true, told::add)).isPresent();

    assertThat(end().reply()).isEqualTo("Front Door is unlocked.");
  }

  @Test
  void aGuestMayNotOpenTheHomeButIsToldWhy() throws Exception {
    Turn refused = ask(GUEST, "unlock the front door");

    assertThat(refused.stage()).isEqualTo(Turn.Stage.FINISHED);
    assertThat(refused.outcome()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(end().reply()).isEqualTo("Sorry, only the people who live here may do that.");
    assertThat(door()).isEqualTo(Value.of("locked"));
  }

  @Test
  void whatFailedIsToldWithTheReason() throws Exception {
    ask(BEN, "turn on the broken lamp");
    assertThat(end().reply()).isEqualTo("Broken Lamp did not do it: the bulb is broken.");

    ask(BEN, "turn on the far lamp");
    assertThat(end().reply()).isEqualTo("Far Lamp can't be reached right now.");
  }

  @Test
  void whatWasNotSeenIsNotToldAsDone() throws Exception {
    ask(BEN, "turn on the deaf lamp");

    Turn end = end();
    assertThat(end.reply()).isEqualTo("I asked Deaf Lamp, but I have not seen it happen yet.");
    assertThat(end.actions()).extracting(Turn.Action::status).containsOnly(Turn.Status.UNCONFIRMED);
  }

  @Test
  void whatHasNoStateIsOnlySaidToHaveBeenPassedOn() throws Exception {
    ask(BEN, "next track on the blind radio");

    assertThat(end().reply()).isEqualTo("I have passed that on to Blind Radio.");
  }

  @Test
  void everySentenceIsRecordedWithWhoSaidIt() throws Exception {
    ask(BEN, "is the front door locked");
    end();
    ask(GUEST, "unlock the front door");
    end();

    assertThat(recorded).extracting(Intent::actor).containsExactly(BEN, GUEST);
    assertThat(recorded)
        .extracting(Intent::text)
        .containsExactly("is the front door locked", "unlock the front door");
  }

  @Test
  void aTimerThatIsOverSaysItsSentence() throws Exception {
    ask(BEN, "turn off the reading lamp in ten minutes");
    assertThat(end().reply()).isEqualTo("In 10 minutes: turn off the reading lamp.");
    assertThat(timers.all()).hasSize(1);

    clock.now = clock.now.plus(Duration.ofMinutes(10));
    timers.takeDue().forEach(assistant::rung);

    await().untilAsserted(() -> assertThat(onOff("Reading Lamp")).isEqualTo(Value.of(false)));
    assertThat(timers.all()).isEmpty();
  }

  @Test
  void whatATimerWouldOpenIsConfirmedWhenItIsStarted() throws Exception {
    Turn held = ask(BEN, "unlock the front door in five minutes");
    assertThat(held.stage()).isEqualTo(Turn.Stage.NEEDS_CONFIRMATION);
    assertThat(timers.all()).isEmpty();

    assistant.answer(held.id(), BEN, true, told::add);
    end();
    clock.now = clock.now.plus(Duration.ofMinutes(5));
    timers.takeDue().forEach(assistant::rung);

    await().untilAsserted(() -> assertThat(door()).isEqualTo(Value.of("unlocked")));
  }

  @Test
  void aGuestCanNotHaveATimerOpenTheHome() throws Exception {
    assertThat(ask(GUEST, "unlock the front door in five minutes").outcome())
        .isEqualTo(Turn.Kind.REFUSE);
    end();
    assertThat(timers.all()).isEmpty();
  }

  @Test
  void aConditionIsLookedAtWhenThePlanComesToIt() throws Exception {
    ask(BEN, "if the reading lamp is on turn it off, otherwise lock the front door");

    Turn end = end();
    assertThat(end.outcome()).isEqualTo(Turn.Kind.DONE);
    assertThat(end.steps())
        .containsExactly(Turn.Progress.DONE, Turn.Progress.DONE, Turn.Progress.SKIPPED);
    assertThat(end.reply()).isEqualTo("Reading Lamp is off.");

    ask(BEN, "turn on the coffee maker if the reading lamp is on");
    assertThat(end().reply()).isEqualTo("That is not so at the moment, so I changed nothing.");
  }

  @Test
  void listsAreChangedAndToldFromWhatCameAbout() throws Exception {
    lists.create("shopping", "Shopping List");
    ask(BEN, "add milk and eggs to the shopping list");
    assertThat(end().reply()).isEqualTo("milk is on the list. eggs is on the list.");

    ask(BEN, "what is on the shopping list");
    assertThat(end().reply()).isEqualTo("Shopping List: milk and eggs.");
  }

  @Test
  void whatIsNotSupportedYetIsRefusedAndNotDoneOnce() throws Exception {
    ask(BEN, "every evening turn off the reading lamp");

    Turn end = end();
    assertThat(end.outcome()).isEqualTo(Turn.Kind.REFUSE);
    assertThat(end.actions()).isEmpty();
  }

  @Test
  void aSentenceGoesOnFromTheSpeakersLastAndNobodyElses() throws Exception {
    ask(BEN, "turn off the reading lamp");
    end();

    ask(CARL, "turn it on");
    assertThat(end().outcome()).isEqualTo(Turn.Kind.ASK);
    ask(BEN, "turn it on");
    assertThat(end().reply()).isEqualTo("Reading Lamp is on.");

    clock.now = clock.now.plus(Conversations.MEMORY).plusSeconds(1);
    ask(BEN, "turn it off");
    assertThat(end().outcome()).isEqualTo(Turn.Kind.ASK);
  }

  @Test
  void aChangeOfTheHomeIsNoticed() {
    await().untilAsserted(() -> assertThat(changes).hasPositiveValue());
  }

  /** Stands still until a test moves it. */
  private static final class SetClock extends Clock {
    volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
