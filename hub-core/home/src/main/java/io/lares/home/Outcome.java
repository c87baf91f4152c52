package io.lares.home;

import java.time.Instant;

/** What became of a command. */
public sealed interface Outcome {
  /** An observation showed it. */
  record Confirmed(Value observed, Instant time) implements Outcome {}

  /** The driver took it, and nothing was observed before the deadline. */
  record Unconfirmed(String why) implements Outcome {}

  /** It was not done; {@code message} says why in words for people. */
  record Failed(Reason reason, String message) implements Outcome {}

  /** Why a command failed. */
  enum Reason {
    NO_SUCH_DEVICE,
    NO_SUCH_ATTRIBUTE,
    NOT_COMMANDABLE,
    BAD_VALUE,
    NEEDS_CONFIRMATION,
    FORBIDDEN,
    OFFLINE,
    REJECTED_BY_DEVICE,
    DRIVER_FAILED,
    TIMED_OUT,
    SUPERSEDED
  }
}
