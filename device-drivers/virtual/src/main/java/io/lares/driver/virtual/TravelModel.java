package io.lares.driver.virtual;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** Something that takes its time from one position to another, and can be stopped on the way. */
final class TravelModel implements Model {
  private final AttributeId position;
  private final AttributeId motion;
  private final double speed;
  private double target = Double.NaN;

  /**
   * A traveller.
   *
   * @param seconds from one end to the other
   */
  TravelModel(AttributeId position, AttributeId motion, double seconds) {
    this.position = position;
    this.motion = motion;
    this.speed = 100 / seconds;
  }

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    double here = states.number(position, 0);
    if (attribute.equals(position) && value instanceof Value.Num(double wanted)) {
      target = wanted;
    } else if (attribute.equals(motion) && value instanceof Value.Text(String word)) {
      target =
          switch (word) {
            case "opening" -> 100;
            case "closing" -> 0;
            default -> here;
          };
    } else {
      return false;
    }
    if (target == here) {
      states.obey(attribute, value);
    }
    states.show(
        motion, Value.of(target > here ? "opening" : target < here ? "closing" : "stopped"));
    return true;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (Double.isNaN(target)) {
      return;
    }
    double here = states.number(position, 0);
    double way = speed * seconds;
    double next =
        Math.abs(target - here) <= way ? target : here + Math.copySign(way, target - here);
    states.show(position, Value.of(next == target ? target : Math.rint(next)));
    if (next == target) {
      target = Double.NaN;
      states.show(motion, Value.of("stopped"));
    }
  }
}
