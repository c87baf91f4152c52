package io.lares.mqtt.internal;

import io.lares.mqtt.topics.Topics;
import java.time.Duration;

/**
 * The bounds of the connection; tests make them small.
 *
 * @param payloadBytes largest payload taken or given
 * @param outgoingMessages messages that may wait for the network
 * @param outgoingBytes bytes that may wait for the network
 * @param inboxMessages messages that may wait for one listener
 * @param inboxBytes bytes that may wait for all listeners together
 * @param patience how long one full listener may hold up the others in one episode before its
 *     messages are dropped
 * @param firstRetry ceiling of the first pause before connecting again
 * @param lastRetry ceiling that the pauses grow to
 */
record Limits(
    int payloadBytes,
    int outgoingMessages,
    long outgoingBytes,
    int inboxMessages,
    long inboxBytes,
    Duration patience,
    Duration firstRetry,
    Duration lastRetry) {

  /** What a message costs in memory besides its topic and payload, in bytes; roughly. */
  static final int MESSAGE_OVERHEAD = 128;

  static final Limits DEFAULT =
      new Limits(
          1 << 20,
          16_384,
          16L << 20,
          16_384,
          24L << 20,
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /** Largest packet that the broker may send: a payload and a topic at their limits, and room. */
  long packetBytes() {
    return payloadBytes + 2L * Topics.MAX_BYTES;
  }
}
