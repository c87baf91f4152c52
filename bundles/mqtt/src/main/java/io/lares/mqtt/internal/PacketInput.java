package io.lares.mqtt.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What Paho reads from, byte by byte; here a system call reads as much as there is. Follows the
 * packets' frames, turns away a packet that is too big before memory is set aside for it, and hands
 * over on the way what need not go through Paho. For one thread.
 */
final class PacketInput extends InputStream {
  private static final int BUFFER = 32 * 1024;

  /** Takes packets out of the stream before Paho sees them. */
  interface Shortcut {
    /** Asked once for each packet, by its first byte. */
    boolean takes(int first);

    /**
     * Told of each packet that was accepted.
     *
     * @param body what follows the packet's length
     * @throws MalformedPacket where it is not MQTT; ends the connection
     */
    void take(int first, byte[] body) throws MalformedPacket;
  }

  private final InputStream in;
  private final long maxPacket;
  private final Shortcut shortcut;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  /** Bytes of the present packet's body still to come; -1 in its first byte, -2 in its length. */
  private long body = -1;

  private int shift;
  private long length;

  /**
   * @param maxPacket in bytes
   */
  PacketInput(InputStream in, long maxPacket, Shortcut shortcut) {
    this.in = in;
    this.maxPacket = maxPacket;
    this.shortcut = shortcut;
  }

  @Override
  public int read() throws IOException {
    while (body == -1 && has() && shortcut.takes(buffer[position] & 0xff)) {
      takeShortcut();
    }
    return has() ? next() : -1;
  }

  private void takeShortcut() throws IOException {
    int first = next();
    while (body == -2) {
      if (!has()) {
        throw new EOFException();
      }
      next();
    }
    byte[] content = new byte[Math.toIntExact(length)];
    if (readNBytes(content, 0, content.length) < content.length) {
      throw new EOFException();
    }
    shortcut.take(first, content);
  }

  @Override
  public int read(byte[] to, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (body < count) {
      // Paho reads only bodies in one piece; anything else takes the slow way.
      int b = read();
      if (b < 0) {
        return -1;
      }
      to[offset] = (byte) b;
      return 1;
    }
    int got;
    if (position < limit) {
      got = Math.min(count, limit - position);
      System.arraycopy(buffer, position, to, offset, got);
      position += got;
    } else if (count >= BUFFER) {
      got = in.read(to, offset, count);
    } else if (fill()) {
      return read(to, offset, count);
    } else {
      got = -1;
    }
    if (got > 0) {
      body -= got;
      if (body == 0) {
        body = -1;
      }
    }
    return got;
  }

  /** Whether there is another byte; waits for it. */
  private boolean has() throws IOException {
    return position < limit || fill();
  }

  private int next() throws IOException {
    int b = buffer[position++] & 0xff;
    follow(b);
    return b;
  }

  private void follow(int b) throws IOException {
    if (body == -1) {
      body = -2;
      shift = 0;
      length = 0;
    } else if (body == -2) {
      length |= (long) (b & 0x7f) << shift;
      shift += 7;
      if (shift > 28 || length > maxPacket) {
        throw new MalformedPacket(
            "The broker sent a packet of more than " + maxPacket + " bytes, the hub's limit.");
      }
      if ((b & 0x80) == 0) {
        body = length == 0 ? -1 : length;
      }
    } else if (--body == 0) {
      body = -1;
    }
  }

  private boolean fill() throws IOException {
    int got = in.read(buffer, 0, BUFFER);
    position = 0;
    limit = Math.max(got, 0);
    if (got == 0) {
      throw new EOFException();
    }
    return got > 0;
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
