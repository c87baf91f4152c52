package io.lares.mqtt.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/** The socket under Paho: TCP or TLS, without Nagle's delay. */
final class Wire implements NetworkModule {
  private static final int CONNECT_MS = 5_000;
  private static final int HANDSHAKE_MS = 10_000;

  private final BrokerAddress address;
  private final @Nullable SSLSocketFactory tls;
  private final long maxPacket;
  private final PacketInput.Shortcut shortcut;
  private final AtomicInteger following;
  private volatile @Nullable Socket socket;
  private volatile @Nullable PacketOutput output;

  /**
   * @param maxPacket largest packet from the broker, in bytes
   * @param shortcut takes what need not go through Paho
   * @param following how many PUBLISH packets Paho has been given and has not yet written
   */
  Wire(
      BrokerAddress address,
      @Nullable SSLSocketFactory tls,
      long maxPacket,
      PacketInput.Shortcut shortcut,
      AtomicInteger following) {
    this.address = address;
    this.tls = tls;
    this.maxPacket = maxPacket;
    this.shortcut = shortcut;
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
    output = new PacketOutput(opened(socket).getOutputStream(), following);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new PacketInput(opened(socket).getInputStream(), maxPacket, shortcut);
  }

  @Override
  public PacketOutput getOutputStream() throws IOException {
    return opened(output);
  }

  private static <T> T opened(@Nullable T part) throws IOException {
    if (part == null) {
      throw new IOException("The connection has not been opened.");
    }
    return part;
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
}
