package io.lares.mqtt.broker;

import io.lares.mqtt.topics.FilterTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT broker: QoS 0 to 2, retained messages that survive a restart, wills, sessions (in memory)
 * and subscription identifiers; no shared subscriptions, no topic aliases, no will delay. A
 * client's packets are handled one after the other on a virtual thread of its own, and so reach
 * each subscriber in order.
 */
public final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final int BACKLOG = 128;

  private final BrokerSettings settings;
  private final ServerSocket server;
  private final RetainedMessages retained;
  private final FilterTree<Map<Session, Session.Subscribed>> tree = new FilterTree<>();
  private final Map<String, Map<Session, Session.Subscribed>> byFilter = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private final Doorway doorway;
  private final Session.Held held = new Session.Held(new AtomicLong(), new AtomicLong());
  private long filterBytes;
  final AtomicLong queuedBytes = new AtomicLong();
  final Semaphore incoming;
  private final LongAdder failures = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closed;

  /**
   * Starts one; returns when it listens.
   *
   * @throws java.net.BindException where the port is taken
   */
  public Broker(BrokerSettings settings) throws IOException {
    this.settings = settings;
    this.doorway = new Doorway(settings.limits().connecting());
    this.incoming = new Semaphore(settings.limits().incomingBytes());
    this.server = new ServerSocket();
    try {
      server.bind(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
      var limits = settings.limits();
      this.retained =
          new RetainedMessages(
              settings.folder(), limits.retainedMessages(), limits.retainedBytes());
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    Thread.ofVirtual().name("mqtt broker").start(this::accept);
  }

  /** The port it listens at. */
  public int port() {
    return server.getLocalPort();
  }

  /** Messages that a slow or absent subscriber did not get, since the start. */
  public long dropped() {
    return dropped.sum();
  }

  /** A client met a mistake of ours. */
  void failed(RuntimeException e) {
    failures.increment();
    LOG.warn("The MQTT broker failed on what a client sent.", e);
  }

  long failures() {
    return failures.sum();
  }

  int connections() {
    return clients.size();
  }

  private void accept() {
    while (!closed) {
      try {
        var socket = server.accept();
        if (clients.size() < settings.limits().clients() || doorway.makeRoom()) {
          serve(socket);
        } else {
          socket.close();
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("The MQTT broker could not take a connection.", e);
          pause();
        }
      }
    }
  }

  /** For when the system is out of sockets: asking again at once would not help. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      var client = new Client(this, settings, socket);
      clients.add(client);
      doorway.enter(client);
      Thread.ofVirtual()
          .name("mqtt broker client")
          .start(() -> {
            try {
              client.run();
            } finally {
              doorway.leave(client);
              clients.remove(client);
            }
          });
    } catch (IOException e) {
      socket.close();
    }
  }

  /** The client has logged in. */
  void isIn(Client client) {
    doorway.leave(client);
  }

  /** A session for a client, and whether it was there before. */
  record Found(Session session, boolean present) {}

  /**
   * Gives a client its session; whoever had it before is cut off.
   *
   * @param fresh true where what is remembered is to be forgotten
   */
  Found session(String clientId, boolean fresh) throws MqttError {
    Client former = null;
    Found found;
    synchronized (lock) {
      forgetOld();
      var session = sessions.get(clientId);
      if (session != null) {
        former = session.client();
        if (fresh) {
          forget(session);
          session = null;
        }
      }
      boolean present = session != null;
      if (session == null) {
        if (sessions.size() >= settings.limits().sessions() && !forgetOne()) {
          throw new MqttError(MqttError.BUSY, "Too many clients are here.");
        }
        session = new Session(clientId, settings.limits(), held);
        sessions.put(clientId, session);
      }
      session.hold();
      found = new Found(session, present);
    }
    if (former != null) {
      former.end(MqttError.TAKEN_OVER);
    }
    return found;
  }

  private void forgetOld() {
    long now = System.nanoTime();
    for (var session : List.copyOf(sessions.values())) {
      var left = session.left(now);
      if (left.isPresent() && left.getAsLong() <= 0) {
        forget(session);
      }
    }
  }

  /** Forgets the absent client that has the least time left; false where all are here. */
  private boolean forgetOne() {
    long now = System.nanoTime();
    var one =
        sessions.values().stream()
            .filter(session -> session.left(now).isPresent())
            .min(Comparator.comparingLong(session -> session.left(now).orElse(Long.MAX_VALUE)));
    one.ifPresent(this::forget);
    return one.isPresent();
  }

  /** The client is gone. */
  void left(Session session, Client client, long expirySeconds) {
    synchronized (lock) {
      long forgetAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(expirySeconds);
      boolean mine = session.detach(client, forgetAt);
      if (mine && expirySeconds == 0) {
        forget(session);
      }
    }
  }

  private void forget(Session session) {
    for (var filter : List.copyOf(session.subscriptions.keySet())) {
      unsubscribe(session, filter);
    }
    sessions.remove(session.clientId, session);
    session.drop();
  }

  /**
   * @return whether the filter is new to the session
   */
  boolean subscribe(Session session, String filter, Session.Subscribed subscribed)
      throws MqttError {
    synchronized (lock) {
      boolean isNew = !session.subscriptions.containsKey(filter);
      if (isNew && session.subscriptions.size() >= settings.limits().subscriptions()) {
        throw new MqttError(MqttError.QUOTA, "Too many subscriptions.");
      }
      if (isNew && filterBytes + cost(filter) > settings.limits().filterBytes()) {
        throw new MqttError(MqttError.QUOTA, "The subscriptions take too much memory.");
      }
      filterBytes += isNew ? cost(filter) : 0;
      session.subscriptions.put(filter, subscribed);
      var subscribers = byFilter.get(filter);
      if (subscribers == null) {
        subscribers = new ConcurrentHashMap<>(2);
        byFilter.put(filter, subscribers);
        tree.put(filter, subscribers);
      }
      subscribers.put(session, subscribed);
      return isNew;
    }
  }

  /** What a subscription takes in memory, roughly: its text, and a node for each level. */
  private static long cost(String filter) {
    return 200 * (1 + filter.chars().filter(c -> c == '/').count()) + 2L * filter.length();
  }

  /**
   * @return whether there was such a subscription
   */
  boolean unsubscribe(Session session, String filter) {
    synchronized (lock) {
      boolean was = session.subscriptions.remove(filter) != null;
      filterBytes -= was ? cost(filter) : 0;
      var subscribers = byFilter.get(filter);
      if (subscribers != null) {
        subscribers.remove(session);
        if (subscribers.isEmpty()) {
          byFilter.remove(filter);
          tree.put(filter, null);
        }
      }
      return was;
    }
  }

  /** All that is retained for a filter. */
  void replay(String filter, Consumer<Publication> found) {
    retained.matching(filter, found);
  }

  /** One subscriber that a message reaches, perhaps through several subscriptions. */
  private static final class Hit {
    final Session session;
    int qos;
    boolean retainAsPublished;
    int[] ids;

    Hit(Session session, Session.Subscribed first) {
      this.session = session;
      this.qos = first.qos();
      this.retainAsPublished = first.retainAsPublished();
      this.ids = first.id() == 0 ? Publication.noIds() : new int[] {first.id()};
    }

    void add(Session.Subscribed more) {
      qos = Math.max(qos, more.qos());
      retainAsPublished |= more.retainAsPublished();
      if (more.id() != 0) {
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = more.id();
      }
    }
  }

  /**
   * Takes a message from a client.
   *
   * @return false where it was to be retained and there is no room for it
   */
  boolean publish(Publication message, @Nullable Session from) {
    boolean kept = !message.retain() || retained.put(message);
    Map<Session, Hit> hits = new HashMap<>(4);
    tree.match(
        message.topic(),
        subscribers ->
            subscribers.forEach((session, subscribed) -> {
              if (subscribed.noLocal() && session == from) {
                return;
              }
              var hit = hits.get(session);
              if (hit == null) {
                hits.put(session, new Hit(session, subscribed));
              } else {
                hit.add(subscribed);
              }
            }));
    for (var hit : hits.values()) {
      boolean asRetained = hit.retainAsPublished && message.retain();
      int qos = Math.min(hit.qos, message.qos());
      if (!hit.session.deliver(message, qos, asRetained, hit.ids, false)) {
        dropped.increment();
      }
    }
    return kept;
  }

  /** Says goodbye to all clients and stops listening; the retained messages are on disk. */
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      // Then it does not listen any more.
    }
    for (var client : clients) {
      client.end(MqttError.SHUTTING_DOWN);
    }
    retained.close();
  }
}
