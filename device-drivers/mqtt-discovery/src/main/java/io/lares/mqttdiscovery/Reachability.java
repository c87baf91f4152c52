package io.lares.mqttdiscovery;

import io.lares.mqttdiscovery.discovery.Availability;
import org.jspecify.annotations.Nullable;

/** What an entity's availability topics have said so far, and whether it has fallen silent. */
final class Reachability {
  private final Availability availability;
  private final @Nullable Boolean[] heard;
  private @Nullable Boolean latest;

  /** Whether it still speaks, where it says how long it may be silent; null before it has. */
  private @Nullable Boolean speaks;

  Reachability(Availability availability) {
    this.availability = availability;
    this.heard = new Boolean[availability.rules().size()];
  }

  /** Takes what a topic says; false where it is neither of its two payloads. */
  boolean hear(int rule, String text) {
    Availability.Rule expected = availability.rules().get(rule);
    boolean available = text.equals(expected.payloadAvailable());
    if (!available && !text.equals(expected.payloadNotAvailable())) {
      return false;
    }
    heard[rule] = available;
    latest = available;
    return true;
  }

  /** Takes that it has spoken, or been silent for too long; true where that is news. */
  boolean speaks(boolean now) {
    boolean news = speaks == null || speaks != now;
    speaks = now;
    return news;
  }

  /** True or false where the topics say so; null where they have not said enough. */
  @Nullable Boolean verdict() {
    Boolean said = said();
    if (availability.patience() == 0 || Boolean.FALSE.equals(said)) {
      return said;
    }
    return speaks == null || !speaks ? speaks : said;
  }

  private @Nullable Boolean said() {
    if (heard.length == 0) {
      return true;
    }
    return switch (availability.mode()) {
      case LATEST -> latest;
      case ALL -> decide(false);
      case ANY -> decide(true);
    };
  }

  /** One answer that is {@code decisive} decides; else all must have spoken. */
  private @Nullable Boolean decide(boolean decisive) {
    boolean complete = true;
    for (Boolean one : heard) {
      if (one == null) {
        complete = false;
      } else if (one == decisive) {
        return decisive;
      }
    }
    return complete ? Boolean.valueOf(!decisive) : null;
  }
}
