package io.lares.mqtt.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Stands between the hub and a broker; sees each packet, may change it, and may cut the line. */
final class Proxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final BrokerAddress behind;
  private final UnaryOperator<byte[]> fromHub;
  private final UnaryOperator<byte[]> fromBroker;

  Proxy(BrokerAddress behind, UnaryOperator<byte[]> fromHub, UnaryOperator<byte[]> fromBroker)
      throws IOException {
    this.behind = behind;
    this.fromHub = fromHub;
    this.fromBroker = fromBroker;
    Thread.ofVirtual().start(this::accept);
  }

  BrokerAddress address() {
    return BrokerAddress.local(server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        var hub = server.accept();
        var broker = new Socket(behind.host(), behind.port());
        sockets.add(hub);
        sockets.add(broker);
        Thread.ofVirtual().start(() -> pump(hub, broker, fromHub));
        Thread.ofVirtual().start(() -> pump(broker, hub, fromBroker));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to, UnaryOperator<byte[]> change) {
    try (from;
        to) {
      var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
      while (true) {
        to.getOutputStream().write(change.apply(packet(in)));
      }
    } catch (IOException e) {
      // The other direction ends with this one.
    }
  }

  private static byte[] packet(DataInputStream in) throws IOException {
    var packet = new ByteArrayOutputStream();
    packet.write(in.readByte());
    int length = 0;
    int b;
    int shift = 0;
    do {
      b = in.readUnsignedByte();
      packet.write(b);
      length |= (b & 0x7f) << shift;
      shift += 7;
    } while (b >= 0x80);
    var body = new byte[length];
    in.readFully(body);
    packet.write(body);
    return packet.toByteArray();
  }

  /** Breaks all connections as a pulled plug and a lost route do: resets, and no goodbye. */
  void cut() throws IOException {
    server.close();
    for (var socket : sockets) {
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (SocketException e) {
        // It is closed already.
      }
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
