package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.LOCK_STATE;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A bolt that jams now and then, and says so until it moves again. */
final class LockModel implements Model {
  private static final AttributeId PROBLEM = AttributeId.parse("DoorLock.problem");
  private static final double JAMS = 0.03;

  @Override
  public @Nullable String refuses(States states, AttributeId attribute, RandomGenerator chance) {
    if (!attribute.equals(LOCK_STATE) || chance.nextDouble() >= JAMS) {
      return null;
    }
    states.show(PROBLEM, Value.of("jammed"));
    return "The bolt is jammed; try again";
  }

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    if (attribute.equals(LOCK_STATE)) {
      states.show(PROBLEM, Value.of("none"));
    }
    return false;
  }
}
