package io.lares.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lares.mqtt.broker.Broker;
import io.lares.mqtt.broker.BrokerLimits;
import io.lares.mqtt.broker.BrokerSettings;
import io.lares.mqtt.testing.MosquittoProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers and networks that are not as one would like them. */
class OddBrokersTest {
  private static final PacketInput.Shortcut NO_SHORTCUT =
      new PacketInput.Shortcut() {
        @Override
        public boolean takes(int first) {
          return false;
        }

        @Override
        public void take(int first, byte[] body) {
          throw new AssertionError("it takes none");
        }
      };

  @TempDir Path folder;

  private static Connection connection(BrokerAddress address, String clientId) {
    var connection = new Connection(Limits.DEFAULT);
    connection.aim(
        () -> new Connection.Target(address, null, new PahoLink.Login(clientId, "", "")));
    return connection;
  }

  private static void publish(Connection from, String topic, String text, boolean retain)
      throws Exception {
    from.publish(topic, text.getBytes(UTF_8), 1, retain)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** What brokers that know only 3.1.1 answer to a CONNECT of MQTT 5, with and without a word. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBrokerThatSpeaksOnlyTheOldProtocolIsNamedAsSuch(boolean answers) throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseAll(server, answers));
      try (var hub = connection(BrokerAddress.local(server.getLocalPort()), "hub")) {
        await()
            .untilAsserted(() ->
                assertThat(hub.problem())
                    .contains(answers ? "speaks only MQTT 3.1.1" : "MQTT 5", "Mosquitto from 1.6"));
      }
    }
  }

  private static void refuseAll(ServerSocket server, boolean answer) {
    while (true) {
      try (var socket = server.accept()) {
        // Reads the CONNECT, so that closing the socket is no reset.
        socket.getInputStream().read(new byte[4_096]);
        if (answer) {
          socket.getOutputStream().write(new byte[] {0x20, 2, 0, 1});
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void theSocketSendsSmallPacketsAtOnce() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var seen = new AtomicReference<Socket>();
      var wire =
          new Wire(
              BrokerAddress.local(server.getLocalPort()),
              spy(seen),
              1_000,
              NO_SHORTCUT,
              new AtomicInteger());
      assertThatThrownBy(wire::start).hasMessage("seen");
      assertThat(seen.get().getTcpNoDelay()).isTrue();
      assertThat(seen.get().getKeepAlive()).isTrue();
      wire.stop();
      assertThat(seen.get().isClosed()).isTrue();
    }
  }

  /** Shows the socket that the module has connected, which is the same without encryption. */
  private static SSLSocketFactory spy(AtomicReference<Socket> seen) {
    return new SSLSocketFactory() {
      @Override
      public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
          throws IOException {
        seen.set(socket);
        throw new IOException("seen");
      }

      @Override
      public String[] getDefaultCipherSuites() {
        throw new UnsupportedOperationException();
      }

      @Override
      public String[] getSupportedCipherSuites() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Test
  void aCutLineBringsTheLastWillAndIsNoticed() throws Exception {
    try (var mosquitto = MosquittoProcess.start();
        var proxy =
            new Proxy(
                BrokerAddress.parse(mosquitto.uri()),
                UnaryOperator.identity(),
                UnaryOperator.identity());
        var other = connection(BrokerAddress.parse(mosquitto.uri()), "other");
        var hub = connection(proxy.address(), "hub")) {
      await().until(hub::isConnected);
      var heard = new Recorder();
      other.subscribe(PahoLink.STATUS_TOPIC, 1, heard);
      await().untilAsserted(() -> assertThat(heard.texts()).endsWith("online"));
      proxy.cut();
      await().untilAsserted(() -> assertThat(heard.texts()).endsWith("offline"));
      await().until(() -> !hub.isConnected());
      assertThat(hub.problem()).isNotEmpty();
    }
  }

  @Test
  void messagesOfDifferentQualityLeaveInTheOrderTheyWereGiven() throws Exception {
    var left = new CopyOnWriteArrayList<String>();
    UnaryOperator<byte[]> fromHub =
        packet -> {
          var text = new String(packet, UTF_8);
          int at = text.indexOf("number ");
          if ((packet[0] & 0xf0) == 0x30 && at >= 0) {
            left.add(text.substring(at));
          }
          return packet;
        };
    try (var mosquitto = MosquittoProcess.start();
        var proxy =
            new Proxy(BrokerAddress.parse(mosquitto.uri()), fromHub, UnaryOperator.identity());
        var hub = connection(proxy.address(), "hub")) {
      await().until(hub::isConnected);
      var numbers = IntStream.range(0, 3_000).mapToObj(i -> "number " + i).toList();
      for (int i = 0; i < numbers.size(); i++) {
        hub.publish("count", numbers.get(i).getBytes(UTF_8), i % 7 == 0 ? 1 : 0, false);
      }
      await().until(() -> left.size() >= numbers.size());
      assertThat(left).isEqualTo(numbers);
    }
  }

  @Test
  void aMessageThatIsNoMqttEndsTheConnectionInWordsAndTheHubTriesAgain() throws Exception {
    var spoils = new AtomicBoolean(true);
    UnaryOperator<byte[]> fromBroker =
        packet -> {
          if ((packet[0] & 0xf0) == 0x30 && spoils.get()) {
            // A topic that is longer than the packet.
            packet[2] = 0x7f;
          }
          return packet;
        };
    try (var mosquitto = MosquittoProcess.start();
        var proxy =
            new Proxy(BrokerAddress.parse(mosquitto.uri()), UnaryOperator.identity(), fromBroker);
        var other = connection(BrokerAddress.parse(mosquitto.uri()), "other");
        var hub = connection(proxy.address(), "hub")) {
      var heard = new Recorder();
      hub.subscribe("x", 0, heard);
      await().until(other::isConnected);
      publish(other, "x", "kept", true);
      await().untilAsserted(() -> assertThat(hub.problem()).contains("shorter than it says"));
      assertThat(heard.texts()).isEmpty();
      spoils.set(false);
      await().untilAsserted(() -> assertThat(heard.texts()).contains("kept"));
    }
  }

  @Test
  void aBrokerWithoutSubscriptionIdentifiersBringsEachListenerItsMessages() throws Exception {
    var sentIdentifier = new AtomicBoolean();
    var identifiers = new AtomicInteger();
    UnaryOperator<byte[]> fromHub =
        packet -> {
          // SUBSCRIBE: the packet identifier, then the length of the properties.
          if ((packet[0] & 0xf0) == 0x80 && packet[4] != 0) {
            sentIdentifier.set(true);
          }
          return packet;
        };
    UnaryOperator<byte[]> fromBroker =
        packet -> {
          if (packet[0] != 0x20) {
            return packet;
          }
          identifiers.incrementAndGet();
          var longer = Arrays.copyOf(packet, packet.length + 2);
          longer[packet.length] = 0x29;
          longer[1] += 2;
          longer[4] += 2;
          return longer;
        };
    // Mosquitto would send a message once for each filter that it matches; our own broker does not.
    try (var broker =
            new Broker(
                new BrokerSettings(
                    InetAddress.getLoopbackAddress(),
                    0,
                    folder,
                    (_, _) -> true,
                    BrokerLimits.DEFAULT));
        var proxy = new Proxy(BrokerAddress.local(broker.port()), fromHub, fromBroker);
        var hub = connection(proxy.address(), "hub")) {
      var exact = new Recorder();
      var wild = new Recorder();
      var late = new Recorder();
      hub.subscribe("home/lamp", 1, exact);
      hub.subscribe("home/+", 1, wild);
      await().until(hub::isConnected);
      await()
          .until(() -> {
            publish(hub, "home/settle", "x", false);
            return !wild.messages.isEmpty();
          });
      publish(hub, "home/lamp", "on", true);
      await().untilAsserted(() -> assertThat(exact.texts()).contains("on"));
      hub.subscribe("home/#", 1, late);
      await().untilAsserted(() -> assertThat(late.texts()).contains("on"));
      publish(hub, "home/lamp", "end", false);
      await().untilAsserted(() -> assertThat(late.texts()).endsWith("end"));
      await().untilAsserted(() -> assertThat(wild.texts()).endsWith("end"));
      assertThat(identifiers).hasValue(1);
      assertThat(sentIdentifier).isFalse();
      assertThat(late.texts()).containsOnlyOnce("end");
    }
  }
}
