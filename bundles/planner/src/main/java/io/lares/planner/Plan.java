package io.lares.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the hub means to do about a sentence: a tree of steps.
 *
 * @param steps done one after the other; the commands of one step are sent at the same time
 * @param language the language to reply in
 * @param planner the tier that made it: {@code grammar}, {@code meaning} or a model's name
 * @param unexplained the words of the sentence that the tier could make nothing of, in order; where
 *     there are any, the next tier is asked
 * @param thought what a language model had to do with it; null where none was wanted
 */
public record Plan(
    List<Step> steps,
    Locale language,
    String planner,
    List<String> unexplained,
    @Nullable Thought thought) {
  public Plan {
    steps = List.copyOf(steps);
    unexplained = List.copyOf(unexplained);
  }

  /** A plan that no language model was wanted for. */
  public Plan(List<Step> steps, Locale language, String planner, List<String> unexplained) {
    this(steps, language, planner, unexplained, null);
  }

  /** A plan for a sentence of which every word was understood. */
  public Plan(List<Step> steps, Locale language, String planner) {
    this(steps, language, planner, List.of());
  }

  /** The same plan with other steps. */
  public Plan with(List<Step> others) {
    return new Plan(others, language, planner, unexplained, thought);
  }

  /** The same plan, and what a language model had to do with it. */
  public Plan with(Thought model) {
    return new Plan(steps, language, planner, unexplained, model);
  }

  /**
   * All steps of the tree, each before those that it holds. Indexes of steps count in this list.
   */
  public List<Step> all() {
    List<Step> all = new ArrayList<>();
    gather(steps, all);
    return all;
  }

  private static void gather(List<Step> steps, List<Step> all) {
    for (Step step : steps) {
      all.add(step);
      gather(step.inner(), all);
    }
  }
}
