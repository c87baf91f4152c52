package io.lares.web.api;

import io.lares.language.Usage;
import io.lares.planner.Thought;
import io.lares.web.json.MayBeAbsent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a language model had to do with a plan.
 *
 * @param model empty where there was none to ask
 * @param problem why the plan is not the model's; empty where it is
 * @param cost absent where it gave no answer
 */
record ThoughtView(String model, String problem, @MayBeAbsent @Nullable Cost cost) {
  /**
   * What an answer cost.
   *
   * @param cachedTokens tokens of the prompt that were not read again
   * @param acceptance share of the guesses ahead that proved right, 0 to 1
   * @param tokensPerSecond while it wrote
   * @param firstTokenMillis from the request's turn to the first token
   */
  record Cost(
      int promptTokens,
      int cachedTokens,
      int outputTokens,
      int forcedTokens,
      int draftedTokens,
      int acceptedTokens,
      double acceptance,
      double tokensPerSecond,
      double queuedMillis,
      double firstTokenMillis,
      double totalMillis) {

    static Cost of(Usage usage) {
      return new Cost(
          usage.promptTokens(),
          usage.cachedTokens(),
          usage.outputTokens(),
          usage.forcedTokens(),
          usage.draftedTokens(),
          usage.acceptedTokens(),
          usage.acceptance(),
          usage.tokensPerSecond(),
          millis(usage.queued()),
          millis(usage.firstToken()),
          millis(usage.total()));
    }

    private static double millis(Duration time) {
      return time.toNanos() / 1e6;
    }
  }

  static @Nullable ThoughtView of(@Nullable Thought thought) {
    if (thought == null) {
      return null;
    }
    Usage usage = thought.usage();
    return new ThoughtView(
        thought.model(), thought.problem(), usage == null ? null : Cost.of(usage));
  }
}
