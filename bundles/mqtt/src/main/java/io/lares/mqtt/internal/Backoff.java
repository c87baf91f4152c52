package io.lares.mqtt.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts to connect: any length up to a ceiling that doubles each time, so that
 * many hubs do not come back to a restarted broker in step.
 */
final class Backoff {
  private final Duration first;
  private final Duration last;
  private final RandomGenerator random;
  private Duration ceiling;

  Backoff(Duration first, Duration last, RandomGenerator random) {
    this.first = first;
    this.last = last;
    this.random = random;
    this.ceiling = first;
  }

  Duration next() {
    var pause = Duration.ofNanos(random.nextLong(ceiling.toNanos() + 1));
    var doubled = ceiling.multipliedBy(2);
    ceiling = doubled.compareTo(last) > 0 ? last : doubled;
    return pause;
  }

  void reset() {
    ceiling = first;
  }
}
