package io.lares.mqtt.broker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A control packet as it came: its type, the flags beside it, and the rest. */
record Packet(int type, int flags, Input body) {
  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PUBREC = 5;
  static final int PUBREL = 6;
  static final int PUBCOMP = 7;
  static final int SUBSCRIBE = 8;
  static final int SUBACK = 9;
  static final int UNSUBSCRIBE = 10;
  static final int UNSUBACK = 11;
  static final int PINGREQ = 12;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  /** Where the bytes of a packet count, while they are read and handled. */
  @FunctionalInterface
  interface Room {
    void enter(int bytes) throws MqttError;
  }

  /**
   * Reads the next one.
   *
   * @param maximum largest packet that is taken, in bytes
   * @param room for big ones
   */
  static Packet read(InputStream in, int maximum, Room room) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException();
    }
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      length |= (b & 0x7f) << shift;
      if (b < 0x80) {
        break;
      }
      if (shift == 21) {
        throw new MqttError(MqttError.MALFORMED, "A length has too many bytes.");
      }
    }
    if (length > maximum) {
      throw new MqttError(
          MqttError.TOO_LARGE, "A packet has " + length + " bytes, more than " + maximum + ".");
    }
    room.enter(length);
    // Memory grows with what has really come, not with what a packet announces.
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return new Packet(first >> 4, first & 0x0f, new Input(body));
  }
}
