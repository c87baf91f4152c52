package io.lares.mqtt.broker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes MQTT's data types, and whole packets from them. */
final class Output {
  private byte[] bytes;
  private int size;

  Output(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  private int grow(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
    }
    int at = size;
    size += count;
    return at;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  Output u8(int value) {
    // The array may be another one after growing.
    int at = grow(1);
    bytes[at] = (byte) value;
    return this;
  }

  Output u16(int value) {
    return u8(value >> 8).u8(value);
  }

  Output u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  Output varint(int value) {
    int rest = value;
    while (rest > 0x7f) {
      u8(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    return u8(rest);
  }

  Output bytes(byte[] more) {
    return bytes(more, more.length);
  }

  Output binary(byte[] data) {
    return u16(data.length).bytes(data);
  }

  Output text(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** A whole packet with this as its body. */
  byte[] packet(int type, int flags) {
    return new Output(size + 5).u8(type << 4 | flags).varint(size).append(this).toBytes();
  }

  private Output append(Output other) {
    return bytes(other.bytes, other.size);
  }

  private Output bytes(byte[] more, int count) {
    int at = grow(count);
    System.arraycopy(more, 0, bytes, at, count);
    return this;
  }

  static int varintSize(int value) {
    return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;
  }
}
