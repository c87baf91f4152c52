package io.lares.kernel.internal;

import io.lares.driver.DeviceCommand;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Outcome;
import io.lares.home.Outcome.Reason;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.CommandBus;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.CommandTicket;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks commands, hands them to their drivers and sees to it that each gets an outcome. */
final class Commands implements CommandBus, AutoCloseable {
  /** What moves takes its time. */
  private static final Set<AttributeId> SLOW =
      Set.of(
          Vocabulary.COVERING_POSITION,
          Vocabulary.GARAGE_POSITION,
          Vocabulary.VALVE_POSITION,
          Vocabulary.VACUUM_OPERATION,
          Vocabulary.MOWER_OPERATION);

  private static final Outcome SUPERSEDED =
      new Outcome.Failed(Reason.SUPERSEDED, "A later command took its place");

  private final Registry registry;
  private final LiveState state;
  private final Patience patience;
  private final Executor aside;
  private final AtomicLong tickets = new AtomicLong();
  private final Consumer<HubEvent> events;
  private final Consumer<PendingCommand> ended;
  private final TimingWheel pending = new TimingWheel(System.nanoTime());
  private final Thread checker;

  Commands(Registry registry, LiveState state, Feed feed, Patience patience, Executor aside) {
    this.registry = registry;
    this.state = state;
    this.events = feed::publish;
    this.ended = pending::remove;
    this.patience = patience;
    this.aside = aside;
    this.checker = Thread.ofVirtual().name("command-deadlines").start(this::checkDeadlines);
  }

  @Override
  public CommandTicket submit(Command wished, Intent intent) {
    long ticket = tickets.incrementAndGet();
    Command command = normalised(wished);
    Device device = registry.home().device(command.device());
    LiveDevice live = state.device(command.device());
    LiveAttribute target = live == null ? null : live.attribute(command.attribute());
    Outcome.Failed objection = objection(command, intent, device, live, target);
    SessionRun run = live == null ? null : live.run();
    if (objection != null || live == null || target == null || run == null) {
      Outcome.Failed failure =
          objection != null
              ? objection
              : new Outcome.Failed(Reason.OFFLINE, "The device's driver is not running");
      events.accept(
          new CommandProgress(
              ticket, command, intent, CommandProgress.Stage.DONE, failure, Instant.now()));
      return new Refused(ticket, command, CompletableFuture.completedFuture(failure));
    }
    Duration patient = SLOW.contains(command.attribute()) ? patience.slow() : patience.quick();
    Duration transition = command.transition();
    long now = System.nanoTime();
    long deadline =
        now
            + patient.toNanos()
            + (transition == null ? 0 : Math.min(transition.toNanos(), patience.slow().toNanos()));
    PendingCommand next =
        new PendingCommand(ticket, command, intent, target, now, deadline, events, ended, aside);
    pending.add(next);
    live.wished(next);
    PendingCommand previous = target.pending.getAndSet(next);
    if (previous != null) {
      previous.finish(SUPERSEDED, events);
    }
    next.sent();
    DeviceCommand wire =
        new DeviceCommand(
            nativeId(device), command.attribute(), command.value(), command.transition());
    if (!run.execute(wire, next)) {
      next.finish(
          new Outcome.Failed(
              Reason.DRIVER_FAILED, "The device's driver has more to do than it can take"),
          events);
    }
    return next;
  }

  @Override
  public Optional<Intent> underWay(DeviceId device, AttributeId attribute) {
    LiveDevice live = state.device(device);
    LiveAttribute target = live == null ? null : live.attribute(attribute);
    PendingCommand pending = target == null ? null : target.pending.get();
    return Optional.ofNullable(pending).map(PendingCommand::intent);
  }

  private record Refused(long id, Command command, CompletionStage<Outcome> outcome)
      implements CommandTicket {}

  private static String nativeId(@Nullable Device device) {
    return device == null ? "" : device.origin().nativeId();
  }

  private static Command normalised(Command command) {
    return command.value() instanceof Value.Text(String text)
            && text.length() == 7
            && text.charAt(0) == '#'
        ? new Command(
            command.device(),
            command.attribute(),
            Value.of(text.toLowerCase(Locale.ROOT)),
            command.transition())
        : command;
  }

  private static Outcome.@Nullable Failed objection(
      Command command,
      Intent intent,
      @Nullable Device device,
      @Nullable LiveDevice live,
      @Nullable LiveAttribute target) {
    if (device == null || live == null) {
      return failed(Reason.NO_SUCH_DEVICE, "There is no device " + command.device());
    }
    if (target == null) {
      return failed(Reason.NO_SUCH_ATTRIBUTE, device.name() + " has no " + command.attribute());
    }
    Attribute attribute = target.attribute;
    if (!attribute.commandable()) {
      return failed(
          Reason.NOT_COMMANDABLE,
          command.attribute() + " of " + device.name() + " can only be read");
    }
    String misfit = attribute.kind().misfit(command.value());
    if (misfit != null) {
      return failed(Reason.BAD_VALUE, command.attribute() + " of " + device.name() + " " + misfit);
    }
    switch (Policy.decide(intent.actor(), device, command.attribute(), command.value())) {
      case FORBID -> {
        return failed(Reason.FORBIDDEN, "Guests may not do this with " + device.name());
      }
      case CONFIRM -> {
        if (!intent.confirmed()) {
          return failed(
              Reason.NEEDS_CONFIRMATION, "Somebody has to confirm this for " + device.name());
        }
      }
      case ACT -> {}
    }
    return live.available() ? null : failed(Reason.OFFLINE, device.name() + " can't be reached");
  }

  private static Outcome.Failed failed(Reason reason, String message) {
    return new Outcome.Failed(reason, message);
  }

  /** The session that served these commands has ended. */
  void abandon(LiveDevice device) {
    for (LiveAttribute attribute : device.attributes().values()) {
      PendingCommand waiting = attribute.pending.get();
      if (waiting != null) {
        waiting.finish(
            new Outcome.Failed(Reason.DRIVER_FAILED, "The device's driver stopped meanwhile"),
            events);
      }
    }
  }

  private void checkDeadlines() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(Duration.ofNanos(TimingWheel.TICK_NANOS));
        pending.turn(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    checker.interrupt();
    Threads.join(checker);
    pending.forEach(command ->
        command.finish(new Outcome.Failed(Reason.DRIVER_FAILED, "The hub is stopping"), events));
  }
}
