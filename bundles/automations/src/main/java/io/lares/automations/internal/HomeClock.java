package io.lares.automations.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The machine's clock in the home's zone, which may be changed. */
final class HomeClock extends Clock {
  private final Clock machine;
  private volatile ZoneId zone;

  HomeClock(Clock machine) {
    this.machine = machine;
    this.zone = machine.getZone();
  }

  void zone(ZoneId other) {
    zone = other;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return machine.withZone(other);
  }

  @Override
  public Instant instant() {
    return machine.instant();
  }
}
