package io.lares.mqtt.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the broker does with clients that break the protocol or ask for too much. */
class BrokerBoundsTest {
  private static final BrokerLimits SMALL =
      new BrokerLimits(1 << 20, 20, 10, 5, 10, 4_000, 100, 1 << 20, 100_000, 300_000, 100, 1 << 20);

  @TempDir Path folder;
  private final ArrayList<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  private Broker broker(BrokerLimits limits) {
    var broker = TestBroker.open(folder, limits);
    open.add(broker);
    return broker;
  }

  private RawClient client(Broker broker) throws IOException {
    var client = new RawClient(broker);
    open.add(client);
    return client;
  }

  private RawClient loggedIn(Broker broker, String id) throws IOException {
    var client = RawClient.loggedIn(broker, id);
    open.add(client);
    return client;
  }

  private static Arguments wrong(String what, int reason, byte[] packet) {
    return Arguments.of(what, reason, packet);
  }

  private static byte[] publishWith(int flags, Consumer<Output> body) {
    var output = new Output(32);
    body.accept(output);
    return output.packet(Packet.PUBLISH, flags);
  }

  private static byte[] subscribeWith(int id, int options, int flags) {
    return new Output(16).u16(id).u8(0).text("a").u8(options).packet(Packet.SUBSCRIBE, flags);
  }

