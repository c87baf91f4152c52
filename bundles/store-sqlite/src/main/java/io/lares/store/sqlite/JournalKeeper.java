package io.lares.store.sqlite;

import io.lares.home.Outcome;
import io.lares.kernel.Change;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Kernel;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes what happens in the home into the journal. The river waits for it, so that no row is lost;
 * it in turn waits for the store while that is well, and never for a disk that is not.
 */
@Component(
    service = {},
    immediate = true)
public final class JournalKeeper {
  private static final int MOST_EVENTS_WAITING = 16_384;
  private static final Duration GATHERING = Duration.ofMillis(5);
  private static final int MOST_ROWS_UNDER_WAY = 32_768;
  private static final int MOST_DRIVERS = 1_000;

  private final Journal journal;
  private final InstantSource clock;
  private final Semaphore underWay = new Semaphore(MOST_ROWS_UNDER_WAY);
  private final EventFeed.Subscription subscription;

  // Only the feed's thread touches these.
  private boolean stuck;
  private final Map<String, String> problems = new HashMap<>();

  @Activate
  public JournalKeeper(@Reference Kernel kernel, @Reference Journal journal) {
    this(kernel.events(), journal, InstantSource.system());
  }

  JournalKeeper(EventFeed events, Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    this.subscription =
        events.subscribe(
            "journal", MOST_EVENTS_WAITING, EventFeed.Overflow.WAIT, GATHERING, this::write);
  }

  @Deactivate
  void close() {
    subscription.close();
  }

  private void write(List<HubEvent> events) {
    int counted = 0;
    CompletionStage<Long> last = null;
    for (HubEvent event : events) {
      JournalEntry entry = entry(event);
      if (entry != null) {
        counted += mayGoOn() ? 1 : 0;
        last = journal.append(entry);
      }
    }
    if (last != null && counted > 0) {
      int rows = counted;
      // Rows are written in order, so those before it are done with the last.
      last.whenComplete((row, failure) -> underWay.release(rows));
    }
  }

  private boolean mayGoOn() {
    try {
      boolean free = stuck ? underWay.tryAcquire() : underWay.tryAcquire(5, TimeUnit.SECONDS);
      stuck = !free;
      return free;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private @Nullable JournalEntry entry(HubEvent event) {
    return switch (event) {
      case Change change ->
          new JournalEntry.Changed(
              change.time(),
              change.device(),
              change.attribute(),
              change.before(),
              change.after(),
              change.cause() == null ? null : change.cause().id());
      case CommandProgress progress ->
          progress.outcome() == null ? null : done(progress, progress.outcome());
      case DriverStatus status -> noted(status);
      default -> null;
    };
  }

  private static JournalEntry done(CommandProgress progress, Outcome outcome) {
    return new JournalEntry.Done(
        progress.time(),
        progress.intent().id(),
        progress.command().device(),
        progress.command().attribute(),
        progress.command().value(),
        switch (outcome) {
          case Outcome.Confirmed confirmed -> "confirmed";
          case Outcome.Unconfirmed unconfirmed -> "unconfirmed";
          case Outcome.Failed failed -> failed.reason().name().toLowerCase(Locale.ROOT);
        },
        switch (outcome) {
          case Outcome.Confirmed confirmed -> "";
          case Outcome.Unconfirmed unconfirmed -> unconfirmed.why();
          // The outcome's word says it all, and a rule that is in a hurry supersedes much.
          case Outcome.Failed failed when failed.reason() == Outcome.Reason.SUPERSEDED -> "";
          case Outcome.Failed failed -> failed.message();
        });
  }

  /** A driver's trouble, and its end, once each. */
  private @Nullable JournalEntry noted(DriverStatus status) {
    // Its bundle was stopped, by a person or with the hub: nothing that went wrong.
    if (status.state() == DriverStatus.State.MISSING) {
      return null;
    }
    String before = problems.getOrDefault(status.instance(), "");
    if (before.equals(status.problem())) {
      return null;
    }
    if (status.problem().isEmpty()) {
      problems.remove(status.instance());
    } else if (problems.size() < MOST_DRIVERS || problems.containsKey(status.instance())) {
      problems.put(status.instance(), status.problem());
    }
    return new JournalEntry.Noted(
        clock.instant(),
        status.instance(),
        status.problem().isEmpty() ? status.name() + " is well again" : status.problem());
  }
}
