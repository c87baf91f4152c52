package io.lares.language;

import java.util.List;

/**
 * A generative model, in the hub or behind an address in the home. An OSGi service; there may be
 * none. Safe from any thread: requests wait for their turn in the order in which they came.
 */
public interface LanguageModel {
  /**
   * How many tokens prompt and answer have where nobody says otherwise: what a home of 300 devices,
   * its habits and an answer need, with some to spare.
   */
  int CONTEXT_TOKENS = 8_192;

  /** What people and logs call it: {@code MiMo-7B (local)}. */
  String name();

  /** Whether it would answer now; returns at once. */
  Readiness readiness();

  /** How many tokens prompt and answer may have together. */
  int contextTokens();

  /**
   * Reads the stable part of coming prompts ahead, if the engine keeps such work. Returns when it
   * is done; failing is no harm, the request will say why.
   */
  default void prepare(List<Prompt.Message> stable) throws InterruptedException {}

  /**
   * Answers. The text is within the grammar at every moment: what was heard so far can always be
   * continued to a text of it. A caller that is interrupted, and a listener that wants no more, end
   * the work within one token.
   *
   * @throws LanguageException where there is no answer at all; what a limit cut off is an answer
   */
  Completion answer(Request request, Listener listener)
      throws LanguageException, InterruptedException;

  /** What to answer. */
  record Request(Prompt prompt, Grammar grammar, Sampling sampling, Limits limits) {}

  /** Hears an answer while it is made, on the thread that asked. */
  @FunctionalInterface
  interface Listener {
    /** One that waits for the whole. */
    Listener NONE = text -> true;

    /**
     * Takes the next piece of text: one character or more, never half of one.
     *
     * @return whether to go on
     */
    boolean heard(String text);
  }

  /** Whether a model would answer. */
  sealed interface Readiness {
    /** It would. */
    record Ready() implements Readiness {}

    /** It would, after it has loaded its weights or reached its engine. */
    record Asleep() implements Readiness {}

    /** It would not; {@code why} says so in plain words. */
    record Unavailable(String why) implements Readiness {}
  }
}
