package io.lares.mimo.weights;

/** Hears how far a long work is; called often, from several threads, one at a time. */
@FunctionalInterface
public interface Progress {
  /** One that tells nobody. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * Tells how far it is.
   *
   * @param stage what is done now, in plain words
   * @param done bytes, up to {@code total}
   */
  void at(String stage, long done, long total);
}
