package io.lares.language;

import java.util.Optional;

/**
 * A language model at another computer. It is looked at from time to time: one that does not answer
 * is {@link LanguageModel.Readiness.Unavailable} until it does again.
 */
public interface RemoteModel extends LanguageModel, AutoCloseable {
  /** What was found there, when it was last reached. */
  Optional<Found> found();

  /** Ends what runs, with {@link LanguageException.Reason#CLOSED}. */
  @Override
  void close();

  /**
   * What is at an address.
   *
   * @param engine never {@link Endpoint.Engine#ANY}
   * @param model what the server calls it
   * @param contextTokens how many tokens prompt and answer have at most
   * @param grammars whether its output can be held to any grammar, or to JSON schemas only
   */
  record Found(Endpoint.Engine engine, String model, int contextTokens, boolean grammars) {}
}
