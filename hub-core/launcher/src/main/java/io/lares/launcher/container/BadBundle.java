package io.lares.launcher.container;

/** A bundle can't be used; the message says why and what to do, in plain words. */
final class BadBundle extends Exception {
  private final boolean mayHeal;

  private BadBundle(String reason, boolean mayHeal) {
    super(reason, null, false, false);
    this.mayHeal = mayHeal;
  }

  /** What is wrong lies in the bundle itself. */
  static BadBundle forGood(String reason) {
    return new BadBundle(reason, false);
  }

  /** Another bundle that comes or goes may put it right. */
  static BadBundle forNow(String reason) {
    return new BadBundle(reason, true);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  boolean mayHeal() {
    return mayHeal;
  }
}
