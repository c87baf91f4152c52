package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.LEVEL;
import static io.lares.home.Vocabulary.ON_OFF;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** A level above zero turns a light on, zero turns it off; it may take its time on the way. */
final class LightModel implements Model {
  private double target = Double.NaN;
  private double level;
  private double left;

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    return command(states, attribute, value, 0);
  }

  @Override
  public boolean command(States states, AttributeId attribute, Value value, double transition) {
    if (attribute.equals(LEVEL) && value instanceof Value.Num(double wanted)) {
      level = states.on(ON_OFF) ? states.number(LEVEL, 0) : 0;
      target = wanted;
      left = transition;
      step(states, 0);
      return true;
    }
    if (attribute.equals(ON_OFF)) {
      target = Double.NaN;
      if (value.equals(Value.of(true)) && states.number(LEVEL, 1) == 0) {
        states.show(LEVEL, Value.of(100));
      }
    }
    return false;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (!Double.isNaN(target)) {
      step(states, seconds);
    }
  }

  private void step(States states, double seconds) {
    if (seconds >= left) {
      states.obey(LEVEL, Value.of(target));
      states.show(ON_OFF, Value.of(target > 0));
      target = Double.NaN;
    } else if (seconds > 0) {
      level += (target - level) * seconds / left;
      left -= seconds;
      states.show(LEVEL, Value.of(Math.rint(level)));
      states.show(ON_OFF, Value.of(true));
    }
  }
}
