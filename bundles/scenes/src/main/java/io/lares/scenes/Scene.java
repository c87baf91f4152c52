package io.lares.scenes;

import io.lares.home.Command;
import io.lares.planner.Plan;
import io.lares.planner.PlanNotation;
import io.lares.planner.Step;
import java.util.List;
import java.util.Locale;

/**
 * A plan under a name: commands with their fades, waits, what depends on the state of the home.
 *
 * @param id 1 to 100 characters of {@code [a-z0-9-]}
 * @param name what people call it, 1 to 200 characters
 * @param steps 1 to 200 in all, of the kinds that {@link PlanNotation} keeps
 */
public record Scene(String id, String name, List<Step> steps) {
  public Scene {
    if (!id.matches("[a-z0-9-]{1,100}")) {
      throw new IllegalArgumentException(
          "A scene's id is 1 to 100 of a-z, 0-9 and -, this is not: " + id);
    }
    name = name.strip();
    if (name.isEmpty() || name.length() > 200) {
      throw new IllegalArgumentException("A scene's name has 1 to 200 characters");
    }
    steps = List.copyOf(steps);
    int size = new Plan(steps, Locale.ROOT, "scene").all().size();
    if (size == 0 || size > PlanNotation.MOST_STEPS) {
      throw new IllegalArgumentException("A scene has 1 to 200 steps");
    }
  }

  /** Every command that it may send. */
  public List<Command> commands() {
    return new Plan(steps, Locale.ROOT, "scene")
        .all().stream().flatMap(step -> step.sends().stream()).toList();
  }
}
