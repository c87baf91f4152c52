package io.lares.mqtt.internal;

import io.lares.driver.MqttMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.logging.LoggerFactory;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from CONNECT to its end; a new one is made for each attempt. Messages of QoS 0,
 * of which there is nothing to keep, go past Paho, which would hand each to a further thread both
 * ways. While one of a higher QoS is on its way through Paho they take that way too, so that the
 * order stays.
 */
final class PahoLink implements Subscriptions.Link, Outbox.Link {
  /**
   * How to log in, and who the hub is.
   *
   * @param clientId the same at each attempt, so that a broker drops a half-dead connection of ours
   * @param user empty for none
   */
  record Login(String clientId, String user, String password) {}

  /** What the owner is told. Messages come one at a time; must not throw. */
  interface Owner {
    /**
     * @param ids subscription identifiers; empty where the broker has none
     */
    void arrived(MqttMessage message, List<Integer> ids);

    void tooBig();

    void sent(PahoLink link, Outgoing message, @Nullable String problem);

    /** Called once at most, and only after {@link #connect} has returned. */
    void lost(PahoLink link, String why);
  }

  static final String STATUS_TOPIC = "lares/status";

  private static final int KEEP_ALIVE_S = 30;
  private static final int CONNECT_S = 15;
  private static final int RECEIVE_MAXIMUM = 1_000;
  private static final long MAX_PACKET = 268_435_455L;

  static {
    LoggerFactory.setLogger(QuietLogger.class.getName());
  }

  private final BrokerAddress address;
  private final Login login;
  private final Limits limits;
  private final Owner owner;

  /** How many PUBLISH packets Paho has been given and has not yet written. */
  private final AtomicInteger following = new AtomicInteger();

  private final Incoming incoming = new Incoming();
  private final Wire wire;
  private final MqttAsyncClient client;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile @Nullable Sender sender;
  private volatile int receiveMaximum = 65_535;
  private volatile long maximumPacket = MAX_PACKET;
  private volatile boolean identifiers = true;

  PahoLink(
      BrokerAddress address,
      @Nullable SSLSocketFactory tls,
      Login login,
      Limits limits,
      Owner owner)
      throws MqttException {
    this.address = address;
    this.login = login;
    this.limits = limits;
    this.owner = owner;
    this.wire = new Wire(address, tls, limits.packetBytes(), incoming, following);
    this.client = new Client(login.clientId(), wire);
    client.setCallback(new Callbacks());
  }

  /** Paho with our own socket beneath; the address is for its checks only. */
  private static final class Client extends MqttAsyncClient {
    private final Wire wire;

    Client(String clientId, Wire wire) throws MqttException {
      super("tcp://hub", clientId, new MemoryPersistence());
      this.wire = wire;
    }

    @Override
    protected NetworkModule[] createNetworkModules(String uri, MqttConnectionOptions options) {
      return new NetworkModule[] {wire};
    }
  }

