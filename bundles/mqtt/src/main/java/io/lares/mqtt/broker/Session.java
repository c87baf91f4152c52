package io.lares.mqtt.broker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the broker remembers of a client, connected or away. */
final class Session {
  /** A subscription of this client. */
  record Subscribed(int qos, boolean noLocal, boolean retainAsPublished, int id) {}

  /**
   * What all sessions hold for acknowledgement, in bytes. Replayed ones are in memory anyway, so
   * many sessions may hold them; only those that were replaced since cost anything.
   */
  record Held(AtomicLong live, AtomicLong replayed) {
    private static final int REPLAYS = 4;

    boolean takes(long bytes, boolean replay, BrokerLimits limits) {
      return replay
          ? replayed.get() + bytes <= REPLAYS * limits.retainedBytes()
          : live.get() + bytes <= limits.heldBytes();
    }

    void add(long bytes, boolean replay) {
      (replay ? replayed : live).addAndGet(bytes);
    }
  }

  private static final int MAX_WINDOW = 1_000;
  private static final Duration CONNECTING = Duration.ofMinutes(1);

  /** A message on its way to the client that the client has to acknowledge. */
  private static final class Delivery {
    final Publication message;
    final int qos;
    final boolean retained;
    final int[] ids;
    final boolean replay;

    /** True once the client has it and only the end of the QoS 2 exchange is missing. */
    boolean received;

    Delivery(Publication message, int qos, boolean retained, int[] ids, boolean replay) {
      this.message = message;
      this.qos = qos;
      this.retained = retained;
      this.ids = ids;
      this.replay = replay;
    }
  }

  final String clientId;
  final Map<String, Subscribed> subscriptions = new ConcurrentHashMap<>();

  private final BrokerLimits limits;
  private final Held held;
  private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
  private final Map<Integer, Delivery> inFlight = new LinkedHashMap<>();
  private final Set<Integer> halfReceived = new HashSet<>();
  private @Nullable Client client;
  private int lastPacketId;
  private boolean forgotten;

  /** When it is forgotten, in {@link System#nanoTime}; of meaning only while the client is away. */
  private long forgetAt;

  /**
   * @param held by all sessions together
   */
  Session(String clientId, BrokerLimits limits, Held held) {
    this.clientId = clientId;
    this.limits = limits;
    this.held = held;
  }

  synchronized @Nullable Client client() {
    return client;
  }

  /** The client is here: sends again what it has not acknowledged, then what has waited. */
  synchronized void attach(Client client) {
    this.client = client;
    for (var entry : List.copyOf(inFlight.entrySet())) {
      send(client, entry.getKey(), entry.getValue(), true);
    }
    fill();
  }

  /**
   * @return true where it was this client that was attached
   */
  synchronized boolean detach(Client client, long forgetAt) {
    if (this.client != client) {
      return false;
    }
    this.client = null;
    this.forgetAt = forgetAt;
    return true;
  }

  /** Keeps it a while: its client is just connecting. */
  synchronized void hold() {
    forgetAt = System.nanoTime() + CONNECTING.toNanos();
  }

  /** How long it is still to be kept, in nanoseconds; nothing where its client is here. */
  synchronized OptionalLong left(long now) {
    return client == null ? OptionalLong.of(forgetAt - now) : OptionalLong.empty();
  }

  /** It is forgotten: what it held is free. */
  synchronized void drop() {
    forgotten = true;
    waiting.forEach(this::release);
    waiting.clear();
    inFlight.values().forEach(this::release);
    inFlight.clear();
  }

  private void release(Delivery delivery) {
    held.add(-delivery.message.cost(), delivery.replay);
  }

  /**
   * Gives a message to the client, or keeps it where the client is to acknowledge it.
   *
   * @param replay true for a retained message that answers a SUBSCRIBE
   * @return false where it was lost
   */
  synchronized boolean deliver(
      Publication message, int qos, boolean retained, int[] ids, boolean replay) {
    var here = client;
    if (qos == 0) {
      return here != null
          && here.offer(message.packet(here.isV5(), 0, 0, retained, false, here.idsFor(ids)));
    }
    int room = limits.queuedMessages() + (replay ? limits.retainedMessages() : 0);
    if (forgotten || waiting.size() >= room || !held.takes(message.cost(), replay, limits)) {
      return false;
    }
    held.add(message.cost(), replay);
    waiting.add(new Delivery(message, qos, retained, ids, replay));
    fill();
    return true;
  }

  private void fill() {
    var here = client;
    if (here == null) {
      return;
    }
    int window = Math.min(here.receiveMaximum(), MAX_WINDOW);
    while (!waiting.isEmpty() && inFlight.size() < window) {
      var delivery = waiting.remove();
      if (delivery.message.isExpired()) {
        release(delivery);
        continue;
      }
      do {
        lastPacketId = lastPacketId == 65_535 ? 1 : lastPacketId + 1;
      } while (inFlight.containsKey(lastPacketId));
      inFlight.put(lastPacketId, delivery);
      send(here, lastPacketId, delivery, false);
    }
  }

  private void send(Client here, int packetId, Delivery delivery, boolean again) {
    if (delivery.received) {
      here.add(Client.acknowledgement(Packet.PUBREL, packetId));
      return;
    }
    var packet =
        delivery.message.packet(
            here.isV5(),
            delivery.qos,
            packetId,
            delivery.retained,
            again,
            here.idsFor(delivery.ids));
    if (!here.takes(packet)) {
      forget(packetId);
      return;
    }
    here.add(packet);
  }

  /** PUBACK or PUBCOMP came, or a PUBREC that refuses. */
  synchronized void delivered(int packetId) {
    forget(packetId);
    fill();
  }

  private void forget(int packetId) {
    var delivery = inFlight.remove(packetId);
    if (delivery != null) {
      release(delivery);
    }
  }

  /**
   * PUBREC came.
   *
   * @return false where no such message is on its way
   */
  synchronized boolean received(int packetId) {
    var delivery = inFlight.get(packetId);
    if (delivery == null) {
      return false;
    }
    delivery.received = true;
    return true;
  }

  /** A QoS 2 message came; false where it came before. */
  synchronized boolean begin(int packetId) throws MqttError {
    if (halfReceived.size() >= Client.RECEIVE_MAXIMUM) {
      throw new MqttError(MqttError.RECEIVE_MAXIMUM, "Too many QoS 2 messages are under way.");
    }
    return halfReceived.add(packetId);
  }

  synchronized boolean end(int packetId) {
    return halfReceived.remove(packetId);
  }
}
