package io.lares.mqtt.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A message on its way out, and who waits for it. */
final class Outgoing {
  final String topic;
  final byte[] payload;
  final int qos;
  final boolean retain;
  final CompletableFuture<Void> done = new CompletableFuture<>();

  /** Whether a connection has taken it. */
  volatile boolean handedOver;

  Outgoing(String topic, byte[] payload, int qos, boolean retain) {
    this.topic = topic;
    this.payload = payload;
    this.qos = qos;
    this.retain = retain;
  }

  int bytes() {
    return payload.length + topic.length() + Limits.MESSAGE_OVERHEAD;
  }

  /**
   * Tells the sender; null for success. What the sender does then must not keep the connection's
   * threads waiting, so it gets a thread of its own; nobody waits any more for a QoS 0 message that
   * was handed over when it was put.
   */
  void finish(@Nullable String problem) {
    if (done.getNumberOfDependents() > 0) {
      Thread.startVirtualThread(() -> complete(problem));
    } else {
      complete(problem);
    }
  }

  private void complete(@Nullable String problem) {
    if (problem == null) {
      done.complete(null);
    } else {
      done.completeExceptionally(new IllegalStateException(problem));
    }
  }
}
