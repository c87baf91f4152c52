package io.lares.language;

import java.time.Duration;

/**
 * Where an answer ends at the latest.
 *
 * @param outputTokens 1 or more
 * @param time from the request to the end, with waiting; more than zero
 */
public record Limits(int outputTokens, Duration time) {
  public Limits {
    if (outputTokens < 1 || !time.isPositive()) {
      throw new IllegalArgumentException("limits must be more than zero");
    }
  }
}
