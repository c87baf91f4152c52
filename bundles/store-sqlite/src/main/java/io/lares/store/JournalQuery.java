package io.lares.store;

import io.lares.home.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to find; null leaves a condition out.
 *
 * @param before only rows older than this row's number, to page on
 * @param intent only what belongs to this wish
 * @param limit 1 to 1000
 */
public record JournalQuery(
    @Nullable DeviceId device,
    @Nullable String actor,
    @Nullable String intent,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long before,
    int limit) {
  public JournalQuery {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("A query's limit must be 1 to 1000, this one is " + limit);
    }
  }

  /** The newest entries of all kinds. */
  public static JournalQuery newest(int limit) {
    return new JournalQuery(null, null, null, null, null, null, limit);
  }
}
