package io.lares.mqtt.broker;

import java.util.HashSet;

/**
 * The properties of an MQTT 5 packet: those that the broker acts on, and those that go with a
 * message as they are.
 */
final class Properties {
  static final int MESSAGE_EXPIRY = 0x02;
  static final int SUBSCRIPTION_ID = 0x0b;
  static final int SESSION_EXPIRY = 0x11;
  static final int ASSIGNED_CLIENT_ID = 0x12;
  static final int SERVER_KEEP_ALIVE = 0x13;
  static final int AUTHENTICATION_METHOD = 0x15;
  static final int RECEIVE_MAXIMUM = 0x21;
  static final int MAXIMUM_PACKET = 0x27;
  static final int SHARED_AVAILABLE = 0x2a;
  private static final int TOPIC_ALIAS = 0x23;
  private static final int USER = 0x26;

  static final byte[] NONE = {};

  /** In seconds; -1 for none. */
  long messageExpiry = -1;

  /** In seconds; -1 for none. */
  long sessionExpiry = -1;

  int receiveMaximum = 65_535;
  long maximumPacket = Long.MAX_VALUE;
  int subscriptionId;
  boolean hasTopicAlias;
  boolean hasAuthentication;

  /** What a subscriber is to get too, encoded. */
  byte[] forward = NONE;

  static Properties read(Input packet) throws MqttError {
    var in = packet.part(packet.varint());
    var found = new Properties();
    if (in.remaining() == 0) {
      return found;
    }
    var forward = new Output(in.remaining());
    var seen = new HashSet<Integer>();
    while (in.remaining() > 0) {
      int start = in.position();
      int id = in.varint();
      if (id != USER && id != SUBSCRIPTION_ID && !seen.add(id)) {
        throw new MqttError(MqttError.PROTOCOL, "A property comes twice.");
      }
      if (found.take(id, in)) {
        forward.bytes(in.since(start));
      }
    }
    found.forward = forward.toBytes();
    return found;
  }

  /** Reads one; true where it goes along with a message. */
  private boolean take(int id, Input in) throws MqttError {
    switch (id) {
      case 0x01 -> in.u8();
      case 0x03, 0x08 -> in.text();
      case 0x09 -> in.binary();
      case USER -> {
        in.text();
        in.text();
      }
      case MESSAGE_EXPIRY -> {
        messageExpiry = in.u32();
        return false;
      }
      case SUBSCRIPTION_ID -> {
        subscriptionId = nonZero(in.varint());
        return false;
      }
      case SESSION_EXPIRY -> {
        sessionExpiry = in.u32();
        return false;
      }
      case RECEIVE_MAXIMUM -> {
        receiveMaximum = nonZero(in.u16());
        return false;
      }
      case MAXIMUM_PACKET -> {
        maximumPacket = in.u32();
        if (maximumPacket == 0) {
          throw new MqttError(MqttError.PROTOCOL, "The maximum packet size is 0.");
        }
        return false;
      }
      case TOPIC_ALIAS -> {
        in.u16();
        hasTopicAlias = true;
        return false;
      }
      case AUTHENTICATION_METHOD -> {
        in.text();
        hasAuthentication = true;
        return false;
      }
      case 0x16 -> {
        in.binary();
        return false;
      }
      case 0x17, 0x19 -> {
        in.u8();
        return false;
      }
      case 0x18 -> {
        in.u32();
        return false;
      }
      case 0x22 -> {
        in.u16();
        return false;
      }
      case 0x1f -> {
        in.text();
        return false;
      }
      default -> throw new MqttError(MqttError.MALFORMED, "There is no property " + id + ".");
    }
    return true;
  }

  private static int nonZero(int value) throws MqttError {
    if (value == 0) {
      throw new MqttError(MqttError.PROTOCOL, "A property that must not be 0 is.");
    }
    return value;
  }
}
