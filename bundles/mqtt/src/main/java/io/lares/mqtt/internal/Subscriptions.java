package io.lares.mqtt.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.mqtt.topics.FilterTree;
import io.lares.mqtt.topics.Topics;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to what. Outlives the connections: each new one is told all filters again.
 *
 * <p>Every SUBSCRIBE carries a subscription identifier, and the broker says with each message which
 * of them it answers. So a message that matches several of our filters reaches each listener once,
 * whether the broker sends one copy or several; and retained messages, which a second SUBSCRIBE of
 * the same filter brings again, reach just the listener that came with it. A broker that has no
 * identifiers sends messages without, and a {@link FilterTree} finds the listeners; then listeners
 * of overlapping filters may see a retained message more than once.
 */
final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /** How many SUBSCRIBE and UNSUBSCRIBE may be on their way at once. */
  private static final int WINDOW = 64;

  /** The largest identifier that MQTT allows. */
  private static final int MAX_ID = 268_435_455;

  /** What the subscriptions need of a connection. Neither waits. */
  interface Link {
    /**
     * @param id subscription identifier
     * @param done told null, or why the broker refused
     */
    void subscribe(String filter, int qos, int id, Done done);

    void unsubscribe(String filter, Done done);

    interface Done {
      void refused(@Nullable String why);
    }
  }

  private final Limits limits;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final LongAdder dropped;
  private final Object lock = new Object();
  private final Map<String, Subscription> byFilter = new HashMap<>();
  private final Map<Integer, Subscription> byId = new ConcurrentHashMap<>();
  private final FilterTree<Subscription> tree = new FilterTree<>();
  private final ArrayDeque<Subscription> toSend = new ArrayDeque<>();
  private @Nullable Link link;
  private int underWay;
  private int lastId;

  Subscriptions(Limits limits, LongAdder dropped) {
    this.limits = limits;
    this.dropped = dropped;
  }

  Cancellable subscribe(String filter, int qos, MqttChannel.Listener listener) {
    Topics.checkFilter(filter);
    Topics.checkQos(qos);
    var inbox = new Inbox(filter, listener, limits, queuedBytes);
    var member = new Subscription.Member(inbox, qos);
    synchronized (lock) {
      var subscription = byFilter.get(filter);
      if (subscription == null) {
        subscription = new Subscription(filter);
        byFilter.put(filter, subscription);
        tree.put(filter, subscription);
      }
      subscription.add(member);
      inbox.connection(link != null);
      enqueue(subscription);
    }
    return () -> cancel(filter, member);
  }

  private void cancel(String filter, Subscription.Member member) {
    member.inbox.close();
    synchronized (lock) {
      var subscription = byFilter.get(filter);
      if (subscription == null) {
        return;
      }
      subscription.remove(member);
      if (subscription.members.length == 0) {
        enqueue(subscription);
      }
    }
  }

  /** A connection is up: subscribes to everything anew. */
  void up(Link link) {
    synchronized (lock) {
      this.link = link;
      forget();
      for (var subscription : List.copyOf(byFilter.values())) {
        for (var member : subscription.members) {
          member.inbox.connection(true);
        }
        enqueue(subscription);
      }
    }
  }

  /** The connection is gone. */
  void down() {
    synchronized (lock) {
      if (link == null) {
        return;
      }
      link = null;
      forget();
      for (var subscription : List.copyOf(byFilter.values())) {
        for (var member : subscription.members) {
          member.inbox.connection(false);
        }
        dropIfUnused(subscription);
      }
    }
  }

  private void forget() {
    byId.clear();
    toSend.clear();
    underWay = 0;
    for (var subscription : byFilter.values()) {
      subscription.queued = false;
      subscription.id = 0;
      subscription.refused = null;
      for (var member : subscription.members) {
        member.joined = 0;
      }
    }
  }

  /** The first refusal of the broker, in words. */
  Optional<String> refusal() {
    synchronized (lock) {
      return byFilter.values().stream()
          .filter(s -> s.refused != null)
          .map(s -> "The broker does not let the hub subscribe to " + s.filter + ": " + s.refused)
          .findFirst();
    }
  }

  /** Closes all inboxes. */
  void close() {
    synchronized (lock) {
      down();
      for (var subscription : byFilter.values()) {
        for (var member : subscription.members) {
          member.inbox.close();
        }
      }
    }
  }

  /**
   * Hands a message to its listeners. May wait for a full inbox, a bounded time.
   *
   * @param ids subscription identifiers that the broker sent with it; empty where it has none
   */
  void dispatch(MqttMessage message, List<Integer> ids) {
    int bytes = message.payload().length + message.topic().length() + Limits.MESSAGE_OVERHEAD;
    if (ids.isEmpty()) {
      tree.match(message.topic(), subscription -> deliver(subscription, message, bytes, 0));
      return;
    }
    for (int id : ids) {
      var subscription = byId.get(id);
      if (subscription != null) {
        deliver(subscription, message, bytes, message.retained() ? id : 0);
      }
    }
  }

  private void deliver(Subscription subscription, MqttMessage message, int bytes, int joined) {
    for (var member : subscription.members) {
      if ((joined == 0 || member.joined == joined) && !member.inbox.offer(message, bytes)) {
        dropped.increment();
      }
    }
  }

  private void enqueue(Subscription subscription) {
    if (link == null) {
      dropIfUnused(subscription);
    } else if (!subscription.queued) {
      subscription.queued = true;
      toSend.add(subscription);
      send();
    }
  }

  private void dropIfUnused(Subscription subscription) {
    if (subscription.members.length == 0) {
      byFilter.remove(subscription.filter);
      tree.put(subscription.filter, null);
    }
  }

  private void send() {
    while (link != null && underWay < WINDOW && !toSend.isEmpty()) {
      var subscription = toSend.remove();
      subscription.queued = false;
      if (subscription.members.length == 0) {
        unsubscribe(link, subscription);
      } else {
        subscribe(link, subscription);
      }
    }
  }

  private void subscribe(Link link, Subscription subscription) {
    int before = subscription.id;
    int id = lastId = lastId == MAX_ID ? 1 : lastId + 1;
    subscription.id = id;
    byId.put(id, subscription);
    for (var member : subscription.members) {
      if (member.joined == 0) {
        member.joined = id;
      }
    }
    underWay++;
    link.subscribe(
        subscription.filter,
        subscription.qos(),
        id,
        refused -> {
          synchronized (lock) {
            if (this.link != link) {
              return;
            }
            underWay--;
            // Only now: messages that answer the SUBSCRIBE before may still have come till here.
            byId.remove(before);
            subscription.refused = refused;
            if (refused != null) {
              LOG.warn("The broker refused to subscribe to {}: {}", subscription.filter, refused);
            }
            send();
          }
        });
  }

  private void unsubscribe(Link link, Subscription subscription) {
    dropIfUnused(subscription);
    if (subscription.id == 0) {
      return;
    }
    underWay++;
    link.unsubscribe(
        subscription.filter,
        _ -> {
          synchronized (lock) {
            if (this.link == link) {
              underWay--;
              byId.remove(subscription.id);
              send();
            }
          }
        });
  }
}
