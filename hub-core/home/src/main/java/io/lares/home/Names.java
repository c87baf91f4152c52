package io.lares.home;

/** Checks shared by the identifiers and names of the home. */
final class Names {
  /** Longest identifier, in characters. */
  static final int MAX_ID = 200;

  /** Longest name or label that a person or a device may give, in characters. */
  static final int MAX_NAME = 200;

  private Names() {}

  static String id(String value, String what) {
    if (value.isBlank() || value.length() > MAX_ID) {
      throw new IllegalArgumentException(
          what + " must have 1 to " + MAX_ID + " characters, this one has " + value.length());
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException(what + " must not contain control characters");
      }
    }
    return value;
  }

  static String name(String value, String what) {
    String trimmed = value.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(what + " must not be empty");
    }
    if (trimmed.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          what
              + " must have at most "
              + MAX_NAME
              + " characters, this one has "
              + trimmed.length());
    }
    return trimmed;
  }
}
