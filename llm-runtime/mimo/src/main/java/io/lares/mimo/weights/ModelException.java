package io.lares.mimo.weights;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a model can't be imported or opened. The message is in plain words, for people. */
public final class ModelException extends IOException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    this(message, null);
  }

  public ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
