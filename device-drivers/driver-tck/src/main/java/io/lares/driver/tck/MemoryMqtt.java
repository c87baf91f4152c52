package io.lares.driver.tck;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** A broker in memory, as one session sees it: wildcards, retained messages, going down. */
public final class MemoryMqtt implements MqttChannel {
  private record Subscription(String filter, Listener listener) {}

  private final Executor session;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Map<String, MqttMessage> retained = new LinkedHashMap<>();
  private final List<MqttMessage> published = new CopyOnWriteArrayList<>();
  private volatile boolean connected = true;
  private volatile boolean closed;

  /** Delivers through this executor: the session's thread. */
  MemoryMqtt(Executor session) {
    this.session = session;
  }

  /**
   * A message from somebody else, a device for instance. An empty retained one clears the topic.
   */
  public void send(String topic, String payload, boolean retain) {
    deliver(new MqttMessage(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retain));
  }

  /** The same, with any bytes. */
  public void send(String topic, byte[] payload, boolean retain) {
    deliver(new MqttMessage(topic, payload.clone(), 1, retain));
  }

  /** What the driver has published so far. */
  public List<MqttMessage> published() {
    return List.copyOf(published);
  }

  /**
   * A topic for each subscription, with a word in the place of wildcards: where a stranger could
   * speak to the session.
   */
  public List<String> topics(String word) {
    return subscriptions.stream()
        .map(one -> one.filter.replace("+", word).replace("#", word))
        .toList();
  }

  /** How many subscriptions there are. */
  public int subscriptions() {
    return subscriptions.size();
  }

  /** Takes the connection down or up again; then retained messages come again. */
  public void connected(boolean up) {
    connected = up;
    for (Subscription subscription : subscriptions) {
      greet(subscription);
    }
  }

  /** Ends all subscriptions, as the hub does when a session closes. */
  void close() {
    closed = true;
    connected = false;
    subscriptions.clear();
  }

  @Override
  public Cancellable subscribe(String filter, int qos, Listener listener) {
    if (qos < 0 || qos > 2 || !wellFormed(filter)) {
      throw new IllegalArgumentException("Malformed topic filter or qos: " + filter + ", " + qos);
    }
    if (closed) {
      throw new IllegalStateException("The session has ended");
    }
    Subscription subscription = new Subscription(filter, listener);
    subscriptions.add(subscription);
    greet(subscription);
    return () -> subscriptions.remove(subscription);
  }

  @Override
  public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
    if (!connected) {
      return CompletableFuture.failedFuture(new IllegalStateException("There is no connection"));
    }
    MqttMessage message = new MqttMessage(topic, payload.clone(), qos, retain);
    published.add(message);
    deliver(message);
    return CompletableFuture.completedFuture(null);
  }

  private void greet(Subscription subscription) {
    boolean up = connected;
    hand(subscription, () -> subscription.listener.connected(up));
    if (up) {
      synchronized (retained) {
        for (MqttMessage message : retained.values()) {
          if (matches(subscription.filter, message.topic())) {
            hand(subscription, () -> subscription.listener.message(message));
          }
        }
      }
    }
  }

  private void deliver(MqttMessage message) {
    if (message.retained()) {
      synchronized (retained) {
        if (message.payload().length == 0) {
          retained.remove(message.topic());
        } else {
          retained.put(message.topic(), message);
        }
      }
    }
    MqttMessage live = new MqttMessage(message.topic(), message.payload(), message.qos(), false);
    for (Subscription subscription : subscriptions) {
      if (matches(subscription.filter, message.topic())) {
        hand(subscription, () -> subscription.listener.message(live));
      }
    }
  }

  private void hand(Subscription subscription, Runnable delivery) {
    session.execute(() -> {
      if (subscriptions.contains(subscription)) {
        delivery.run();
      }
    });
  }

  private static boolean wellFormed(String filter) {
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      String level = levels[i];
      if (level.contains("#") && (!level.equals("#") || i != levels.length - 1)
          || level.contains("+") && !level.equals("+")) {
        return false;
      }
    }
    return !filter.isEmpty() && filter.indexOf('\0') < 0;
  }

  /** Whether a topic matches a filter, by MQTT's rules. */
  static boolean matches(String filter, String topic) {
    String[] want = filter.split("/", -1);
    String[] have = topic.split("/", -1);
    if (topic.startsWith("$") && (want[0].equals("#") || want[0].equals("+"))) {
      return false;
    }
    for (int i = 0; i < want.length; i++) {
      if (want[i].equals("#")) {
        return true;
      }
      if (i >= have.length || !want[i].equals("+") && !want[i].equals(have[i])) {
        return false;
      }
    }
    return want.length == have.length;
  }
}
