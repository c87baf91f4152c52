package io.lares.automations;

import io.lares.home.Actor;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A rule: when one of the triggers happens and the condition holds, the steps are done.
 *
 * @param id 1 to 100 characters of {@code [a-z0-9-]}
 * @param name what people call it, 1 to 200 characters
 * @param triggers 1 to 20; any of them
 * @param condition looked at when it is triggered; {@link Condition.All} of nothing for none
 * @param during when it may run: in any of them; always where there are none; at most 20
 * @param steps the plan, at most 200 steps in all
 * @param mode what happens when it is triggered while it runs
 * @param debounce it runs only after its triggers have been quiet for so long; zero for at once, as
 *     for triggers of time
 * @param coolDown for so long after a run has begun it does not run again
 * @param missed what becomes of a time at which the hub was off or the clock jumped over
 * @param origin who made it, in which words
 */
public record Automation(
    String id,
    String name,
    boolean enabled,
    List<Trigger> triggers,
    Condition condition,
    List<During> during,
    List<Step> steps,
    Mode mode,
    Duration debounce,
    Duration coolDown,
    Missed missed,
    Origin origin) {

  /** What a trigger does while a run is under way. */
  public enum Mode {
    /** Nothing. */
    SINGLE,
    /** The run ends and a new one begins. */
    RESTART,
    /** A new run begins after it; at most ten wait. */
    QUEUED,
    /** A new run begins beside it; at most ten at a time. */
    PARALLEL
  }

  /** What becomes of a time that passed while the hub could not see it. Always reported. */
  public enum Missed {
    /** It runs once, late, however many times were missed. */
    RUN_ONCE,
    /** It is only reported. */
    REPORT
  }

  /**
   * Who made a rule.
   *
   * @param maker the person; the policy looked at what the rule does for this person
   * @param confirmed true where the maker was shown what opens or endangers the home and said yes
   * @param language the language of the words
   * @param words the sentence; empty where it was made by hand
   */
  public record Origin(Actor maker, boolean confirmed, Locale language, String words) {
    public Origin {
      if (words.length() > 4096) {
        throw new IllegalArgumentException("The words of a rule are at most 4,096 characters");
      }
    }
  }

  public Automation {
    if (!id.matches("[a-z0-9-]{1,100}")) {
      throw new IllegalArgumentException(
          "A rule's id is 1 to 100 of a-z, 0-9 and -, this is not: " + id);
    }
    name = name.strip();
    if (name.isEmpty() || name.length() > 200) {
      throw new IllegalArgumentException("A rule's name has 1 to 200 characters");
    }
    triggers = List.copyOf(triggers);
    if (triggers.isEmpty() || triggers.size() > 20) {
      throw new IllegalArgumentException("A rule has 1 to 20 triggers");
    }
    during = List.copyOf(during);
    if (during.size() > 20) {
      throw new IllegalArgumentException("A rule has at most 20 parts of the day to run in");
    }
    steps = List.copyOf(steps);
    if (steps.isEmpty() || size(steps) > 200) {
      throw new IllegalArgumentException("A rule has 1 to 200 steps");
    }
    if (debounce.isNegative() || coolDown.isNegative()) {
      throw new IllegalArgumentException("Waiting times are not negative");
    }
  }

  private static int size(List<Step> steps) {
    return steps.stream().mapToInt(step -> 1 + size(step.inner())).sum();
  }

  /** The same rule, switched on or off. */
  public Automation enabled(boolean on) {
    return new Automation(
        id, name, on, triggers, condition, during, steps, mode, debounce, coolDown, missed, origin);
  }

  /** The same rule with another origin. */
  public Automation from(Origin other) {
    return new Automation(
        id, name, enabled, triggers, condition, during, steps, mode, debounce, coolDown, missed,
        other);
  }
}
