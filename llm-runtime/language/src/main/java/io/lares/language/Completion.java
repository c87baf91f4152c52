package io.lares.language;

/**
 * A model's answer.
 *
 * @param text what it said; only with {@link End#COMPLETE} is it a whole text of the grammar
 */
public record Completion(String text, End end, Usage usage) {
  /** Why the answer ends where it does. */
  public enum End {
    /** The model was done, and the grammar allows an end here. */
    COMPLETE,
    /** {@link Limits#outputTokens} were reached. */
    LENGTH,
    /** {@link Limits#time} was over. */
    TIME,
    /** The listener did not want more. */
    STOPPED
  }
}
