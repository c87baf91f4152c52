package io.lares.mqtt.broker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the broker, from CONNECT to its end. */
final class Client {
  private static final Logger LOG = LoggerFactory.getLogger(Client.class);

  /** Messages that a client may have under way to the broker. */
  static final int RECEIVE_MAXIMUM = 1_000;

  private static final int CONNECT_MS = 10_000;
  private static final int MAX_CONNECT = 80 << 10;
  private static final int READ_BUFFER = 8 << 10;

  /** Packets below it do not count as big. */
  private static final int SMALL = 16 << 10;

  private static final int BAD_METHOD = 0x8c;
  private static final int MAX_CLIENT_ID = 1_024;

  /** The longest that a session of a client that went away is kept. */
  private static final long MAX_SESSION_S = 86_400;

  /** How long a wrong password makes wait, so that guessing takes for ever. */
  private static final int WRONG_PASSWORD_MS = 1_000;

  private final Broker broker;
  private final BrokerSettings settings;
  private final Socket socket;
  private final InputStream in;
  private final PacketQueue queue;
  private final Messages messages;

  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile boolean v5;
  private int receiveMaximum = 65_535;
  private long maximumPacket = Long.MAX_VALUE;
  private long sessionExpiry;
  private @Nullable Publication will;
  private @Nullable Session session;
  private int occupied;

