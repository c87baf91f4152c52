package io.lares.mqttdiscovery.entity;

/** A device can't do what a command asks; the message says why in words for people. */
public final class Unsupported extends Exception {
  private static final long serialVersionUID = 1L;

  public Unsupported(String message) {
    super(message, null, false, false);
  }
}
