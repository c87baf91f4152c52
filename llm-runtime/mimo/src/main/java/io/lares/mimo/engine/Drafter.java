package io.lares.mimo.engine;

import java.util.Optional;

/** Guesses tokens ahead. A bad one costs time and changes no text. */
@FunctionalInterface
public interface Drafter {
  /** No guess this time. */
  int NONE = -1;

  /**
   * The token after next, or {@link #NONE}.
   *
   * @param context what was read, one token or more; stays as it is
   * @param next the token that will be read next
   */
  int guess(Context context, int next);

  /**
   * The token after next, of those that are allowed there if the drafter minds it; another one is
   * not even tried.
   */
  default int guess(Context context, int next, TokenSet allowed) {
    return guess(context, next);
  }

  /** The model's own layer for multi-token prediction, where it has one. */
  static Optional<Drafter> of(Mimo model) {
    int vocab = model.shape().vocab();
    return model
        .ahead()
        .map(layer ->
            new Drafter() {
              @Override
              public int guess(Context context, int next) {
                return Sampler.likeliest(context.guess(next), 0, vocab);
              }

              @Override
              public int guess(Context context, int next, TokenSet allowed) {
                return Sampler.likeliest(context.guess(next), 0, vocab, allowed);
              }
            });
  }

  /**
   * The same guesses as long as they pay: a step with a guess takes longer, and how much longer
   * depends on the machine. For one context.
   */
  static Drafter wherePaying(Drafter drafter) {
    return new PayingDrafter(drafter, System::nanoTime);
  }
}
