package io.lares.planner.reasoning;

import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.Device;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How things stand, as far as it matters for a sentence, since it is read anew each time: near the
 * person and what is spoken of, all that is not at rest; elsewhere what is on, open or noticed, but
 * no measurements.
 */
final class HomeStates {
  /** About 700 tokens. What is near comes first. */
  static final int LONGEST = 2_000;

  private static final int LONGEST_TEXT = 40;

  private static final Set<String> RESTING =
      Set.of("off", "closed", "locked", "docked", "idle", "stopped", "none", "unknown");

  private final Inventory inventory;
  private final StateView state;

  /** Where the person is or speaks of; everywhere where it is empty. */
  private final Set<AreaId> near;

  HomeStates(Inventory inventory, StateView state, Set<AreaId> near) {
    this.inventory = inventory;
    this.state = state;
    this.near = near;
  }

  String text() {
    List<String> here = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    inventory
        .devices()
        .forEach((word, device) -> {
          boolean close = near.isEmpty() || device.area() == null || near.contains(device.area());
          String readings = readings(device, close);
          if (!readings.isEmpty()) {
            (close ? here : elsewhere).add(word + readings + "\n");
          }
        });
    StringBuilder text = new StringBuilder();
    here.addAll(elsewhere);
    for (String line : here) {
      if (text.length() + line.length() > LONGEST) {
        return text.append("and more\n").toString();
      }
      text.append(line);
    }
    return text.toString();
  }

  private String readings(Device device, boolean close) {
    Reading power = state.reading(device.id(), Vocabulary.ON_OFF);
    boolean off = power != null && power.value().equals(Value.of(false));
    StringBuilder text = new StringBuilder();
    Inventory.attributes(device)
        .forEach((word, attribute) -> {
          Reading reading = state.reading(device.id(), attribute.id());
          if (reading != null
              && HomeDescription.matters(attribute)
              && !(off && attribute.commandable())
              && !resting(reading.value())
              && (close || notable(attribute, reading.value()))) {
            text.append(' ').append(word).append(shown(reading.value()));
          }
        });
    return text.toString();
  }

  private static boolean resting(Value value) {
    return switch (value) {
      case Value.Bool(boolean flag) -> !flag;
      case Value.Num(double number) -> number == 0;
      case Value.Text(String text) -> text.isEmpty() || RESTING.contains(text);
    };
  }

  private static boolean notable(Attribute attribute, Value value) {
    return attribute.commandable() || value instanceof Value.Bool;
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Bool flag -> "";
      case Value.Num number -> "=" + number;
      case Value.Text(String text) -> "=" + Data.word(text, LONGEST_TEXT);
    };
  }
}
