package io.lares.language;

import org.jspecify.annotations.Nullable;

/** Why an encoder or a model gave no answer. The message is in plain words, for people. */
public final class LanguageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public LanguageException(Reason reason, String message) {
    this(reason, message, null);
  }

  public LanguageException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What a caller can tell apart. */
  public enum Reason {
    /**
     * It can't run here: no library for this machine, no weights, too little memory, no network.
     */
    UNAVAILABLE,
    /** Too many requests wait already; a later one may pass. */
    BUSY,
    /** The service was stopped. */
    CLOSED,
    /** The prompt is longer than the model can read. */
    TOO_LONG,
    /** The engine can't hold its output to this grammar. */
    GRAMMAR_NOT_SUPPORTED,
    /** It broke on this request; another may pass. */
    FAILED
  }
}
