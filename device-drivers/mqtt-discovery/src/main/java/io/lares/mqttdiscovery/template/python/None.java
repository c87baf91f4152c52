package io.lares.mqttdiscovery.template.python;

/** Python's None, and JSON's null. What is not there at all is Java's null. */
public final class None {
  public static final None NONE = new None();

  private None() {}

  @Override
  public String toString() {
    return "None";
  }
}
