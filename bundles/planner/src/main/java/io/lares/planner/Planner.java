package io.lares.planner;

import io.lares.home.Home;
import io.lares.kernel.StateView;

/**
 * Turns a sentence into a plan. Pure: it changes nothing. An OSGi service. Safe from any thread.
 */
public interface Planner {
  /**
   * Plans. Always answers: what cannot be understood or done is a plan that asks or refuses.
   *
   * @param state used to work out relative values and answers
   */
  Plan plan(Request request, Home home, StateView state);
}
