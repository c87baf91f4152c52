package io.lares.mqtt.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/**
 * The socket under Paho: TCP or TLS, without Nagle's delay. Paho reads byte by byte and flushes
 * after each packet; here a system call reads as much as there is, and packets that are known to
 * follow each other leave together. It also turns away a packet that is too big before Paho sets
 * memory aside for it.
 */
final class Wire implements NetworkModule {
  private static final int CONNECT_MS = 5_000;
  private static final int HANDSHAKE_MS = 10_000;
  private static final int BUFFER = 32 * 1024;
  private static final int PUBLISH = 3;

  private final BrokerAddress address;
  private final @Nullable SSLSocketFactory tls;
  private final long maxPacket;

  /** How many PUBLISH packets Paho has been given and has not yet written. */
  private final AtomicInteger following;

  private volatile @Nullable Socket socket;

  Wire(
      BrokerAddress address,
      @Nullable SSLSocketFactory tls,
      long maxPacket,
      AtomicInteger following) {
    this.address = address;
    this.tls = tls;
    this.maxPacket = maxPacket;
    this.following = following;
  }

  @Override
  public void start() throws IOException {
    var plain = new Socket();
    socket = plain;
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MS);
    if (tls != null) {
      var secure = (SSLSocket) tls.createSocket(plain, address.host(), address.port(), true);
      socket = secure;
      var parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.setSoTimeout(HANDSHAKE_MS);
      secure.startHandshake();
      secure.setSoTimeout(0);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new PacketInput(open().getInputStream(), maxPacket);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new PacketOutput(open().getOutputStream(), following);
  }

  private Socket open() throws IOException {
    var open = socket;
    if (open == null) {
      throw new IOException("The connection has not been opened.");
    }
    return open;
  }

  @Override
  public void stop() throws IOException {
    var open = socket;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String getServerURI() {
    return address.uri();
  }

  /** Buffers, and follows the packets' frames to see their sizes. For one thread. */
  static final class PacketInput extends InputStream {
    private final InputStream in;
    private final long maxPacket;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    /** Bytes of the present packet's body still to come; -1 in its first byte, -2 in its length. */
    private long body = -1;

    private int shift;
    private long length;

    PacketInput(InputStream in, long maxPacket) {
      this.in = in;
      this.maxPacket = maxPacket;
    }

    @Override
    public int read() throws IOException {
      if (position == limit && !fill()) {
        return -1;
      }
      int b = buffer[position++] & 0xff;
      follow(b);
      return b;
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

    private void follow(int b) throws IOException {
      if (body == -1) {
        body = -2;
        shift = 0;
        length = 0;
      } else if (body == -2) {
        length |= (long) (b & 0x7f) << shift;
        shift += 7;
        if (shift > 28 || length > maxPacket) {
          throw new IOException(
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

  /**
   * Holds a packet back while Paho has another PUBLISH at hand, whose flush takes both along. For
   * one thread.
   */
  static final class PacketOutput extends OutputStream {
    private final OutputStream out;
    private final AtomicInteger following;
    private final byte[] buffer = new byte[BUFFER];
    private int size;
    private boolean inPacket;
    private boolean publish;

    PacketOutput(OutputStream out, AtomicInteger following) {
      this.out = out;
      this.following = following;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      if (!inPacket && count > 0) {
        inPacket = true;
        publish = (from[offset] & 0xff) >> 4 == PUBLISH;
      }
      if (count > BUFFER - size) {
        drain();
      }
      if (count > BUFFER) {
        out.write(from, offset, count);
      } else {
        System.arraycopy(from, offset, buffer, size, count);
        size += count;
      }
    }

    @Override
    public void flush() throws IOException {
      int more = inPacket && publish ? following.decrementAndGet() : following.get();
      inPacket = false;
      if (more <= 0) {
        drain();
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
}
