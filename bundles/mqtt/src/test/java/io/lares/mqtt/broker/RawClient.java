package io.lares.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says whatever it is told to. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;
  private static final int ANY_SIZE = 8 << 20;

  private final Socket socket;
  private final InputStream in;

  RawClient(Broker broker) throws IOException {
    // From an address of its own, so that it takes no port that a broker wants to come back to.
    var mine = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    socket = new Socket(InetAddress.getLoopbackAddress(), broker.port(), mine, 0);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    // Its port is free at once when it is closed; thousands of them would run out otherwise.
    socket.setSoLinger(true, 0);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** One that has logged in with MQTT 5. */
  static RawClient loggedIn(Broker broker, String clientId) throws IOException {
    var client = new RawClient(broker);
    client.send(connect(5, clientId, true));
    var answer = client.read();
    assertThat(answer.type()).isEqualTo(Packet.CONNACK);
    answer.body().u8();
    assertThat(answer.body().u8()).isZero();
    return client;
  }

  /**
   * A CONNECT packet.
   *
   * @param clean false for a session that stays for an hour
   */
  static byte[] connect(int version, String clientId, boolean clean) {
    var body = new Output(64).text("MQTT").u8(version).u8(clean ? 2 : 0).u16(0);
    if (version == 5) {
      body.u8(5).u8(Properties.SESSION_EXPIRY).u32(clean ? 0 : 3_600);
    }
    return body.text(clientId).packet(Packet.CONNECT, 0);
  }

  /** A PUBLISH packet of MQTT 5. */
  static byte[] publish(String topic, byte[] payload, int qos, int packetId) {
    var body = new Output(64 + payload.length).text(topic);
    if (qos > 0) {
      body.u16(packetId);
    }
    return body.u8(0).bytes(payload).packet(Packet.PUBLISH, qos << 1);
  }

  /** A SUBSCRIBE packet of MQTT 5. */
  static byte[] subscribe(String filter, int qos) {
    return new Output(64).u16(1).u8(0).text(filter).u8(qos).packet(Packet.SUBSCRIBE, 2);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  Packet read() throws IOException {
    return Packet.read(in, ANY_SIZE, _ -> {});
  }

  /** Reads on to a packet of this type. */
  Packet read(int type) throws IOException {
    var packet = read();
    while (packet.type() != type) {
      packet = read();
    }
    return packet;
  }

  /** Says that nothing more comes. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Whether the broker has closed the connection; waits for the next packet otherwise. */
  boolean isAtEnd() throws IOException {
    try {
      read();
      return false;
    } catch (EOFException e) {
      return true;
    }
  }

  /** Sends a message through the broker to itself. */
  void roundTrip(String topic, String text) throws IOException {
    send(publish(topic, text.getBytes(StandardCharsets.UTF_8), 0, 0));
    var body = read(Packet.PUBLISH).body();
    assertThat(body.text()).isEqualTo(topic);
    body.u8();
    assertThat(new String(body.rest(), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
