package io.lares.habits.internal;

import io.lares.habits.Routine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps the routines that were found last. They are looked for again where they are an hour old,
 * beside everything else and on a thread that gives way to others; only who comes before the first
 * search is over has to wait for it. Safe from any thread.
 */
final class RoutineSearch {
  private static final Duration FRESH = Duration.ofHours(1);

  private final Function<Instant, List<Routine>> search;
  private List<Routine> found = List.of();
  private Instant foundAt = Instant.MIN;
  private boolean looking;
  private int edition;

  /**
   * Makes one that has found nothing yet.
   *
   * @param search may take seconds
   */
  RoutineSearch(Function<Instant, List<Routine>> search) {
    this.search = search;
  }

  /** The routines as they are known now. */
  synchronized List<Routine> at(Instant now) {
    if (!looking && foundAt.isBefore(now.minus(FRESH))) {
      beside(now);
    }
    while (foundAt.equals(Instant.MIN) && looking) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
    return found;
  }

  private void beside(Instant now) {
    looking = true;
    int wanted = edition;
    Thread.ofPlatform()
        .name("habits-search")
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .start(() -> look(now, wanted));
  }

  private void look(Instant now, int wanted) {
    List<Routine> fresh = null;
    try {
      fresh = search.apply(now);
    } finally {
      looked(fresh, now, wanted);
    }
  }

  private synchronized void looked(
      @org.jspecify.annotations.Nullable List<Routine> fresh, Instant now, int wanted) {
    if (wanted != edition) {
      beside(now);
      return;
    }
    looking = false;
    if (fresh != null) {
      found = fresh;
      foundAt = now;
    }
    notifyAll();
  }

  /** What was found holds no more: something was forgotten, or the sun is known now. */
  synchronized void anew() {
    edition++;
    found = List.of();
    foundAt = Instant.MIN;
  }
}
