package io.lares.mqtt.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the QoS 0 messages of a connection, on a thread of its own. Paho would keep a token for
 * each and wake a further thread to say that it was sent, although there is nothing to wait for.
 */
final class Sender implements AutoCloseable {
  private final PacketOutput output;
  private final Consumer<Outgoing> sent;
  private final Consumer<IOException> failed;
  private final BlockingQueue<Outgoing> waiting = new ArrayBlockingQueue<>(Outbox.WINDOW);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("mqtt sender").unstarted(this::run);

  /**
   * @param sent told of each message, on this sender's thread
   * @param failed told once, where the connection broke
   */
  Sender(PacketOutput output, Consumer<Outgoing> sent, Consumer<IOException> failed) {
    this.output = output;
    this.sent = sent;
    this.failed = failed;
    thread.start();
  }

  /**
   * Does not wait.
   *
   * @throws IllegalStateException where more wait than {@link Outbox#WINDOW}
   */
  void add(Outgoing message) {
    waiting.add(message);
  }

  private void run() {
    List<Outgoing> leaving = new ArrayList<>();
    try {
      while (true) {
        for (@Nullable Outgoing next = waiting.take(); next != null; next = waiting.poll()) {
          output.put(PublishPacket.write(next.topic, next.payload, next.retain));
          leaving.add(next);
        }
        output.send();
        leaving.forEach(sent);
        leaving.clear();
      }
    } catch (IOException e) {
      failed.accept(e);
    } catch (InterruptedException e) {
      // The connection has ended, and what waits with it.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
