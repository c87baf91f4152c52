package io.lares.planner;

import io.lares.kernel.Intent;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Carries out plans that were made before, such as those of automations. It asks nobody: what needs
 * a confirmation is done only where the intent has it. An OSGi service. Safe from any thread.
 */
public interface Executor {
  /**
   * Starts on a plan and returns at once.
   *
   * @param request whom the plan's timers speak for, and in which language
   * @param intent goes with every command
   * @param ended is told once how it ended, perhaps before this returns, without a reply: there is
   *     nobody to be told; never throws
   */
  Running start(Plan plan, Request request, Intent intent, Consumer<Turn> ended);

  /**
   * Does the same for a plan that was decided beforehand and that nobody waits for: while somebody
   * wants quiet, what disturbs them is had at less or left out, which a {@link Step.HeldBack} in
   * the turn's plan tells. What carries out an urgent wish (see {@link Intent#cause}) is not held
   * back either.
   *
   * @param urgent whether it must not be held back; asked only while somebody wants quiet
   */
  Running startConsiderate(
      Plan plan, Request request, Intent intent, BooleanSupplier urgent, Consumer<Turn> ended);

  /** A plan under way. */
  @FunctionalInterface
  interface Running {
    /** Leaves out what has not begun; commands that were sent are not taken back. */
    void cancel();
  }
}
