package io.lares.mimo.grammar;

/** What of a schema can't be held; the message is for people. */
final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unsupported(String message) {
    super(message);
  }
}
