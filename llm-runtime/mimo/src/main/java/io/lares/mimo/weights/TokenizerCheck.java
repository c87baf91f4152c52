package io.lares.mimo.weights;

import java.nio.file.Path;

/** Finds out whether a tokenizer can be used, before a model is converted for it. */
@FunctionalInterface
public interface TokenizerCheck {
  /** One that takes each. */
  TokenizerCheck NONE = (json, shape) -> {};

  /**
   * Tries a tokenizer.
   *
   * @param json a {@code tokenizer.json}
   * @throws ModelException in plain words, where a model of this shape can't use it
   */
  void check(Path json, MimoShape shape) throws ModelException;
}
