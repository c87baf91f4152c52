package io.lares.habits;

import io.lares.home.Command;
import io.lares.home.PersonId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done again and again.
 *
 * @param id the same for the same routine for as long as it is known
 * @param person who does it; null where that is nobody in particular, or not known
 * @param cue when it is done
 * @param action what is done
 * @param confidence how likely it is to be done at the next cue; 0 to 1
 * @param evidence what it was learned from
 */
public record Routine(
    String id,
    @Nullable PersonId person,
    Cue cue,
    Command action,
    double confidence,
    Evidence evidence) {
  private static final double SURE_ENOUGH_TO_SUGGEST = 0.7;
  private static final Duration FRESH = Duration.ofDays(14);

  /** Whether it was done of late: nobody is reminded of what has not happened for a fortnight. */
  public boolean fresh(Instant now) {
    Instant since = now.minus(FRESH);
    return evidence.examples().stream().anyMatch(since::isBefore);
  }

  /** Whether it is sure enough to be suggested as an automation, and was done of late. */
  public boolean worthSuggesting(Instant now) {
    return confidence >= SURE_ENOUGH_TO_SUGGEST && fresh(now);
  }
}
