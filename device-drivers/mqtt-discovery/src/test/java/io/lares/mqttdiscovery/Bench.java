package io.lares.mqttdiscovery;

import io.lares.driver.Cancellable;
import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.driver.Secrets;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A session on a bench: a broker in memory with retained messages, a host that remembers, and a
 * clock that a test moves. All on one thread.
 */
final class Bench implements DriverHost, MqttChannel, AutoCloseable {
  private record Subscriber(String filter, Listener listener) {}

  private record Task(long due, long order, Runnable body) {}

  final Map<String, DeviceDescription> devices = new TreeMap<>();
  final Map<String, Map<String, Value>> shown = new HashMap<>();
  final List<String> log = new ArrayList<>();
  final Map<String, Boolean> reachable = new HashMap<>();
  final List<String> published = new ArrayList<>();
  final Session session;
  boolean connected = true;
  boolean remembering = true;
  long observations;
  String health = "";

  private final Map<String, byte[]> retained = new LinkedHashMap<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Map<String, List<Subscriber>> exact = new HashMap<>();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
  private long now;
  private long order;

  Bench() {
    try {
      session =
          new MqttDiscoveryDriver()
              .open(new DriverConfig("mqtt", Map.of("prefix", "homeassistant")), this);
    } catch (DriverException e) {
      throw new IllegalStateException(e);
    }
  }

  // What a test does

  /** Publishes a retained message and lets the session settle. */
  Bench retain(String topic, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      retained.remove(topic);
    } else {
      retained.put(topic, bytes);
    }
    deliver(topic, bytes, false);
    return this;
  }

  Bench message(String topic, String payload) {
    deliver(topic, payload.getBytes(StandardCharsets.UTF_8), false);
    return this;
  }

  void deliver(String topic, byte[] payload, boolean kept) {
    MqttMessage message = new MqttMessage(topic, payload, 0, kept);
    List<Subscriber> direct = exact.get(topic);
    if (direct != null) {
      for (Subscriber subscriber : List.copyOf(direct)) {
        subscriber.listener.message(message);
      }
    }
    for (Subscriber subscriber : List.copyOf(subscribers)) {
      if (matches(subscriber.filter, topic)) {
        subscriber.listener.message(message);
      }
    }
  }

  /** Moves the clock and runs what falls due. */
  Bench pass(Duration time) {
    long until = now + time.toMillis();
    for (Task task = tasks.peek(); task != null && task.due <= until; task = tasks.peek()) {
      tasks.remove();
      now = task.due;
      task.body.run();
    }
    now = until;
    return this;
  }

  /** Lets discovery come to rest. */
  Bench settle() {
    return pass(Duration.ofMillis(500));
  }

  @Nullable Value value(String device, String attribute) {
    return shown.getOrDefault(device, Map.of()).get(attribute);
  }

  @Nullable Attribute attribute(String device, String attribute) {
    DeviceDescription description = devices.get(device);
    if (description != null) {
      for (Capability capability : description.capabilities()) {
        for (Attribute one : capability.attributes()) {
          if (one.id().toString().equals(attribute)) {
            return one;
          }
        }
      }
    }
    return null;
  }

  /** Sends a command; says what the session replied. */
  String command(String device, String attribute, Value value) {
    List<String> replies = new ArrayList<>();
    session.execute(
        new DeviceCommand(device, AttributeId.parse(attribute), value, null),
        new CommandReply() {
          @Override
          public void accepted() {
            replies.add("accepted");
          }

          @Override
          public void failed(Failure reason, String message) {
            replies.add(reason + ": " + message);
          }
        });
    pass(Duration.ZERO);
    return String.join(", ", replies);
  }

  void connect(boolean up) {
    connected = up;
    subscribers.forEach(subscriber -> subscriber.listener.connected(up));
  }

  int subscriptions() {
    return exact.values().stream().mapToInt(List::size).sum();
  }

  /** How many tasks wait for their time. */
  int waiting() {
    return tasks.size();
  }

  @Override
  public void close() {
    session.close();
  }

  // The host

  @Override
  public void announce(DeviceDescription device) {
    devices.put(device.nativeId(), device);
    reachable.put(device.nativeId(), true);
    log.add("announce " + device.nativeId());
  }

  @Override
  public void withdraw(String nativeId) {
    devices.remove(nativeId);
    log.add("withdraw " + nativeId);
  }

  @Override
  public void observe(String nativeId, AttributeId attribute, Value value, Instant time) {
    observations++;
    if (remembering) {
      shown.computeIfAbsent(nativeId, ignored -> new HashMap<>()).put(attribute.toString(), value);
      log.add(nativeId + " " + attribute + "=" + value);
    }
  }

  @Override
  public void available(String nativeId, boolean available) {
    reachable.put(nativeId, available);
  }

  @Override
  public void health(String problem) {
    health = problem;
  }

  @Override
  public void execute(Runnable task) {
    schedule(Duration.ZERO, task);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable body) {
    Task task = new Task(now + delay.toMillis(), order++, body);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public Cancellable repeat(Duration interval, Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void startThread(String name, Runnable body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MqttChannel mqtt() {
    return this;
  }

  @Override
  public Secrets secrets() {
    throw new SecurityException("The driver's manifest does not ask for SECRETS");
  }

  @Override
  public System.Logger log() {
    return System.getLogger("bench");
  }

  // The broker

  @Override
  public Cancellable subscribe(String filter, int qos, Listener listener) {
    Subscriber subscriber = new Subscriber(filter, listener);
    boolean wild = filter.contains("+") || filter.contains("#");
    List<Subscriber> list =
        wild ? subscribers : exact.computeIfAbsent(filter, ignored -> new ArrayList<>());
    list.add(subscriber);
    execute(() -> listener.connected(connected));
    execute(() -> {
      if (list.contains(subscriber)) {
        Map.copyOf(retained)
            .forEach((topic, payload) -> {
              if (matches(filter, topic)) {
                listener.message(new MqttMessage(topic, payload, 0, true));
              }
            });
      }
    });
    return () -> list.remove(subscriber);
  }

  @Override
  public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
    if (!connected) {
      return CompletableFuture.failedFuture(new IllegalStateException("No connection."));
    }
    if (remembering) {
      published.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
    }
    return CompletableFuture.completedFuture(null);
  }

  private static boolean matches(String filter, String topic) {
    String[] wanted = filter.split("/", -1);
    String[] parts = topic.split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i >= parts.length || !wanted[i].equals("+") && !wanted[i].equals(parts[i])) {
        return false;
      }
    }
    return wanted.length == parts.length;
  }
}
