package io.lares.mqttdiscovery.discovery;

/** A discovery message can't be used; the message says why in words for people. */
public final class BadDiscovery extends Exception {
  private static final long serialVersionUID = 1L;

  public BadDiscovery(String message) {
    super(message, null, false, false);
  }
}
