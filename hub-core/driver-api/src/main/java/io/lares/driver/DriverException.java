package io.lares.driver;

/** A driver cannot start; the message says why in words for people. */
public final class DriverException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What can help. */
  public enum Remedy {
    /** Waiting: the hub tries again with growing pauses. */
    RETRY,
    /** A person: the hub shows the message and waits for another configuration. */
    RECONFIGURE
  }

  private final Remedy remedy;

  public DriverException(Remedy remedy, String message) {
    super(message);
    this.remedy = remedy;
  }

  public DriverException(Remedy remedy, String message, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public Remedy remedy() {
    return remedy;
  }
}
