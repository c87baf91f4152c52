package io.lares.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Loads a peer that turns {@code PREFIX/s<i>/state} into {@code PREFIX/l<i>/set}: sensors that
 * change on one side, commands to lights on the other. A sensor's next change waits for its light's
 * command, so that each message finds its answer and a lost one is noticed.
 */
final class EventLoad implements AutoCloseable {
  private static final byte[] ON = "{\"state\":\"ON\",\"n\":1}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OFF =
      "{\"state\":\"OFF\",\"n\":0}".getBytes(StandardCharsets.US_ASCII);
  private static final long LOST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int AGAIN = 100;

  private final int sensors;
  private final byte[][] topics;
  private final boolean[] next;
  private final MqttWire wire;
  private final Thread reader;

  /** When each sensor's change was due to be sent; 0 where nothing is under way. */
  private final AtomicLongArray sentAt;

  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean closedLoop;

  /** So many of the sensors take part. */
  private volatile int active;

  private volatile long answered;
  private long[] latencies = new long[0];
  private int latencyCount;

  EventLoad(int port, String prefix, int sensors) throws IOException {
    this.sensors = sensors;
    this.active = sensors;
    topics = new byte[sensors][];
    next = new boolean[sensors];
    sentAt = new AtomicLongArray(sensors);
    for (int i = 0; i < sensors; i++) {
      topics[i] = (prefix + "/s" + i + "/state").getBytes(StandardCharsets.US_ASCII);
    }
    wire = new MqttWire(port, "load-" + prefix);
    reader = Thread.ofPlatform().daemon().name("load-" + prefix).unstarted(this::read);
    reader.start();
    wire.subscribe(prefix + "/+/set");
  }

  private void read() {
    try {
      wire.read(this::answer);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void answer(byte[] packet, int topic, int topicLength, int payload, int end) {
    int sensor = 0;
    int slash = topic;
    while (packet[slash] != '/') {
      slash++;
    }
    for (int i = slash + 2; packet[i] != '/'; i++) {
      sensor = sensor * 10 + packet[i] - '0';
    }
    long due = sentAt.getAndSet(sensor, 0);
    if (due == 0) {
      return;
    }
    answered++;
    underWay.decrementAndGet();
    if (closedLoop) {
      try {
        send(sensor, System.nanoTime());
        if (answered % 16 == 0 || underWay.get() >= active - 1) {
          wire.flush();
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    } else if (latencyCount < latencies.length) {
      latencies[latencyCount++] = System.nanoTime() - due;
    }
  }

  private void send(int sensor, long due) throws IOException {
    next[sensor] = !next[sensor];
    underWay.incrementAndGet();
    sentAt.set(sensor, due);
    wire.publish(topics[sensor], next[sensor] ? ON : OFF, false);
  }

  /** Lets the first so many sensors take part in what is measured. */
  EventLoad with(int sensorsInUse) {
    active = Math.min(sensors, sensorsInUse);
    return this;
  }

  /** Sends one change of every sensor in use until each was answered once: the peer is ready. */
  void awaitReady(int seconds) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < active; i++) {
      send(i, System.nanoTime());
    }
    wire.flush();
    while (underWay.get() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IOException(underWay.get() + " of " + active + " sensors were not answered");
      }
      LockSupport.parkNanos(200_000_000);
      // A few at a time: what is only slow must not drown in repetitions.
      int again = 0;
      for (int i = 0; i < active && again < AGAIN; i++) {
        if (sentAt.get(i) != 0) {
          next[i] = !next[i];
          wire.publish(topics[i], next[i] ? ON : OFF, false);
          again++;
        }
      }
      wire.flush();
    }
  }

  /** Changes answered a second while every sensor always has one under way. */
  double saturate(int seconds) throws IOException {
    closedLoop = true;
    for (int i = 0; i < active; i++) {
      send(i, System.nanoTime());
    }
    wire.flush();
    double rate = 0;
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    long before = answered;
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
      LockSupport.parkNanos(2_000_000);
      wire.flush();
    }
    rate = (answered - before) / ((System.nanoTime() - begin) / 1e9);
    closedLoop = false;
    drain();
    return rate;
  }

  /** Latencies in microseconds, sorted, of changes sent at a steady rate. */
  double[] latencies(int perSecond, int seconds) throws IOException {
    int count = perSecond * seconds;
    latencies = new long[count];
    latencyCount = 0;
    long begin = System.nanoTime() + 1_000_000;
    long interval = 1_000_000_000L / perSecond;
    for (int n = 0; n < count; n++) {
      long due = begin + n * interval;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      send(n % active, due);
      wire.flush();
    }
    drain();
    double[] micros = Arrays.stream(latencies, 0, latencyCount).mapToDouble(n -> n / 1e3).toArray();
    latencies = new long[0];
    Arrays.sort(micros);
    return micros;
  }

  /** Changes that were never answered. */
  int lost() {
    return underWay.get();
  }

  private void drain() {
    long deadline = System.nanoTime() + LOST_AFTER_NANOS;
    while (underWay.get() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
