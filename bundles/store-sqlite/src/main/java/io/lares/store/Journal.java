package io.lares.store;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What happened in the home and who asked for it. Safe from any thread. */
public interface Journal {
  /**
   * Writes an entry, off the caller's thread.
   *
   * @return completes with the row's number once the entry survives {@code kill -9}; exceptionally
   *     where the store had to drop it (a full disk that lasted too long)
   */
  CompletionStage<Long> append(JournalEntry entry);

  /** Entries that match, newest first. */
  List<JournalRow> find(JournalQuery query);

  /**
   * The course of a numeric or boolean attribute, from the raw rows or their roll-ups, whichever
   * suits the step.
   *
   * @param step width of a bucket; one point a bucket that has data
   */
  List<HistoryPoint> history(
      DeviceId device, AttributeId attribute, Instant from, Instant to, Duration step);

  /** A row of the journal. */
  record JournalRow(long id, JournalEntry entry) {}

  /**
   * A bucket of a course; true counts as 1, false as 0.
   *
   * @param mean weighted by time
   */
  record HistoryPoint(Instant time, double min, double mean, double max, double last, int count) {}
}
