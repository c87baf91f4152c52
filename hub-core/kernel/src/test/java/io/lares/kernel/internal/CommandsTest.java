package io.lares.kernel.internal;

import static io.lares.home.Vocabulary.LEVEL;
import static io.lares.home.Vocabulary.LOCK_STATE;
import static io.lares.home.Vocabulary.ON_OFF;
import static io.lares.kernel.internal.Doubles.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DriverHost;
import io.lares.driver.Session;
import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Outcome;
import io.lares.home.Outcome.Reason;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.kernel.Change;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.EventFeed.Overflow;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.internal.Doubles.Obedient;
import io.lares.kernel.internal.Doubles.ScriptedDriver;
import io.lares.kernel.internal.Doubles.Silent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final DeviceId LAMP = new DeviceId("test.lamp");
  private static final DeviceId DOOR = new DeviceId("test.door");
  private static final Intent TAP =
      new Intent(
          "tap-1", Actor.person(new PersonId("ada"), Role.OWNER, Actor.Channel.TAP), "", false);

  private final RunningKernel kernel = new RunningKernel(new InMemoryRepository(), Doubles.SHORT);

  @AfterEach
  void close() {
    kernel.close();
  }

  private interface SessionMaker {
    Session over(DriverHost host);
  }

  private void open(SessionMaker sessions) {
    kernel.driverAdded(
        new ScriptedDriver(
            "test",
            (config, host) -> {
              host.announce(Doubles.light("lamp", "Lamp", "Kitchen"));
              host.observe("lamp", ON_OFF, Value.of(false));
              host.announce(Doubles.describe("door", "Door", "", DeviceType.DOOR_LOCK, LOCK_STATE));
              return sessions.over(host);
            }));
    await().until(() -> kernel.state().available(DOOR));
  }

  private Outcome outcome(Command command, Intent intent) {
    return kernel.commands().submit(command, intent).outcome().toCompletableFuture().join();
  }

  private static Command lamp(boolean on) {
    return new Command(LAMP, ON_OFF, Value.of(on));
  }

  @Test
  void aCommandIsConfirmedByTheObservationThatShowsIt() {
    open(Obedient::new);
    assertThat(outcome(lamp(true), TAP)).isInstanceOf(Outcome.Confirmed.class);
    assertThat(kernel.state().reading(LAMP, ON_OFF))
        .extracting(Reading::value)
        .isEqualTo(Value.of(true));
  }

  @Test
  void whatWasAcceptedButNeverShownIsUnconfirmed() {
    open(host -> new Silent());
    assertThat(outcome(lamp(true), TAP)).isInstanceOf(Outcome.Unconfirmed.class);
    assertThat(kernel.state().reading(LAMP, ON_OFF))
        .extracting(Reading::value)
        .isEqualTo(Value.of(false));
  }

  @Test
  void whatTheDeviceShowsAlreadyIsConfirmedOnceItIsAccepted() {
    open(host -> new Silent());
    assertThat(outcome(lamp(false), TAP)).isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void aDriverThatNeverAnswersTimesOut() {
    open(host ->
        new Session() {
          @Override
          public void execute(DeviceCommand command, CommandReply reply) {}

          @Override
          public void close() {}
        });
    assertThat(outcome(lamp(true), TAP))
        .asInstanceOf(failed())
        .extracting(Outcome.Failed::reason)
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void aDevicesRefusalIsPassedOnWithItsWords() {
    open(host ->
        new Session() {
          @Override
          public void execute(DeviceCommand command, CommandReply reply) {
            reply.failed(CommandReply.Failure.REJECTED, "The bolt is jammed");
            reply.accepted();
          }

          @Override
          public void close() {}
        });
    assertThat(outcome(lamp(true), TAP))
        .isEqualTo(new Outcome.Failed(Reason.REJECTED_BY_DEVICE, "The bolt is jammed"));
  }

  @Test
  void aRoundedValueConfirmsToo() {
    open(host ->
        new Session() {
          @Override
          public void execute(DeviceCommand command, CommandReply reply) {
            reply.accepted();
            host.observe(command.device(), LEVEL, Value.of(40.6));
          }

          @Override
          public void close() {}
        });
    assertThat(outcome(new Command(LAMP, LEVEL, Value.of(40)), TAP))
        .isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void aLaterCommandSupersedesAnEarlierOne() {
    open(host -> new Silent());
    var first = kernel.commands().submit(lamp(true), TAP);
    kernel.commands().submit(lamp(false), TAP);
    assertThat(first.outcome().toCompletableFuture().join())
        .asInstanceOf(failed())
        .extracting(Outcome.Failed::reason)
        .isEqualTo(Reason.SUPERSEDED);
  }

  @Test
  void nonsenseIsRefusedBeforeItReachesTheDriver() {
    open(Obedient::new);
    assertThat(reason(new Command(new DeviceId("test.none"), ON_OFF, Value.of(true)), TAP))
        .isEqualTo(Reason.NO_SUCH_DEVICE);
    assertThat(reason(new Command(LAMP, LOCK_STATE, Value.of("locked")), TAP))
        .isEqualTo(Reason.NO_SUCH_ATTRIBUTE);
    assertThat(reason(new Command(LAMP, LEVEL, Value.of(101)), TAP)).isEqualTo(Reason.BAD_VALUE);
    assertThat(reason(new Command(LAMP, ON_OFF, Value.of("on")), TAP)).isEqualTo(Reason.BAD_VALUE);
  }

  @Test
  void unlockingByASentenceNeedsAConfirmation() {
    open(Obedient::new);
    Command unlock = new Command(DOOR, LOCK_STATE, Value.of("unlocked"));
    Intent said =
        new Intent(
            "said-1",
            Actor.person(new PersonId("ada"), Role.OWNER, Actor.Channel.SENTENCE),
            "unlock the door",
            false);
    assertThat(reason(unlock, said)).isEqualTo(Reason.NEEDS_CONFIRMATION);
    assertThat(outcome(unlock, said.asConfirmed())).isInstanceOf(Outcome.Confirmed.class);
    assertThat(outcome(new Command(DOOR, LOCK_STATE, Value.of("locked")), said))
        .isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void guestsMayNotTouchALock() {
    open(Obedient::new);
    Intent guest =
        new Intent(
            "tap-2", Actor.person(new PersonId("bob"), Role.GUEST, Actor.Channel.TAP), "", true);
    assertThat(reason(new Command(DOOR, LOCK_STATE, Value.of("unlocked")), guest))
        .isEqualTo(Reason.FORBIDDEN);
    assertThat(outcome(lamp(true), guest)).isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void everyStepIsToldInOrderAndChangesNameTheirCause() {
    List<HubEvent> events = new CopyOnWriteArrayList<>();
    open(Obedient::new);
    kernel.events().subscribe("test", 1000, Overflow.WAIT, events::addAll);
    outcome(lamp(true), TAP);
    await()
        .until(() ->
            events.stream()
                .anyMatch(e ->
                    e instanceof CommandProgress p && p.stage() == CommandProgress.Stage.DONE));
    List<HubEvent> ofLamp =
        events.stream().filter(e -> e instanceof CommandProgress || e instanceof Change).toList();
    assertThat(ofLamp.getFirst())
        .isInstanceOfSatisfying(
            CommandProgress.class,
            p -> assertThat(p.stage()).isEqualTo(CommandProgress.Stage.SENT));
    assertThat(ofLamp.getLast())
        .isInstanceOfSatisfying(
            CommandProgress.class,
            p -> assertThat(p.stage()).isEqualTo(CommandProgress.Stage.DONE));
    assertThat(ofLamp)
        .filteredOn(Change.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(Change.class, change -> assertThat(change.cause()).isEqualTo(TAP));
  }

  @Test
  void anUnreachableDeviceFailsAtOnce() {
    open(host -> {
      host.available("lamp", false);
      return new Obedient(host);
    });
    await().until(() -> !kernel.state().available(LAMP));
    assertThat(reason(lamp(true), TAP)).isEqualTo(Reason.OFFLINE);
  }

  private Reason reason(Command command, Intent intent) {
    return outcome(command, intent) instanceof Outcome.Failed(Reason reason, String message)
            && !message.isBlank()
        ? reason
        : null;
  }

  private static org.assertj.core.api.InstanceOfAssertFactory<
          Outcome.Failed, org.assertj.core.api.ObjectAssert<Outcome.Failed>>
      failed() {
    return org.assertj.core.api.InstanceOfAssertFactories.type(Outcome.Failed.class);
  }
}
