package io.lares.mqtt.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A PUBLISH of QoS 0 as it stands in the stream (MQTT 5.0, section 3.3).
 *
 * @param ids subscription identifiers; empty where the broker sent none
 */
@SuppressWarnings("ArrayRecordComponent")
record PublishPacket(String topic, byte[] payload, boolean retain, List<Integer> ids) {
  private static final int PUBLISH = 3;
  private static final int QOS = 0b0110;
  private static final int RETAIN = 0b0001;

  /** Whether a packet that begins so is a PUBLISH. */
  static boolean is(int first) {
    return first >> 4 == PUBLISH;
  }

  /** Whether a PUBLISH that begins so has QoS 0. */
  static boolean isAtMostOnce(int first) {
    return (first & QOS) == 0;
  }

  /**
   * @param first the packet's first byte
   * @param body what follows its length
   * @throws MalformedPacket where it is no such message
   */
  static PublishPacket read(int first, byte[] body) throws MalformedPacket {
    try {
      ByteBuffer in = ByteBuffer.wrap(body);
      String topic = text(in);
      List<Integer> ids = properties(part(in, variable(in)));
      byte[] payload = new byte[in.remaining()];
      in.get(payload);
      return new PublishPacket(topic, payload, (first & RETAIN) != 0, ids);
    } catch (BufferUnderflowException e) {
      throw new MalformedPacket("The broker sent a message that is shorter than it says.");
    }
  }

  /** Subscription identifiers; the hub has no use for the other properties. */
  private static List<Integer> properties(ByteBuffer in) throws MalformedPacket {
    List<Integer> ids = List.of();
    while (in.hasRemaining()) {
      int property = in.get() & 0xff;
      switch (property) {
        case 0x01 -> in.get(); // payload format
        case 0x02 -> in.getInt(); // message expiry
        case 0x03, 0x08, 0x09 -> skip(in); // content type, response topic, correlation data
        case 0x26 -> { // a user's name and value
          skip(in);
          skip(in);
        }
        case 0x0b -> { // subscription identifier
          int id = variable(in);
          if (ids.isEmpty()) {
            ids = List.of(id);
          } else {
            ids = new ArrayList<>(ids);
            ids.add(id);
          }
        }
        default ->
            throw new MalformedPacket(
                "The broker sent a message with property "
                    + property
                    + ", which no message to the hub may have.");
      }
    }
    return ids;
  }

  private static String text(ByteBuffer in) {
    ByteBuffer text = part(in, in.getShort() & 0xffff);
    return new String(
        text.array(), text.arrayOffset() + text.position(), text.limit(), StandardCharsets.UTF_8);
  }

  private static void skip(ByteBuffer in) {
    part(in, in.getShort() & 0xffff);
  }

  private static ByteBuffer part(ByteBuffer in, int count) {
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = in.slice(in.position(), count);
    in.position(in.position() + count);
    return part;
  }

  private static int variable(ByteBuffer in) throws MalformedPacket {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int b = in.get();
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedPacket("The broker sent a message with a length of too many bytes.");
  }

  /**
   * A whole packet without properties.
   *
   * @param topic at most 65,535 bytes of UTF-8
   */
  static byte[] write(String topic, byte[] payload, boolean retain) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    int length = Short.BYTES + name.length + 1 + payload.length;
    int lengthBytes = length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;
    ByteBuffer out = ByteBuffer.allocate(1 + lengthBytes + length);
    out.put((byte) (PUBLISH << 4 | (retain ? RETAIN : 0)));
    for (int i = 1; i < lengthBytes; i++) {
      out.put((byte) (length >> 7 * (i - 1) | 0x80));
    }
    out.put((byte) (length >> 7 * (lengthBytes - 1)));
    out.putShort((short) name.length).put(name).put((byte) 0).put(payload);
    return out.array();
  }
}
