package io.lares.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the channel does on any broker that it supports. */
abstract class ChannelContract {
  /** A broker that can be killed and come back at the same address. */
  interface TestBroker extends AutoCloseable {
    String uri();

    void kill();

    void restart();

    @Override
    void close();
  }

  private final List<AutoCloseable> open = new ArrayList<>();

  abstract TestBroker start();

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
  }

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  private TestBroker broker() {
    var broker = start();
    open.add(broker);
    return broker;
  }

  private Connection connect(TestBroker broker, String clientId) {
    return connect(broker, clientId, Limits.DEFAULT);
  }

  private Connection connect(TestBroker broker, String clientId, Limits limits) {
    var connection = new Connection(limits);
    open.add(connection);
    var address = BrokerAddress.parse(broker.uri());
    connection.aim(
        () -> new Connection.Target(address, null, new PahoLink.Login(clientId, "", "")));
    await().until(connection::isConnected);
    return connection;
  }

  private static void publish(MqttChannel channel, String topic, String text, boolean retain)
      throws Exception {
    channel
        .publish(topic, text.getBytes(UTF_8), 1, retain)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** Returns when the broker knows all that was subscribed to before. */
  private static void settle(Connection hub, String topic) throws Exception {
    var seen = new CountDownLatch(1);
    var subscription = hub.subscribe(topic, 1, _ -> seen.countDown());
    while (!seen.await(20, TimeUnit.MILLISECONDS)) {
      publish(hub, topic, "settled", false);
    }
    subscription.cancel();
  }

  @Test
  void tellsItsStatusToOtherClients() throws Exception {
    var broker = broker();
    var other = connect(broker, "other");
    var heard = new Recorder();
    other.subscribe(PahoLink.STATUS_TOPIC, 1, heard);
    var hub = connect(broker, "hub");
    await().untilAsserted(() -> assertThat(heard.texts()).endsWith("online"));
    hub.close();
    await().untilAsserted(() -> assertThat(heard.texts()).endsWith("offline"));
  }

  @Test
  void itsLastWillSaysThatItIsGone() throws Exception {
    var broker = broker();
    var other = connect(broker, "other");
    var heard = new Recorder();
    connect(broker, "hub");
    other.subscribe(PahoLink.STATUS_TOPIC, 1, heard);
    await().untilAsserted(() -> assertThat(heard.texts()).endsWith("online"));
    // A second client of the same name makes the broker cut off the first, which cannot say why.
    connect(broker, "hub");
    await().untilAsserted(() -> assertThat(heard.texts()).contains("offline"));
  }

  @Test
  void keepsTheOrderOfMessagesForEachListener() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var other = connect(broker, "other");
    var heard = new Recorder();
    hub.subscribe("count/#", 1, heard);
    settle(hub, "settle/order");
    var numbers = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
    for (var number : numbers) {
      other.publish("count/" + number.length(), number.getBytes(UTF_8), 1, false);
    }
    await().until(() -> heard.messages.size() >= numbers.size());
    assertThat(heard.texts()).isEqualTo(numbers);
  }

  @Test
  void keepsTheOrderWhereAListenerTakesSomeMessagesAtOnceAndSomeNot() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var other = connect(broker, "other");
    var heard =
        new Recorder() {
          @Override
          public boolean takeAtOnce(MqttMessage message) {
            return message.payload()[0] % 3 != 0 && messages.add(message);
          }
        };
    hub.subscribe("count", 1, heard);
    settle(hub, "settle/at-once");
    var numbers = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
    for (var number : numbers) {
      other.publish("count", number.getBytes(UTF_8), 1, false);
    }
    await().until(() -> heard.messages.size() >= numbers.size());
    assertThat(heard.texts()).isEqualTo(numbers);
  }

  /** A broker keeps their order while it need not wait for acknowledgements, so a few at a time. */
  @Test
  void keepsTheOrderOfMessagesOfDifferentQuality() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var other = connect(broker, "other");
    var heard = new Recorder();
    hub.subscribe("count", 1, heard);
    settle(hub, "settle/quality");
    var numbers = IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
    for (int i = 0; i < numbers.size(); i++) {
      other.publish("count", numbers.get(i).getBytes(UTF_8), i % 3 == 0 ? 1 : 0, false);
      if (i % 15 == 14) {
        int sent = i + 1;
        await().pollInterval(Duration.ofMillis(1)).until(() -> heard.messages.size() >= sent);
      }
    }
    assertThat(heard.texts()).isEqualTo(numbers);
  }

  @Test
  void overlappingFiltersBringEachListenerAMessageOnce() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var filters = List.of("a/#", "a/+/c", "a/b/c", "#", "a/b/c");
    var listeners = filters.stream().map(_ -> new Recorder()).toList();
    for (int i = 0; i < filters.size(); i++) {
      hub.subscribe(filters.get(i), i % 3, listeners.get(i));
    }
    settle(hub, "settle/overlap");
    publish(hub, "a/b/c", "one", false);
    publish(hub, "a/b/c", "two", false);
    for (var listener : listeners) {
      await()
          .untilAsserted(() ->
              assertThat(
                      listener.messages.stream()
                          .filter(message -> message.topic().equals("a/b/c"))
                          .map(MqttMessage::text))
                  .containsExactly("one", "two"));
    }
  }

  @Test
  void aLaterListenerOfAKnownFilterGetsRetainedMessagesAndTheFirstDoesNotAgain() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    publish(hub, "lamp/1", "on", true);
    var first = new Recorder();
    hub.subscribe("lamp/+", 1, first);
    await().untilAsserted(() -> assertThat(first.texts()).containsExactly("on"));
    var second = new Recorder();
    hub.subscribe("lamp/+", 1, second);
    await().untilAsserted(() -> assertThat(second.texts()).containsExactly("on"));
    assertThat(second.messages.getFirst().retained()).isTrue();
    publish(hub, "lamp/1", "off", false);
    await().untilAsserted(() -> assertThat(second.texts()).containsExactly("on", "off"));
    await().untilAsserted(() -> assertThat(first.texts()).containsExactly("on", "off"));
  }

  @Test
  void aCancelledListenerHearsNothingMoreAndTheOthersDo() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var stays = new Recorder();
    var goes = new Recorder();
    hub.subscribe("x", 0, stays);
    var subscription = hub.subscribe("x", 2, goes);
    settle(hub, "settle/cancel");
    subscription.cancel();
    subscription.cancel();
    publish(hub, "x", "hello", false);
    await().untilAsserted(() -> assertThat(stays.texts()).containsExactly("hello"));
    assertThat(goes.texts()).isEmpty();
  }

  @Test
  void comesBackToARestartedBrokerSubscribesAgainAndHearsRetainedMessagesAgain() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var other = connect(broker, "other");
    var heard = new Recorder();
    hub.subscribe("lamp/+", 1, heard);
    settle(hub, "settle/restart");
    publish(other, "lamp/1", "on", true);
    await().untilAsserted(() -> assertThat(heard.texts()).containsExactly("on"));
    // A thread of the system's: a virtual one that never waits would keep the others from running.
    var traffic =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                hub.publish("traffic", new byte[100], 0, false);
                other.publish("traffic", new byte[100], 2, false);
                LockSupport.parkNanos(100_000);
              }
            });
    open.add(traffic::interrupt);

    broker.kill();
    await().until(() -> !hub.isConnected() && !other.isConnected());
    assertThat(hub.problem()).contains(broker.uri());
    assertThatThrownBy(() -> publish(hub, "lamp/1", "lost", false))
        .hasMessageContaining("no connection to the MQTT broker");
    broker.restart();
    await().until(() -> hub.isConnected() && other.isConnected());
    traffic.interrupt();
    traffic.join();

    publish(other, "lamp/2", "on", true);
    await()
        .untilAsserted(() -> assertThat(heard.messages).anyMatch(m -> m.topic().equals("lamp/2")));
    var late = new Recorder();
    hub.subscribe("lamp/+", 1, late);
    await().untilAsserted(() -> assertThat(late.messages).isNotEmpty().allMatch(m -> m.retained()));
    assertThat(heard.connections).startsWith(true, false, true);
    assertThat(hub.reconnects()).isPositive();
    assertThat(hub.problem()).isEmpty();
  }

  @Test
  void thousandsOfSubscriptionsAllHear() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    int count = 5_000;
    var heard = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      hub.subscribe("home/" + i + "/state", 0, _ -> heard.countDown());
    }
    settle(hub, "settle/thousands");
    var other = connect(broker, "other");
    for (int i = 0; i < count; i++) {
      other.publish("home/" + i + "/state", new byte[] {1}, 1, false);
    }
    assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aListenerThatThrowsKeepsListeningAndHurtsNobody() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var heard = new Recorder();
    var calls = new CountDownLatch(2);
    hub.subscribe(
        "x",
        0,
        _ -> {
          calls.countDown();
          throw new AssertionError("thrown by the test");
        });
    hub.subscribe("x", 0, heard);
    settle(hub, "settle/throw");
    publish(hub, "x", "1", false);
    publish(hub, "x", "2", false);
    await().untilAsserted(() -> assertThat(heard.texts()).containsExactly("1", "2"));
    assertThat(calls.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aListenerThatThrowsInsteadOfTakingAtOnceIsHandedTheMessageLater() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    var heard =
        new Recorder() {
          @Override
          public boolean takeAtOnce(MqttMessage message) {
            throw new AssertionError("thrown by the test");
          }
        };
    hub.subscribe("x", 0, heard);
    settle(hub, "settle/throw-at-once");
    publish(hub, "x", "1", false);
    publish(hub, "x", "2", false);
    await().untilAsserted(() -> assertThat(heard.texts()).containsExactly("1", "2"));
    assertThat(hub.reconnects()).isZero();
  }

  @Test
  void aHangingListenerLosesItsOwnMessagesAndNobodyElses() throws Exception {
    var small =
        new Limits(
            1_000,
            1_000,
            1 << 20,
            16,
            1 << 20,
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
    var broker = broker();
    var hub = connect(broker, "hub", small);
    var release = new CountDownLatch(1);
    hub.subscribe(
        "x/#",
        0,
        _ -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    var heard = new Recorder();
    hub.subscribe("x/+", 0, heard);
    settle(hub, "settle/hang");
    for (int i = 0; i < 200; i++) {
      publish(hub, "x/1", Integer.toString(i), false);
    }
    await().until(() -> heard.messages.size() == 200);
    assertThat(hub.dropped()).isPositive();
    release.countDown();
  }

  @Test
  void whatIsTooBigIsRefusedInWordsAndTheConnectionStays() throws Exception {
    var broker = broker();
    var hub = connect(broker, "hub");
    assertThatThrownBy(() ->
            hub.publish("x", new byte[(1 << 20) + 1], 0, false)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS))
        .hasMessageContaining("too big");
    assertThatThrownBy(() -> publish(hub, "x".repeat(1 << 20), "", false))
        .hasMessageContaining("too long");
    var heard = new Recorder();
    hub.subscribe("big", 1, heard);
    settle(hub, "settle/big");
    hub.publish("big", new byte[1 << 20], 1, false).toCompletableFuture().get(10, TimeUnit.SECONDS);
    await().until(() -> heard.messages.size() == 1);
    assertThat(heard.messages.getFirst().payload()).hasSize(1 << 20);
    assertThat(hub.reconnects()).isZero();
  }

  @Test
  void aMessageOverTheHubsLimitIsNotTakenAndTheConnectionStays() throws Exception {
    var small =
        new Limits(
            1_000,
            100,
            1 << 20,
            100,
            1 << 20,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
    var broker = broker();
    var hub = connect(broker, "hub", small);
    var other = connect(broker, "other");
    var heard = new Recorder();
    hub.subscribe("x/+", 0, heard);
    settle(hub, "settle/over");
    // The first fits a packet, so the hub sees it; the broker keeps the second back.
    publish(other, "x/1", "a".repeat(1_001), false);
    publish(other, "x/2", "a".repeat(1 << 19), false);
    publish(other, "x/3", "small", false);
    await().untilAsserted(() -> assertThat(heard.texts()).containsExactly("small"));
    assertThat(hub.dropped()).isPositive();
    assertThat(hub.reconnects()).isZero();
  }

  @Test
  void whatNobodyAcknowledgesIsDoneWithOnceTheConnectionHasIt() throws Exception {
    var hub = connect(broker(), "hub");
    var heard = new Recorder();
    hub.subscribe("quick", 0, heard);
    settle(hub, "settle/quick");

    var sent = hub.publish("quick", "now".getBytes(UTF_8), 0, false).toCompletableFuture();

    assertThat(sent).isCompleted();
    await().untilAsserted(() -> assertThat(heard.texts()).containsExactly("now"));
  }

  @Test
  void aFullQueueSaysSo() throws Exception {
    var small =
        new Limits(
            1 << 20,
            10,
            1 << 20,
            100,
            1 << 20,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
    var hub = connect(broker(), "hub", small);
    var results =
        IntStream.range(0, 2_000)
            .mapToObj(_ -> hub.publish("x", new byte[60_000], 1, false).toCompletableFuture())
            .toList();
    await().until(() -> results.stream().allMatch(result -> result.isDone()));
    assertThat(results)
        .filteredOn(result -> result.isCompletedExceptionally())
        .isNotEmpty()
        .allSatisfy(result ->
            assertThat(result.exceptionNow())
                .hasMessageContaining("Messages come faster than the MQTT broker takes them"));
    assertThat(results).anyMatch(result -> !result.isCompletedExceptionally());
    publish(hub, "x", "after", false);
  }
}
