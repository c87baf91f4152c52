package io.lares.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lares.mqtt.broker.Broker;
import io.lares.mqtt.broker.BrokerLimits;
import io.lares.mqtt.broker.BrokerSettings;
import io.lares.mqtt.testing.MosquittoProcess;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the channel alone: messages go in through Mosquitto, a listener publishes each to
 * another topic, and they come out through Mosquitto. Arguments: number of messages at saturation,
 * seconds at 1,000 a second.
 */
final class ConnectionBench {
  private ConnectionBench() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    if (args.length > 2 && args[2].equals("own")) {
      var folder = Files.createTempDirectory("broker");
      try (var broker =
          new Broker(
              new BrokerSettings(
                  InetAddress.getLoopbackAddress(),
                  0,
                  folder,
                  (_, _) -> true,
                  BrokerLimits.DEFAULT))) {
        measure("tcp://127.0.0.1:" + broker.port(), count, seconds);
      }
      return;
    }
    try (var mosquitto = MosquittoProcess.start("allow_anonymous true", "max_queued_messages 0")) {
      measure(mosquitto.uri(), count, seconds);
    }
  }

  private static void measure(String uri, int count, int seconds) throws Exception {
    try (var hub = connect(uri, "hub");
        var load = connect(uri, "load")) {
      hub.subscribe(
          "in/#",
          0,
          message ->
              hub.publish("out/" + message.topic().substring(3), message.payload(), 0, false));
      for (int round = 0; round < 3; round++) {
        saturate(load, count);
        paced(load, 1_000, seconds);
      }
      System.out.printf("dropped: hub %d, load %d%n", hub.dropped(), load.dropped());
    }
  }

  private static Connection connect(String uri, String name) {
    var connection = new Connection(Limits.DEFAULT);
    var address = BrokerAddress.parse(uri);
    connection.aim(
        () -> new Connection.Target(address, null, new PahoLink.Login("bench-" + name, "", "")));
    while (!connection.isConnected()) {
      LockSupport.parkNanos(1_000_000);
    }
    return connection;
  }

  private static void saturate(Connection load, int count) throws Exception {
    var back = new CountDownLatch(count);
    var window = new Semaphore(2_000);
    var listening = new CountDownLatch(1);
    var subscription =
        load.subscribe(
            "out/#",
            0,
            message -> {
              if (message.topic().equals("out/ready")) {
                listening.countDown();
              } else {
                back.countDown();
                window.release();
              }
            });
    while (listening.getCount() > 0) {
      load.publish("in/ready", new byte[0], 0, false);
      LockSupport.parkNanos(10_000_000);
    }
    var payload = "{\"temperature\":21.5,\"humidity\":43}".getBytes(UTF_8);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      window.acquire();
      load.publish("in/" + i % 1_000, payload, 0, false);
    }
    back.await();
    double took = (System.nanoTime() - start) / 1e9;
    System.out.printf("saturation: %,.0f messages/s (%d in %.2f s)%n", count / took, count, took);
    subscription.cancel();
  }

  private static void paced(Connection load, int rate, int seconds) throws Exception {
    int count = rate * seconds;
    var nanos = new long[count];
    var got = new AtomicInteger();
    var subscription =
        load.subscribe(
            "out/#",
            0,
            message -> {
              if (message.payload().length == 8) {
                nanos[got.getAndIncrement()] =
                    System.nanoTime() - ByteBuffer.wrap(message.payload()).getLong();
              }
            });
    LockSupport.parkNanos(200_000_000);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * (1_000_000_000L / rate);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      load.publish(
          "in/" + i % 100, ByteBuffer.allocate(8).putLong(System.nanoTime()).array(), 0, false);
    }
    LockSupport.parkNanos(500_000_000);
    subscription.cancel();
    var sorted = Arrays.copyOf(nanos, got.get());
    Arrays.sort(sorted);
    System.out.printf(
        "%d/s: p50 %.0f us, p99 %.0f us, max %.0f us (%d of %d back)%n",
        rate,
        sorted[sorted.length / 2] / 1e3,
        sorted[(int) (sorted.length * 0.99)] / 1e3,
        sorted[sorted.length - 1] / 1e3,
        sorted.length,
        count);
  }
}
