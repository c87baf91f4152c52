package io.lares.mqtt.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is written to the broker: packets of Paho, which writes them in pieces and flushes after
 * each, and whole ones that go past it. Packets that are known to follow each other leave together.
 * {@link #write} and {@link #flush} are for Paho's sending thread.
 */
final class PacketOutput extends OutputStream {
  private static final int BUFFER = 32 * 1024;

  private final OutputStream out;

  /** How many PUBLISH packets Paho has been given and has not yet written. */
  private final AtomicInteger following;

  private ByteArrayOutputStream packet = new ByteArrayOutputStream();

  private final Object lock = new Object();
  private final byte[] buffer = new byte[BUFFER];
  private int size;

  PacketOutput(OutputStream out, AtomicInteger following) {
    this.out = out;
    this.following = following;
  }

  @Override
  public void write(int b) {
    packet.write(b);
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    packet.write(from, offset, count);
  }

  /** A packet of Paho ends. It waits while Paho has another PUBLISH at hand. */
  @Override
  public void flush() throws IOException {
    byte[] whole = packet.toByteArray();
    if (whole.length > BUFFER) {
      packet = new ByteArrayOutputStream();
    } else {
      packet.reset();
    }
    boolean publish = whole.length > 0 && PublishPacket.is(whole[0] & 0xff);
    synchronized (lock) {
      append(whole);
      int more = publish ? following.decrementAndGet() : following.get();
      if (more <= 0) {
        drain();
      }
    }
  }

  /** Writes a whole packet; it leaves with {@link #send} at the latest. */
  void put(byte[] packet) throws IOException {
    synchronized (lock) {
      append(packet);
    }
  }

  /** Everything leaves that was put. */
  void send() throws IOException {
    synchronized (lock) {
      drain();
    }
  }

  private void append(byte[] bytes) throws IOException {
    if (bytes.length > BUFFER - size) {
      drain();
    }
    if (bytes.length > BUFFER) {
      out.write(bytes);
    } else {
      System.arraycopy(bytes, 0, buffer, size, bytes.length);
      size += bytes.length;
    }
  }

  private void drain() throws IOException {
    if (size > 0) {
      out.write(buffer, 0, size);
      size = 0;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
