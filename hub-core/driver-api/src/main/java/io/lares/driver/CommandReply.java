package io.lares.driver;

/** Takes a session's answer to a command; only the first answer counts. Safe from any thread. */
public interface CommandReply {
  /** The device or its network has taken the command. */
  void accepted();

  /** It was not done; the message says why in words for people. */
  void failed(Failure reason, String message);

  /** Why a command failed. */
  enum Failure {
    /** The device can't be reached. */
    OFFLINE,
    /** The device said no. */
    REJECTED,
    /** This device does not do that. */
    UNSUPPORTED
  }
}
