package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.FAN_MODE;
import static io.lares.home.Vocabulary.FAN_PERCENT;
import static io.lares.home.Vocabulary.ON_OFF;

import io.lares.home.AttributeId;
import io.lares.home.Value;

/** Speed, mode and switch of a fan say the same thing in three ways, and stay in step. */
final class FanModel implements Model {
  private static final double FIRST_SPEED = 33;
  private double last = FIRST_SPEED;

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    double speed = states.number(FAN_PERCENT, 0);
    if (speed > 0) {
      last = speed;
    }
    if (attribute.equals(FAN_PERCENT) && value instanceof Value.Num(double percent)) {
      states.show(FAN_MODE, Value.of(mode(percent)));
      states.show(ON_OFF, Value.of(percent > 0));
    } else if (attribute.equals(FAN_MODE) && value instanceof Value.Text(String mode)) {
      states.show(FAN_PERCENT, Value.of(percent(mode)));
      states.show(ON_OFF, Value.of(!mode.equals("off")));
    } else if (attribute.equals(ON_OFF)) {
      double percent = value.equals(Value.of(true)) ? last : 0;
      states.show(FAN_PERCENT, Value.of(percent));
      states.show(FAN_MODE, Value.of(mode(percent)));
    }
    return false;
  }

  private static String mode(double percent) {
    return percent <= 0 ? "off" : percent <= 33 ? "low" : percent <= 67 ? "medium" : "high";
  }

  private double percent(String mode) {
    return switch (mode) {
      case "off" -> 0;
      case "low" -> 33;
      case "medium" -> 67;
      case "high" -> 100;
      default -> last;
    };
  }
}
