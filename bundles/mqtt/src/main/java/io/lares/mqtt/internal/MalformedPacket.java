package io.lares.mqtt.internal;

import java.io.IOException;

/** The broker sent what the hub can't take; the message says what, in words for people. */
final class MalformedPacket extends IOException {
  private static final long serialVersionUID = 1;

  MalformedPacket(String message) {
    super(message);
  }
}
