package io.lares.automations.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A clock that a test sets. */
public final class SetClock extends Clock {
  private final ZoneId zone;
  private volatile Instant now;

  /** A clock that stands at a local time. */
  public SetClock(String local, String zone) {
    this.zone = ZoneId.of(zone);
    this.now = at(local);
  }

  private SetClock(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** The moment of a local time; the first where there are two. */
  public Instant at(String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  /** Puts it to a local time. */
  public void set(String local) {
    now = at(local);
  }

  public void set(Instant moment) {
    now = moment;
  }

  public void forward(Duration by) {
    now = now.plus(by);
  }

  /** A moment in the clock's zone. */
  public ZonedDateTime local(Instant moment) {
    return moment.atZone(zone);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SetClock(now, other);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
