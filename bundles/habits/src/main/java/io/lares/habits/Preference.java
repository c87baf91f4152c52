package io.lares.habits;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.PersonId;
import io.lares.home.Value;
import org.jspecify.annotations.Nullable;

/**
 * The value that somebody likes an attribute to have.
 *
 * @param person who likes it; null where it was learned from everybody
 * @param value the value
 * @param spread how far the observations lie from it, in the attribute's unit; 0 for anything but
 *     numbers
 * @param observations how many it stands on
 * @param when the context in which it holds, in words; empty for always
 * @param source where it comes from
 */
public record Preference(
    @Nullable PersonId person,
    DeviceId device,
    AttributeId attribute,
    Value value,
    double spread,
    int observations,
    String when,
    Source source) {

  /** Where a preference comes from, weakest first. */
  public enum Source {
    /** Of other devices of the same kind in the same room, or of the home. */
    PLACE,
    /** Of all people together. */
    HOUSEHOLD,
    /** Of this person. */
    PERSON,
    /** The person set it right by hand. */
    CORRECTED,
    /** The person asked to remember it. */
    SAID
  }
}