  Client(Broker broker, BrokerSettings settings, Socket socket) throws IOException {
    this.broker = broker;
    this.settings = settings;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), READ_BUFFER);
    this.queue =
        new PacketQueue(
            socket,
            socket.getOutputStream(),
            settings.limits().queuedMessages(),
            settings.limits().queuedBytes(),
            broker.queuedBytes);
    this.messages = new Messages(broker, this);
  }

  boolean isV5() {
    return v5;
  }

  int receiveMaximum() {
    return receiveMaximum;
  }

  int[] idsFor(int[] ids) {
    return v5 ? ids : Publication.noIds();
  }

  boolean takes(byte[] packet) {
    return packet.length <= maximumPacket;
  }

  boolean offer(byte[] packet) {
    return takes(packet) && queue.offer(packet);
  }

  void add(byte[] packet) {
    queue.add(packet);
  }

  void awaitRoom() throws InterruptedException {
    queue.awaitRoom();
  }

  static byte[] acknowledgement(int type, int packetId) {
    return new Output(2).u16(packetId).packet(type, type == Packet.PUBREL ? 2 : 0);
  }

  /** Ends the connection, and tells the client why where it can be told. */
  void end(int reason) {
    if (v5) {
      queue.addLast(new Output(2).u8(reason).u8(0).packet(Packet.DISCONNECT, 0));
    } else {
      queue.close();
    }
  }

  /** Ends the connection without a word. */
  void drop() {
    queue.close();
  }

  /** A client may take its time with each byte, but not for ever before it has logged in. */
  private void awaitLogin() {
    try {
      if (!decided.await(CONNECT_MS, TimeUnit.MILLISECONDS)) {
        drop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Serves the connection until its end. */
  void run() {
    try {
      Thread.ofVirtual().name("mqtt broker doorkeeper").start(this::awaitLogin);
      if (connect()) {
        serve();
      }
    } catch (SocketTimeoutException e) {
      end(MqttError.KEEP_ALIVE);
    } catch (MqttError e) {
      LOG.debug("An MQTT client at {} was cut off: {}", socket.getInetAddress(), e.getMessage());
      cutOff(e);
    } catch (IOException e) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      broker.failed(e);
    } finally {
      leave();
    }
  }

  private void cutOff(MqttError e) {
    if (session != null) {
      end(e.code);
    } else if (v5 || e.code == MqttError.BUSY) {
      refuse(e.code, 3);
    }
  }

  private void leave() {
    decided.countDown();
    broker.incoming.release(occupied);
    var mine = session;
    if (mine != null) {
      broker.left(mine, this, sessionExpiry);
    }
    var last = will;
    if (last != null) {
      broker.publish(last, mine);
    }
    // Where a farewell is on its way, writing it closes the socket.
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      // It is closed.
    }
    queue.closeWhenWritten();
  }

  private boolean connect() throws IOException, InterruptedException {
    var packet = Packet.read(in, MAX_CONNECT, _ -> {});
    var body = packet.body();
    if (packet.type() != Packet.CONNECT || packet.flags() != 0) {
      queue.close();
      return false;
    }
    var protocol = body.text();
    if (!protocol.equals("MQTT") && !protocol.equals("MQIsdp")) {
      queue.close();
      return false;
    }
    int version = body.u8();
    if (protocol.equals("MQIsdp") || (version != 4 && version != 5)) {
      queue.addLast(new Output(2).u8(0).u8(1).packet(Packet.CONNACK, 0));
      return false;
    }
    v5 = version == 5;
    int flags = body.u8();
    int keepAlive = body.u16();
    var properties = v5 ? Properties.read(body) : new Properties();
    boolean oddWill = (flags & 4) == 0 && (flags & 0x38) != 0;
    boolean oddLogin = !v5 && (flags & 0xc0) == 0x40;
    if ((flags & 1) != 0 || oddWill || oddLogin) {
      throw new MqttError(MqttError.MALFORMED, "CONNECT has flags that it may not have.");
    }
    if (properties.hasAuthentication) {
      throw new MqttError(BAD_METHOD, "CONNECT asks for a way to log in that is not offered.");
    }
    receiveMaximum = properties.receiveMaximum;
    maximumPacket = properties.maximumPacket;
    var clientId = body.text();
    boolean fresh = (flags & 2) != 0;
    boolean assigned = clientId.isEmpty();
    if (clientId.length() > MAX_CLIENT_ID || (assigned && !v5 && !fresh)) {
      refuse(0x85, 2);
      return false;
    }
    if (assigned) {
      clientId = UUID.randomUUID().toString();
    }
    var last = (flags & 4) != 0 ? readWill(body, flags) : null;
    var user = (flags & 0x80) != 0 ? body.text() : "";
    var password = (flags & 0x40) != 0 ? body.binary() : new byte[0];
    if (body.remaining() > 0) {
      throw new MqttError(MqttError.MALFORMED, "CONNECT goes on after its end.");
    }
    if (!settings.login().allows(user, password)) {
      Thread.sleep(WRONG_PASSWORD_MS);
      refuse(MqttError.BAD_LOGIN, 4);
      return false;
    }
    sessionExpiry = v5 ? Math.max(0, properties.sessionExpiry) : fresh ? 0 : MAX_SESSION_S;
    accept(clientId, fresh, assigned, keepAlive);
    will = last;
    return true;
  }

  private @Nullable Publication readWill(Input body, int flags) throws MqttError {
    var properties = v5 ? Properties.read(body) : new Properties();
    var topic = body.text();
    int qos = flags >> 3 & 3;
    if (qos == 3) {
      throw new MqttError(MqttError.MALFORMED, "There is no QoS 3.");
    }
    return new Publication(
        Messages.checkedTopic(topic),
        body.binary(),
        qos,
        (flags & 0x20) != 0,
        properties.forward,
        Messages.expiry(properties));
  }

  private void accept(String clientId, boolean fresh, boolean assigned, int keepAlive)
      throws IOException {
    var found = broker.session(clientId, fresh);
    session = found.session();
    decided.countDown();
    broker.isIn(this);
    var answer = new Output(32).u8(found.present() ? 1 : 0).u8(0);
    if (v5) {
      var properties =
          new Output(64)
              .u8(Properties.RECEIVE_MAXIMUM)
              .u16(RECEIVE_MAXIMUM)
              .u8(Properties.MAXIMUM_PACKET)
              .u32(settings.limits().packetBytes())
              .u8(Properties.SHARED_AVAILABLE)
              .u8(0);
      if (sessionExpiry > MAX_SESSION_S) {
        sessionExpiry = MAX_SESSION_S;
        properties.u8(Properties.SESSION_EXPIRY).u32(sessionExpiry);
      }
      if (assigned) {
        properties.u8(Properties.ASSIGNED_CLIENT_ID).text(clientId);
      }
      answer.varint(properties.size()).bytes(properties.toBytes());
    }
    add(answer.packet(Packet.CONNACK, 0));
    found.session().attach(this);
    socket.setSoTimeout(keepAlive * 1_500);
  }

  private void refuse(int reason, int reasonV3) {
    var answer = new Output(4).u8(0).u8(v5 ? reason : reasonV3);
    if (v5) {
      answer.u8(0);
    }
    queue.addLast(answer.packet(Packet.CONNACK, 0));
  }

  private void serve() throws IOException, InterruptedException {
    var mine = session;
    while (mine != null) {
      var packet = Packet.read(in, settings.limits().packetBytes(), this::occupy);
      if (packet.type() == Packet.DISCONNECT) {
        disconnect(packet.body());
        return;
      }
      messages.handle(packet, mine);
      occupy(0);
    }
  }

  /** Takes of the room that all clients share what a big packet needs; gives back the rest. */
  private void occupy(int bytes) throws MqttError {
    int wanted = bytes < SMALL ? 0 : bytes;
    if (wanted < occupied) {
      broker.incoming.release(occupied - wanted);
    } else if (wanted > occupied && !broker.incoming.tryAcquire(wanted - occupied)) {
      throw new MqttError(MqttError.QUOTA, "Too many big messages come in at once.");
    }
    occupied = wanted;
  }

  private void disconnect(Input body) throws MqttError {
    int reason = v5 && body.remaining() > 0 ? body.u8() : 0;
    if (reason == 0) {
      will = null;
    }
    if (v5 && body.remaining() > 0) {
      long wanted = Properties.read(body).sessionExpiry;
      if (wanted >= 0 && sessionExpiry > 0) {
        sessionExpiry = Math.min(wanted, MAX_SESSION_S);
      }
    }
    queue.closeWhenWritten();
  }
}
