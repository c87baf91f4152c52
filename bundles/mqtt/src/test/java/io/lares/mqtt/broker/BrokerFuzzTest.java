package io.lares.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker under 20,000 streams of packets that are nearly right. */
class BrokerFuzzTest {
  private static final int STREAMS = 20_000;
  private static final int SENDERS = 8;
  private static final int ROUND = 500;

  /** All reasons that a DISCONNECT or a refusing CONNACK of ours may give. */
  private static final Set<Integer> REASONS =
      Set.of(0x81, 0x82, 0x85, 0x89, 0x8c, 0x8d, 0x8e, 0x90, 0x93, 0x94, 0x95, 0x97);

  @TempDir Path folder;
  private final AtomicInteger explained = new AtomicInteger();

  @Test
  void nonsenseHurtsNobodyElseAndLeavesNothingBehind() throws Exception {
    try (var broker = TestBroker.open(folder);
        var other = RawClient.loggedIn(broker, "other");
        var senders = Executors.newFixedThreadPool(SENDERS)) {
      other.send(RawClient.subscribe("other's own", 0));
      for (int from = 0; from < STREAMS; from += ROUND) {
        var round =
            LongStream.range(from, from + ROUND)
                .<Callable<Void>>mapToObj(seed ->
                    () -> {
                      send(broker, seed);
                      return null;
                    })
                .toList();
        for (var done : senders.invokeAll(round)) {
          done.get();
        }
        other.roundTrip("other's own", "round " + from);
      }
      assertThat(broker.failures()).isZero();
      assertThat(explained.get()).isGreaterThan(STREAMS / 10);
      await().untilAsserted(() -> assertThat(broker.queuedBytes).hasValue(0));
      var limits = BrokerLimits.DEFAULT;
      assertThat(broker.incoming.availablePermits()).isEqualTo(limits.incomingBytes());
      assertThat(broker.connections()).isEqualTo(1);
    }
  }

  /** Sends a stream, and reads what comes back until the broker closes the connection. */
  private void send(Broker broker, long seed) throws IOException {
    try (var client = new RawClient(broker)) {
      client.send(new Nonsense(seed).stream());
      client.endOutput();
      while (true) {
        var packet = client.read();
        if (packet.type() == Packet.DISCONNECT) {
          assertThat(packet.body().u8()).describedAs("seed %d", seed).isIn(REASONS);
          explained.incrementAndGet();
        }
      }
    } catch (EOFException | SocketException e) {
      // Closed, with or without a reset because something was left to read.
    } catch (IOException e) {
      throw new IOException("With seed " + seed, e);
    }
  }
}
