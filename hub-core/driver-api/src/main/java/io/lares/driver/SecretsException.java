package io.lares.driver;

import org.jspecify.annotations.Nullable;

/** Secrets can't be read or kept. The message is for people and says what to do. */
public final class SecretsException extends Exception {
  private static final long serialVersionUID = 1L;

  public SecretsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
