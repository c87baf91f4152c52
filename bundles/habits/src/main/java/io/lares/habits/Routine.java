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
  private static final Duration OF_LATE = Duration.ofDays(14);
  private static final Duration OF_LATE_BY_WEEK = Duration.ofDays(21);

  /** Once is chance: who has given something up still does it now and then. */
  private static final int FEWEST_OF_LATE = 2;

  /**
   * Whether it was done of late: twice in a fortnight, or in three weeks what is done on one day of
   * the week. Nobody is reminded of what they have given up.
   */
  public boolean fresh(Instant now) {
    Instant since = now.minus(cue.days().size() == 1 ? OF_LATE_BY_WEEK : OF_LATE);
    return evidence.examples().stream().filter(since::isBefore).count() >= FEWEST_OF_LATE;
  }

  /** Whether it is sure enough to be suggested as an automation, and was done of late. */
  public boolean worthSuggesting(Instant now) {
    return confidence >= SURE_ENOUGH_TO_SUGGEST && fresh(now);
  }
}
