package io.lares.planner;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.kernel.StateView;
import java.util.List;

/** Something that holds or does not, as the home is now. */
public sealed interface Condition {
  /** True where it holds; what was never observed does not. */
  boolean holds(StateView state);

  /** How a reading is compared with a value. */
  enum Test {
    EQUAL,
    NOT_EQUAL,
    ABOVE,
    BELOW
  }

  /** One reading, compared. Only numbers are above or below. */
  record Is(DeviceId device, AttributeId attribute, Test test, Value value) implements Condition {
    @Override
    public boolean holds(StateView state) {
      Reading reading = state.reading(device, attribute);
      if (reading == null) {
        return false;
      }
      boolean same = reading.value().equals(value);
      return switch (test) {
        case EQUAL -> same;
        case NOT_EQUAL -> !same;
        case ABOVE -> compare(reading.value()) > 0;
        case BELOW -> compare(reading.value()) < 0;
      };
    }

    private int compare(Value now) {
      return now instanceof Value.Num(double a) && value instanceof Value.Num(double b)
          ? Double.compare(a, b)
          : 0;
    }
  }

  /** Every one of them; true where there are none. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(StateView state) {
      return conditions.stream().allMatch(each -> each.holds(state));
    }
  }

  /** At least one of them. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(StateView state) {
      return conditions.stream().anyMatch(each -> each.holds(state));
    }
  }

  /** The opposite. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(StateView state) {
      return !condition.holds(state);
    }
  }
}