  /**
   * Connects; waits for it, some seconds at most.
   *
   * @throws Exception where it did not work; {@link Words} explains it
   */
  void connect() throws Exception {
    var options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(KEEP_ALIVE_S);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setMaximumPacketSize(limits.packetBytes());
    options.setTopicAliasMaximum(0);
    options.setUseSubscriptionIdentifiers(false);
    if (!login.user().isEmpty()) {
      options.setUserName(login.user());
      options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
    }
    options.setWill(STATUS_TOPIC, retained("offline"));
    var answer = new CompletableFuture<IMqttToken>();
    client.connect(options, null, callback(answer::complete, answer::completeExceptionally));
    try {
      var token = answer.get(CONNECT_S, TimeUnit.SECONDS);
      var properties = token.getResponseProperties();
      if (properties != null) {
        receiveMaximum = orElse(properties.getReceiveMaximum(), 65_535);
        maximumPacket = orElse(properties.getMaximumPacketSize(), MAX_PACKET);
        identifiers = orElse(properties.isSubscriptionIdentifiersAvailable(), true);
      }
    } catch (TimeoutException e) {
      throw new TimeoutException(
          address.uri() + " did not answer as an MQTT 5 broker within " + CONNECT_S + " s.");
    }
    sender =
        new Sender(
            wire.getOutputStream(),
            message -> owner.sent(this, message, null),
            e -> fail(Words.of(e, address)));
    end.thenAccept(why -> owner.lost(this, why));
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static org.eclipse.paho.mqttv5.common.MqttMessage retained(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new org.eclipse.paho.mqttv5.common.MqttMessage(bytes, 1, true, new MqttProperties());
  }

  /** Ends the connection, with a word of goodbye where it still works. Waits a little. */
  void close(boolean sayGoodbye) {
    try {
      if (sayGoodbye && client.isConnected()) {
        client.publish(STATUS_TOPIC, retained("offline")).waitForCompletion(1_000);
        client.disconnect(0).waitForCompletion(1_000);
      }
    } catch (MqttException e) {
      // The broker does not hear us any more; it will find out by itself.
    }
    if (sender instanceof Sender running) {
      running.close();
    }
    try {
      wire.stop();
      client.disconnectForcibly(0, 0, false);
    } catch (Exception e) {
      // It was closed already.
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      // It closes once the attempt under way has failed on the closed socket.
    }
  }

  /** Breaks the connection, so that the owner makes a new one. */
  private void fail(String why) {
    end.complete(why);
  }

  @Override
  public void send(Outgoing message) {
    if (message.qos == 0 && following.get() <= 0 && sender instanceof Sender running) {
      running.add(message);
      return;
    }
    following.incrementAndGet();
    try {
      var packet =
          new org.eclipse.paho.mqttv5.common.MqttMessage(
              message.payload, message.qos, message.retain, new MqttProperties());
      client.publish(
          message.topic,
          packet,
          null,
          callback(
              token -> owner.sent(this, message, Words.ofReasons(token)),
              e -> owner.sent(this, message, Words.of(e, address))));
    } catch (MqttException | RuntimeException e) {
      owner.sent(this, message, Words.of(e, address));
      fail(Words.of(e, address));
    }
  }

  @Override
  public int receiveMaximum() {
    return receiveMaximum;
  }

  @Override
  public long maximumPacket() {
    return maximumPacket;
  }

  @Override
  public void subscribe(String filter, int qos, int id, Done done) {
    try {
      var properties = new MqttProperties();
      if (identifiers) {
        properties.setSubscriptionIdentifier(id);
      }
      client.subscribe(
          new MqttSubscription[] {new MqttSubscription(filter, qos)},
          null,
          callback(
              token -> done.refused(Words.ofReasons(token)),
              e -> done.refused(Words.of(e, address))),
          properties);
    } catch (MqttException e) {
      // The connection is breaking; the next one subscribes again.
    }
  }

  @Override
  public void unsubscribe(String filter, Done done) {
    try {
      client.unsubscribe(
          new String[] {filter},
          null,
          callback(_ -> done.refused(null), _ -> done.refused(null)),
          new MqttProperties());
    } catch (MqttException e) {
      // The connection is breaking, and the broker forgets with it.
    }
  }

  private static MqttActionListener callback(
      Consumer<IMqttToken> success, Consumer<Throwable> failure) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        success.accept(token);
      }

      @Override
      public void onFailure(IMqttToken token, @Nullable Throwable exception) {
        failure.accept(exception == null ? new MqttException(0) : exception);
      }
    };
  }

  private void arrived(MqttMessage message, List<Integer> ids) {
    if (message.payload().length > limits.payloadBytes()) {
      owner.tooBig();
    } else {
      owner.arrived(message, ids);
    }
  }

  /** Takes QoS 0 messages out of the stream unless Paho has one that is older. */
  private final class Incoming implements PacketInput.Shortcut {
    private final AtomicInteger inPaho = new AtomicInteger();

    @Override
    public boolean takes(int first) {
      if (!PublishPacket.is(first)) {
        return false;
      }
      if (PublishPacket.isAtMostOnce(first) && inPaho.get() == 0) {
        return true;
      }
      inPaho.incrementAndGet();
      return false;
    }

    @Override
    public void take(int first, byte[] body) throws MalformedPacket {
      PublishPacket packet = PublishPacket.read(first, body);
      arrived(new MqttMessage(packet.topic(), packet.payload(), 0, packet.retain()), packet.ids());
    }
  }

  private final class Callbacks implements MqttCallback {
    @Override
    public void messageArrived(String topic, org.eclipse.paho.mqttv5.common.MqttMessage message) {
      arrived(
          new MqttMessage(topic, message.getPayload(), message.getQos(), message.isRetained()),
          message.getProperties().getSubscriptionIdentifiers());
      incoming.inPaho.decrementAndGet();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      fail(Words.of(response, address));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      // Paho closes the connection itself where the error is a grave one.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
