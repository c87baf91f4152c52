package io.lares.mqtt.broker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads MQTT's data types from the body of a packet; anything that does not fit is an error. */
final class Input {
  private final byte[] bytes;
  private final int end;
  private int position;

  Input(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Input(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  int remaining() {
    return end - position;
  }

  int position() {
    return position;
  }

  private int take(int count) throws MqttError {
    if (count < 0 || count > remaining()) {
      throw new MqttError(MqttError.MALFORMED, "The packet is shorter than it says.");
    }
    int at = position;
    position += count;
    return at;
  }

  int u8() throws MqttError {
    return bytes[take(1)] & 0xff;
  }

  int u16() throws MqttError {
    return u8() << 8 | u8();
  }

  long u32() throws MqttError {
    return (long) u16() << 16 | u16();
  }

  int varint() throws MqttError {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int b = u8();
      value |= (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new MqttError(MqttError.MALFORMED, "A length has too many bytes.");
  }

  byte[] bytes(int count) throws MqttError {
    int at = take(count);
    return Arrays.copyOfRange(bytes, at, at + count);
  }

  byte[] binary() throws MqttError {
    return bytes(u16());
  }

  byte[] rest() throws MqttError {
    return bytes(remaining());
  }

  byte[] since(int start) {
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** The next so many bytes, to be read on their own. */
  Input part(int count) throws MqttError {
    int at = take(count);
    return new Input(bytes, at, at + count);
  }

  String text() throws MqttError {
    int length = u16();
    int at = take(length);
    try {
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new MqttError(MqttError.MALFORMED, "A text has a NUL character.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new MqttError(MqttError.MALFORMED, "A text is not UTF-8.");
    }
  }
}
