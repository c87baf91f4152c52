package io.lares.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The least MQTT 3.1.1 client that can load a broker: quality of service 0 and nothing that could
 * be slower than what is measured. MQTT 3.1.1, sections 3.1 to 3.9.
 */
final class MqttWire implements AutoCloseable {
  /** Takes what arrives; the arrays are reused and valid during the call only. */
  interface Handler {
    void message(byte[] packet, int topicStart, int topicLength, int payloadStart, int end);
  }

  private final Socket socket;
  private final BufferedOutputStream out;
  private final DataInputStream in;
  private volatile boolean closed;

  MqttWire(int port, String clientId) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    byte[] id = clientId.getBytes(StandardCharsets.UTF_8);
    out.write(0x10);
    length(12 + id.length);
    out.write(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0});
    text(id);
    out.flush();
    if (in.readUnsignedByte() != 0x20 || in.readUnsignedByte() != 2 || in.readShort() != 0) {
      throw new IOException("The broker refused the connection");
    }
  }

  /** Subscribes; then {@link #read} must be running for the broker's answer to be taken. */
  synchronized void subscribe(String filter) throws IOException {
    byte[] bytes = filter.getBytes(StandardCharsets.UTF_8);
    out.write(0x82);
    length(5 + bytes.length);
    out.write(new byte[] {0, 1});
    text(bytes);
    out.write(0);
    out.flush();
  }

  /** Puts a message into the buffer; {@link #flush} sends it. */
  synchronized void publish(byte[] topic, byte[] payload, boolean retain) throws IOException {
    out.write(retain ? 0x31 : 0x30);
    length(2 + topic.length + payload.length);
    text(topic);
    out.write(payload);
  }

  synchronized void flush() throws IOException {
    out.flush();
  }

  /** Hands every arriving message to the handler until the connection is closed. */
  void read(Handler handler) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try {
      while (true) {
        int type = in.readUnsignedByte();
        int size = 0;
        for (int shift = 0; ; shift += 7) {
          int digit = in.readUnsignedByte();
          size |= (digit & 127) << shift;
          if (digit < 128) {
            break;
          }
        }
        if (size > buffer.length) {
          buffer = new byte[size];
        }
        in.readFully(buffer, 0, size);
        if ((type & 0xf0) == 0x30) {
          int topic = (buffer[0] & 255) << 8 | buffer[1] & 255;
          handler.message(buffer, 2, topic, 2 + topic, size);
        }
      }
    } catch (IOException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  /** Whether more has arrived than was read. */
  boolean moreWaiting() throws IOException {
    return in.available() > 0;
  }

  private void length(int size) throws IOException {
    int rest = size;
    do {
      int digit = rest & 127;
      rest >>= 7;
      out.write(rest > 0 ? digit | 128 : digit);
    } while (rest > 0);
  }

  private void text(byte[] bytes) throws IOException {
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    socket.close();
  }
}
