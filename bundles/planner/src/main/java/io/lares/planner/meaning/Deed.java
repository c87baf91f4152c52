package io.lares.planner.meaning;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something that can be done about a wish, and for which devices it makes sense as they are now.
 *
 * @param all true where it is meant only if it makes sense for every device of the kind in a room
 * @param wide true where a device in another room may serve, if it is the only one
 * @param house true where it is meant for the whole home
 */
record Deed(String name, Kind kind, List<Test> tests, boolean all, boolean wide, boolean house) {
  Deed {
    tests = List.copyOf(tests);
  }

  /** Something about a device that must hold. */
  sealed interface Test {
    boolean holds(Device device, StateView state);
  }

  /** It takes commands for the attribute. */
  record Has(AttributeId attribute) implements Test {
    @Override
    public boolean holds(Device device, StateView state) {
      Attribute found = device.attribute(attribute);
      return found != null && found.commandable();
    }
  }

  /** The attribute has one of the values; where none is known, it has none of them. */
  record Is(AttributeId attribute, Set<String> values) implements Test {
    @Override
    public boolean holds(Device device, StateView state) {
      Reading reading = state.reading(device.id(), attribute);
      return reading != null && values.contains(reading.value().toString());
    }
  }

  record Not(Test test) implements Test {
    @Override
    public boolean holds(Device device, StateView state) {
      return !test.holds(device, state);
    }
  }

  /** The attribute is above the limit, or below it where {@code above} is false. */
  record Compared(AttributeId attribute, boolean above, double limit) implements Test {
    @Override
    public boolean holds(Device device, StateView state) {
      Reading reading = state.reading(device.id(), attribute);
      return reading != null
          && reading.value() instanceof Value.Num(double number)
          && (above ? number > limit : number < limit);
    }
  }

  boolean fits(Device device, StateView state) {
    return kind.includes(device) && tests.stream().allMatch(test -> test.holds(device, state));
  }

  /** Reads {@code NAME = kind: test, test}. */
  static Deed parse(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    if (equals < 0 || colon < equals) {
      throw new IllegalStateException("a deed needs a kind and tests: " + line);
    }
    Kind kind = Kind.valueOf(line.substring(equals + 1, colon).strip().toUpperCase(Locale.ROOT));
    List<Test> tests = new ArrayList<>();
    Set<String> flags = new java.util.HashSet<>();
    for (String item : line.substring(colon + 1).split(",")) {
      String[] words = item.strip().split(" ");
      switch (words.length) {
        case 1 -> flags.add(words[0]);
        case 2 -> tests.add(new Has(AttributeId.parse(words[1])));
        default -> tests.add(test(words));
      }
    }
    if (!Set.of("all", "wide", "house").containsAll(flags)) {
      throw new IllegalStateException("a deed says something unknown: " + line);
    }
    return new Deed(
        line.substring(0, equals).strip(),
        kind,
        tests,
        flags.contains("all"),
        flags.contains("wide"),
        flags.contains("house"));
  }

  private static Test test(String[] words) {
    AttributeId attribute = AttributeId.parse(words[0]);
    Set<String> values = Set.of(words[2].split("\\|"));
    return switch (words[1]) {
      case "is" -> new Is(attribute, values);
      case "not" -> new Not(new Is(attribute, values));
      case "above" -> new Compared(attribute, true, Double.parseDouble(words[2]));
      case "below" -> new Compared(attribute, false, Double.parseDouble(words[2]));
      default -> throw new IllegalStateException("no test: " + String.join(" ", words));
    };
  }
}
