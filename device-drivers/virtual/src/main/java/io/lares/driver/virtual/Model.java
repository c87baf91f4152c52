package io.lares.driver.virtual;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One trait of a device's behaviour. Knows no clock and no thread. */
interface Model {
  /** Says why the device does not do it this time, in words for people, or null where it does. */
  default @Nullable String refuses(States states, AttributeId attribute, RandomGenerator chance) {
    return null;
  }

  /** Takes a command if it is its own; false leaves it to others. */
  default boolean command(States states, AttributeId attribute, Value value) {
    return false;
  }

  /**
   * The same for a command that may take its time.
   *
   * @param transition how many seconds it should take; 0 for the device's own pace
   */
  default boolean command(States states, AttributeId attribute, Value value, double transition) {
    return command(states, attribute, value);
  }

  /** Lets time pass. */
  default void pass(States states, double seconds, RandomGenerator chance) {}
}
