package io.lares.mqtt.broker;

import java.io.IOException;

/** A client broke the protocol or a limit; the connection ends with this reason code. */
final class MqttError extends IOException {
  private static final long serialVersionUID = 1L;

  static final int MALFORMED = 0x81;
  static final int PROTOCOL = 0x82;
  static final int BAD_LOGIN = 0x86;
  static final int BUSY = 0x89;
  static final int SHUTTING_DOWN = 0x8b;
  static final int KEEP_ALIVE = 0x8d;
  static final int TAKEN_OVER = 0x8e;
  static final int BAD_FILTER = 0x8f;
  static final int BAD_TOPIC = 0x90;
  static final int RECEIVE_MAXIMUM = 0x93;
  static final int TOPIC_ALIAS = 0x94;
  static final int TOO_LARGE = 0x95;
  static final int QUOTA = 0x97;
  static final int NO_SHARED = 0x9e;

  final int code;

  MqttError(int code, String message) {
    super(message);
    this.code = code;
  }
}
