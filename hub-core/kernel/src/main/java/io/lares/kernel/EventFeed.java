package io.lares.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The river's banks: whoever wants to know what happens in the home. */
public interface EventFeed {
  /** Takes events in batches on a thread of its own, in order. */
  @FunctionalInterface
  interface Listener {
    void onEvents(List<HubEvent> events);
  }

  /** What happens when a listener is slower than the river. */
  enum Overflow {
    /** Of several waiting changes of one attribute the latest stays. For pages. */
    LATEST,
    /** The river waits; for the journal, which may not lose a row. */
    WAIT
  }

  /**
   * Starts to deliver events to a listener.
   *
   * @param name for the log, should the listener be slow or throw
   * @param capacity the most events that wait for it, at least 16
   */
  default Subscription subscribe(String name, int capacity, Overflow overflow, Listener listener) {
    return subscribe(name, capacity, overflow, Duration.ZERO, listener);
  }

  /**
   * The same for a listener that is in no hurry.
   *
   * @param gathering how long events may wait for others to come with them; waking a listener for
   *     each costs more than most do with one
   */
  Subscription subscribe(
      String name, int capacity, Overflow overflow, Duration gathering, Listener listener);

  /**
   * This feed for those who look at some kinds of events. Every command makes three or more {@link
   * CommandProgress} events.
   */
  default EventFeed only(Set<Class<? extends HubEvent>> kinds) {
    return where(event -> kinds.contains(event.getClass()));
  }

  /**
   * This feed for those who look at some events: others neither wait for them nor wake them, which
   * costs more than most listeners do with one.
   *
   * @param interest whether they look at an event; asked as it happens, by whatever thread it
   *     happens on, so it is quick, waits for nobody and does not throw
   */
  EventFeed where(Predicate<HubEvent> interest);

  /** Ends a delivery. What had happened before is still delivered before this returns. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