  static Stream<Arguments> wrongPackets() {
    return Stream.of(
        wrong("QoS 3", 0x81, publishWith(6, body -> body.text("a").u16(1).u8(0))),
        wrong("DUP with QoS 0", 0x81, publishWith(8, body -> body.text("a").u8(0))),
        wrong("bad UTF-8", 0x81, publishWith(0, b -> b.binary(new byte[] {(byte) 0xc0}).u8(0))),
        wrong("a surrogate", 0x81, publishWith(0, b -> b.binary(new byte[] {-19, -96, -128}))),
        wrong("NUL in a topic", 0x81, publishWith(0, body -> body.text("a\0").u8(0))),
        wrong("topic longer than the packet", 0x81, publishWith(0, body -> body.u16(9))),
        wrong("properties over the end", 0x81, publishWith(0, body -> body.text("a").u8(9))),
        wrong("unknown property", 0x81, publishWith(0, b -> b.text("a").u8(1).u8(0x7f))),
        wrong("a wildcard in a topic", 0x90, RawClient.publish("a/#", new byte[1], 0, 0)),
        wrong("an empty topic", 0x90, RawClient.publish("", new byte[1], 0, 0)),
        wrong("packet identifier 0", 0x82, RawClient.publish("a", new byte[1], 1, 0)),
        wrong("a topic alias", 0x94, publishWith(0, b -> b.text("a").u8(3).u8(0x23).u16(1))),
        wrong("a property twice", 0x82, publishWith(0, b -> b.text("a").u8(4).u32(0x01000100))),
        wrong("a packet over the limit", 0x95, new byte[] {0x30, -1, -1, -1, 0x7f}),
        wrong("a length of five bytes", 0x81, new byte[] {0x30, -1, -1, -1, -1, 1}),
        wrong("SUBSCRIBE with wrong flags", 0x81, subscribeWith(1, 0, 0)),
        wrong("SUBSCRIBE with packet identifier 0", 0x82, subscribeWith(0, 0, 2)),
        wrong("SUBSCRIBE with reserved options", 0x81, subscribeWith(1, 0x40, 2)),
        wrong("SUBSCRIBE to nothing", 0x81, new Output(4).u16(1).u8(0).packet(8, 2)),
        wrong("PUBREL with wrong flags", 0x81, new Output(4).u16(1).packet(Packet.PUBREL, 0)),
        wrong("PINGREQ with flags", 0x81, new byte[] {(byte) 0xc1, 0}),
        wrong("an empty PUBACK", 0x81, new byte[] {0x40, 0}),
        wrong("a second CONNECT", 0x82, RawClient.connect(5, "again", true)),
        wrong("a packet of the server", 0x82, new byte[] {(byte) 0xd0, 0}),
        wrong("packet type 0", 0x82, new byte[] {0, 0}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongPackets")
  void whatBreaksTheProtocolEndsTheConnectionWithItsReason(String what, int reason, byte[] packet)
      throws Exception {
    var client = loggedIn(broker(BrokerLimits.DEFAULT), "wrong");
    client.send(packet);
    assertThat(client.read(Packet.DISCONNECT).body().u8()).describedAs(what).isEqualTo(reason);
    assertThat(client.isAtEnd()).isTrue();
  }

  static Stream<Arguments> wrongConnects() {
    return Stream.of(
        wrong("a reserved flag", 0x81, connectWith(3, 0)),
        wrong("a QoS for no will", 0x81, connectWith(0x0a, 0)),
        wrong("bytes after the end", 0x81, connectWith(2, 3)),
        wrong("a password that is not there", 0x81, connectWith(0x42, 0)),
        wrong(
            "another way to log in",
            0x8c,
            new Output(32)
                .text("MQTT")
                .u8(5)
                .u8(2)
                .u16(0)
                .u8(4)
                .u8(0x15)
                .text("x")
                .text("a")
                .packet(Packet.CONNECT, 0)));
  }

  private static byte[] connectWith(int flags, int more) {
    return new Output(32)
        .text("MQTT")
        .u8(5)
        .u8(flags)
        .u16(0)
        .u8(0)
        .text("a")
        .bytes(new byte[more])
        .packet(Packet.CONNECT, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongConnects")
  void aWrongConnectIsRefusedWithItsReason(String what, int reason, byte[] packet)
      throws Exception {
    var client = client(broker(BrokerLimits.DEFAULT));
    client.send(packet);
    var body = client.read(Packet.CONNACK).body();
    assertThat(body.u8()).isZero();
    assertThat(body.u8()).describedAs(what).isEqualTo(reason);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void aSilentClientIsCutOffAfterItsKeepAlive() throws Exception {
    var client = client(broker(BrokerLimits.DEFAULT));
    client.send(
        new Output(32).text("MQTT").u8(5).u8(2).u16(1).u8(0).text("a").packet(Packet.CONNECT, 0));
    assertThat(client.read(Packet.DISCONNECT).body().u8()).isEqualTo(0x8d);
  }

  @Test
  void connectionsThatNeverLogInKeepNobodyOut() throws Exception {
    var broker = broker(SMALL);
    var before = loggedIn(broker, "before");
    before.send(RawClient.subscribe("own", 0));
    for (int i = 0; i < 200; i++) {
      client(broker).send(new byte[] {0x10});
    }
    before.roundTrip("own", "still here");
    var after = loggedIn(broker, "after");
    after.send(RawClient.subscribe("other", 0));
    after.roundTrip("other", "here too");
  }

  @Test
  void whatAbsentClientsMissIsBounded() throws Exception {
    var broker = broker(SMALL);
    var absent = client(broker);
    absent.send(RawClient.connect(5, "absent", false));
    absent.send(RawClient.subscribe("in", 1));
    absent.read(Packet.SUBACK);
    absent.close();
    var sender = loggedIn(broker, "sender");
    for (int i = 0; i < 50; i++) {
      sender.send(RawClient.publish("in", new byte[10_000], 1, 1));
      sender.read(Packet.PUBACK);
    }
    assertThat(broker.dropped()).isGreaterThan(40);
    // Once it has come back and acknowledged, there is room again.
    var back = client(broker);
    back.send(RawClient.connect(5, "absent", false));
    for (long missed = 50 - broker.dropped(); missed > 0; missed--) {
      acknowledge(back, back.read(Packet.PUBLISH));
    }
    sender.send(RawClient.publish("in", "new".getBytes(UTF_8), 1, 1));
    await().until(() -> acknowledge(back, back.read(Packet.PUBLISH)).equals("new"));
  }

  /** Gives the message's text. */
  private static String acknowledge(RawClient client, Packet message) throws IOException {
    var body = message.body();
    body.text();
    client.send(new Output(2).u16(body.u16()).packet(Packet.PUBACK, 0));
    body.u8();
    return new String(body.rest(), UTF_8);
  }

  @Test
  void aClientThatReadsNothingIsCutOff() throws Exception {
    var broker = broker(SMALL);
    var deaf = loggedIn(broker, "deaf");
    var pings = new byte[64 << 10];
    for (int i = 0; i < pings.length; i += 2) {
      pings[i] = (byte) 0xc0;
    }
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                deaf.send(pings);
              }
            })
        .isInstanceOf(IOException.class);
    await().untilAsserted(() -> assertThat(broker.queuedBytes).hasValue(0));
  }

  @Test
  void theFiltersOfAllSubscriptionsAreBounded() throws Exception {
    var broker = broker(SMALL);
    var first = loggedIn(broker, "first");
    var reasons = new ArrayList<Integer>();
    for (int i = 0; i < 8; i++) {
      first.send(RawClient.subscribe(i + "/" + "x".repeat(200), 1));
      var answer = first.read(Packet.SUBACK).body();
      answer.u16();
      answer.u8();
      reasons.add(answer.u8());
    }
    assertThat(reasons).startsWith(1, 1, 1).endsWith(0x97);
    first.send(new byte[] {(byte) 0xe0, 0});
    assertThat(first.isAtEnd()).isTrue();
    // What a client leaves behind is free for the next one.
    await()
        .untilAsserted(() -> {
          var next = loggedIn(broker, "next");
          next.send(RawClient.subscribe("x".repeat(200), 1));
          var answer = next.read(Packet.SUBACK).body();
          answer.u16();
          answer.u8();
          assertThat(answer.u8()).isEqualTo(1);
        });
  }

  @Test
  void bigPacketsShareTheirRoomAndSmallOnesGoOn() throws Exception {
    var broker = broker(SMALL);
    var slow = loggedIn(broker, "slow");
    var beginning = Arrays.copyOf(RawClient.publish("big", new byte[250_000], 0, 0), 1_000);
    slow.send(beginning);
    await().until(() -> broker.incoming.availablePermits() < 100_000);
    var second = loggedIn(broker, "second");
    second.send(beginning);
    assertThat(second.read(Packet.DISCONNECT).body().u8()).isEqualTo(0x97);
    var third = loggedIn(broker, "third");
    third.send(RawClient.subscribe("small", 0));
    third.roundTrip("small", "fits");
    slow.close();
    await()
        .untilAsserted(
            () -> assertThat(broker.incoming.availablePermits()).isEqualTo(SMALL.incomingBytes()));
  }

  @Test
  void theLongestAbsentClientIsForgottenForANewOne() throws Exception {
    var broker = broker(SMALL);
    for (int i = 0; i < 20; i++) {
      var client = client(broker);
      client.send(RawClient.connect(5, "client " + i, false));
      var answer = client.read(Packet.CONNACK).body();
      answer.u8();
      assertThat(answer.u8()).isZero();
      client.send(new byte[] {(byte) 0xe0, 0});
      assertThat(client.isAtEnd()).isTrue();
    }
  }
}
