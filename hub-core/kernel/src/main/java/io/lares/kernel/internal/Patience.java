package io.lares.kernel.internal;

import java.time.Duration;

/**
 * How long the kernel waits for others.
 *
 * @param hang a driver's call that takes longer counts as hanging
 * @param firstPause before a failed session is opened again; doubles with each failure
 * @param longestPause the pauses grow no longer than this
 * @param settled a session that ran this long has its pauses start anew
 * @param quick how long a command waits for its confirmation
 * @param slow the same, for things that move: blinds, doors, vacuum cleaners
 */
record Patience(
    Duration hang,
    Duration firstPause,
    Duration longestPause,
    Duration settled,
    Duration quick,
    Duration slow) {
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120));
}
