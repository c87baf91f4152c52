package io.lares.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody may not enter; the message is for people. */
public final class AccessDenied extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    WRONG_CODE,
    ALREADY_CLAIMED,
    WRONG_CREDENTIALS,
    WEAK_PASSWORD,
    BAD_NAME,
    TOO_MANY_TRIES,
    /** The home would be left without an owner who can enter. */
    LAST_OWNER
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  public AccessDenied(Reason reason, String message, @Nullable Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /** When another try makes sense, where it was one too many. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
