package io.lares.planner;

import io.lares.home.Home;
import java.util.Optional;

/**
 * A tier behind the grammar: asked where the grammar leaves words unexplained or understands
 * nothing. An OSGi service; where there are several, the one with the highest ranking is asked
 * first. Safe from any thread.
 */
public interface Tier {
  /**
   * Plans what the tiers before could not. Pure. Somebody waits for it: whoever has to load
   * something first says nothing if that takes more than a few seconds.
   *
   * @param before the best plan so far; its {@link Plan#unexplained()} says what it lacks
   * @return a better plan, or empty where it has none; one that leaves words unexplained is given
   *     on to the next tier
   */
  Optional<Plan> plan(Request request, Situation situation, Plan before);

  /**
   * Does ahead what sentences about a home will need. May take minutes; called again when the home
   * has changed, and interrupted then.
   */
  default void prepare(Home home) throws InterruptedException {}
}
