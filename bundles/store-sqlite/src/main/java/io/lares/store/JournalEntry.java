package io.lares.store;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that is worth remembering. */
public sealed interface JournalEntry {
  Instant time();

  /**
   * An attribute took another value.
   *
   * @param intent the wish that brought it about, or null where the device did it by itself
   */
  record Changed(
      Instant time,
      DeviceId device,
      AttributeId attribute,
      @Nullable Value before,
      Value after,
      @Nullable String intent)
      implements JournalEntry {}

  /**
   * Somebody asked for something.
   *
   * @param intent groups what belongs together
   * @param text the sentence, or empty for a tap
   * @param area where they were, or null
   */
  record Asked(Instant time, String intent, Actor actor, String text, @Nullable String area)
      implements JournalEntry {}

  /**
   * A command has its outcome.
   *
   * @param outcome {@code confirmed}, {@code unconfirmed} or a failure's reason in lower case
   * @param detail in words for people; empty when confirmed
   */
  record Done(
      Instant time,
      String intent,
      DeviceId device,
      AttributeId attribute,
      Value value,
      String outcome,
      String detail)
      implements JournalEntry {}

  /** The hub has something to say about itself: a driver restarted, the disk was full. */
  record Noted(Instant time, String source, String message) implements JournalEntry {}
}
