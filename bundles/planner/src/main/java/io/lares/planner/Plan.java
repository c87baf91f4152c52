package io.lares.planner;

import java.util.List;
import java.util.Locale;

/**
 * What the hub means to do about a sentence.
 *
 * @param steps done in order; those of one {@link Step.Act} at the same time
 * @param language the language to reply in
 * @param planner the tier that made it: {@code grammar}, {@code meaning} or a model's name
 */
public record Plan(List<Step> steps, Locale language, String planner) {
  public Plan {
    steps = List.copyOf(steps);
  }
}
