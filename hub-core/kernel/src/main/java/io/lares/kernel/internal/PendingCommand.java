package io.lares.kernel.internal;

import io.lares.driver.CommandReply;
import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Outcome;
import io.lares.home.Outcome.Reason;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.CommandProgress.Stage;
import io.lares.kernel.CommandTicket;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command that has been handed to its driver and waits for an observation.
 *
 * <p>Thousands may wait at a time and outlive a collection of garbage, so each is one object, and
 * how far it is stands in plain numbers: a reference that is set in an old object has the collector
 * look through it.
 */
final class PendingCommand implements CommandReply, CommandTicket {
  /** After its acceptance, a command for what a device shows already needs no new observation. */
  private static final long SHOWN_ALREADY_NANOS = 500_000_000L;

  /** A momentary command that was accepted has no state to wait for. */
  private static final long MOMENTARY_NANOS = 1_000_000_000L;

  private final long ticket;
  private final Command command;
  private final Intent intent;
  private final LiveAttribute target;
  private final long deadline;
  private final Consumer<HubEvent> events;
  private final Consumer<PendingCommand> onDone;
  private final Executor aside;
  private final long begun;
  private volatile long nextLook;

  // Guarded by this.
  private boolean accepted;
  private boolean done;
  private long acceptedAt;
  private @Nullable Outcome result;

  // Nobody waits for most commands of rules, and then nothing has to run aside for them.
  private @Nullable CompletableFuture<Outcome> outcome;

  PendingCommand(
      long ticket,
      Command command,
      Intent intent,
      LiveAttribute target,
      long now,
      long deadline,
      Consumer<HubEvent> events,
      Consumer<PendingCommand> onDone,
      Executor aside) {
    this.begun = now;
    this.nextLook = sooner(now + SHOWN_ALREADY_NANOS, deadline);
    this.ticket = ticket;
    this.command = command;
    this.intent = intent;
    this.target = target;
    this.deadline = deadline;
    this.events = events;
    this.onDone = onDone;
    this.aside = aside;
  }

  Intent intent() {
    return intent;
  }

  LiveAttribute target() {
    return target;
  }

  /** When it was given, by {@link System#nanoTime}. */
  long begun() {
    return begun;
  }

  @Override
  public long id() {
    return ticket;
  }

  @Override
  public Command command() {
    return command;
  }

  @Override
  public synchronized CompletionStage<Outcome> outcome() {
    if (outcome == null) {
      outcome =
          result == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(result);
    }
    return outcome;
  }

  void sent() {
    events.accept(progressed(Stage.SENT, null));
  }

  @Override
  public void accepted() {
    synchronized (this) {
      if (accepted || done) {
        return;
      }
      accepted = true;
      acceptedAt = System.nanoTime();
    }
    events.accept(progressed(Stage.ACCEPTED, null));
  }

  @Override
  public void failed(Failure reason, String message) {
    finish(
        new Outcome.Failed(
            switch (reason) {
              case OFFLINE -> Reason.OFFLINE;
              case REJECTED -> Reason.REJECTED_BY_DEVICE;
              case UNSUPPORTED -> Reason.NOT_COMMANDABLE;
            },
            message),
        events);
  }

  /** An observation of the target came in; {@code sink} takes the event, in order. */
  void observed(Value value, Instant time, Consumer<HubEvent> sink) {
    if (momentary() || satisfies(target.attribute.kind(), command.value(), value)) {
      finish(new Outcome.Confirmed(value, time), sink);
    }
  }

  /** When to {@linkplain #check check} it next, by {@link System#nanoTime}. */
  long nextLook() {
    return nextLook;
  }

  synchronized boolean done() {
    return done;
  }

  /** Looks whether its time is up; where it is not, {@link #nextLook} says when to look again. */
  void check(long now) {
    boolean taken;
    long due;
    synchronized (this) {
      taken = accepted;
      due = acceptedAt + (momentary() ? MOMENTARY_NANOS : SHOWN_ALREADY_NANOS);
    }
    if (taken && now - due >= 0) {
      if (momentary()) {
        finish(new Outcome.Unconfirmed("It was sent; it has no state that could be seen"), events);
        return;
      }
      Reading shown = target.reading();
      if (shown != null && satisfies(target.attribute.kind(), command.value(), shown.value())) {
        finish(new Outcome.Confirmed(shown.value(), shown.time()), events);
        return;
      }
    }
    if (now - deadline >= 0) {
      finish(
          taken
              ? new Outcome.Unconfirmed("It was sent, but the device has not shown it yet")
              : new Outcome.Failed(Reason.TIMED_OUT, "The device's driver did not answer in time"),
          events);
    } else if (!taken) {
      nextLook = sooner(now + TimingWheel.TICK_NANOS, deadline);
    } else {
      // What comes after the look at what it shows already comes as an observation.
      nextLook = now - due >= 0 ? deadline : sooner(due, deadline);
    }
  }

  private static long sooner(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private boolean momentary() {
    return target.attribute.access() == Attribute.Access.MOMENTARY;
  }

  /** Ends it, once. */
  void finish(Outcome end, Consumer<HubEvent> sink) {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
    }
    target.pending.compareAndSet(this, null);
    onDone.accept(this);
    sink.accept(progressed(Stage.DONE, end));
    CompletableFuture<Outcome> watched;
    synchronized (this) {
      result = end;
      watched = outcome;
    }
    if (watched != null) {
      watched.completeAsync(() -> end, aside);
    }
  }

  private CommandProgress progressed(Stage stage, @Nullable Outcome end) {
    return new CommandProgress(ticket, command, intent, stage, end, Instant.now());
  }

  /** Whether a device that shows one value has done what was wished; devices round. */
  static boolean satisfies(ValueKind kind, Value wished, Value shown) {
    return switch (kind) {
      case ValueKind.Number(double min, double max, double step) ->
          wished instanceof Value.Num(double want)
              && shown instanceof Value.Num(double is)
              && Math.abs(want - is) <= Math.max(step, Math.abs(want) * 0.01) + 1e-9;
      case ValueKind.Colour ignored ->
          wished instanceof Value.Text(String want)
              && shown instanceof Value.Text(String is)
              && nearColour(want, is);
      default -> wished.equals(shown);
    };
  }

  private static boolean nearColour(String want, String is) {
    int a = Integer.parseInt(want.substring(1), 16);
    int b = Integer.parseInt(is.substring(1), 16);
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((a >> shift & 255) - (b >> shift & 255)) > 24) {
        return false;
      }
    }
    return true;
  }
}
