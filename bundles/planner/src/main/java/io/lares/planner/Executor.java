package io.lares.planner;

import io.lares.kernel.Intent;
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
   * @param progress is told of every step, on some other thread, the last time with {@link
   *     Turn#finished()} true; never throws
   */
  Running start(Plan plan, Request request, Intent intent, Consumer<Turn> progress);

  /** A plan under way. */
  @FunctionalInterface
  interface Running {
    /** Leaves out what has not begun; commands that were sent are not taken back. */
    void cancel();
  }
}
