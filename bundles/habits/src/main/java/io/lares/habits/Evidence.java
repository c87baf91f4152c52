package io.lares.habits;

import java.time.Instant;
import java.util.List;

/**
 * What something was learned from.
 *
 * @param times how often it was done at its cue
 * @param of how often the cue was there
 * @param lastTimes the same among the latest cues, at most ten
 * @param lastOf how many those are
 * @param examples the latest times at which it was done, newest first; at most ten
 */
public record Evidence(int times, int of, int lastTimes, int lastOf, List<Instant> examples) {
  public Evidence {
    examples = List.copyOf(examples);
    if (times < 0 || of < times || lastTimes < 0 || lastOf < lastTimes) {
      throw new IllegalArgumentException("More was done than there were cues for");
    }
  }
}
