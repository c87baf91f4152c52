package io.lares.planner;

/**
 * Turns a sentence into a plan. Pure: it changes nothing. An OSGi service. Safe from any thread.
 */
public interface Planner {
  /**
   * Plans. Always answers: what cannot be understood or done is a plan that asks or refuses.
   *
   * @param situation what the home is like at this moment
   */
  Plan plan(Request request, Situation situation);
}
