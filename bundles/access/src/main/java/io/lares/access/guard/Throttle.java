package io.lares.access.guard;

import io.lares.access.AccessDenied;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Slows down whoever guesses. After a few free tries each further failure doubles the pause. A try
 * counts as failed until it is known to have succeeded, so that many at once gain nothing. Memory
 * is bounded: of too many names the one that tried longest ago is forgotten.
 */
final class Throttle {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 30;

  private record Record(int failures, Instant last) {}

  private final InstantSource clock;
  private final int freeTries;
  private final Duration longestPause;
  private final Duration forgetAfter;
  private final int mostNames;
  private final SequencedMap<String, Record> records = new LinkedHashMap<>();

  /**
   * Makes one.
   *
   * @param forgetAfter how long after the last failure all is forgiven
   */
  Throttle(
      InstantSource clock,
      int freeTries,
      Duration longestPause,
      Duration forgetAfter,
      int mostNames) {
    this.clock = clock;
    this.freeTries = freeTries;
    this.longestPause = longestPause;
    this.forgetAfter = forgetAfter;
    this.mostNames = mostNames;
  }

  /**
   * Lets a try through and counts it as failed.
   *
   * @throws AccessDenied where it comes too early
   */
  synchronized void enter(String name) throws AccessDenied {
    Instant now = clock.instant();
    Record record = records.get(name);
    int failures = 0;
    if (record != null && now.isBefore(record.last().plus(forgetAfter))) {
      failures = record.failures();
      Duration wait = Duration.between(now, record.last().plus(pause(failures)));
      if (wait.isPositive()) {
        throw denied(wait);
      }
    }
    records.putLast(name, new Record(failures + 1, now));
    while (records.size() > mostNames) {
      records.pollFirstEntry();
    }
  }

  /** The try succeeded: it and all before are forgiven. */
  synchronized void forgive(String name) {
    records.remove(name);
  }

  /** The try succeeded or was not made: it does not count, but those before do. */
  synchronized void takeBack(String name) {
    records.computeIfPresent(
        name,
        (key, record) ->
            record.failures() <= 1 ? null : new Record(record.failures() - 1, record.last()));
  }

  synchronized int size() {
    return records.size();
  }

  private Duration pause(int failures) {
    int over = failures - freeTries;
    if (over < 0) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(over, MOST_DOUBLINGS));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }

  private static AccessDenied denied(Duration wait) {
    Duration whole = Duration.ofSeconds(wait.plusMillis(999).toSeconds());
    return new AccessDenied(
        AccessDenied.Reason.TOO_MANY_TRIES,
        "Too many tries. Wait "
            + (whole.toSeconds() < 90
                ? whole.toSeconds() + " s"
                : whole.plusSeconds(59).toMinutes() + " minutes")
            + " and try again.",
        whole);
  }
}
