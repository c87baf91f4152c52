package io.lares.mqtt.broker;

/**
 * What clients may ask of a broker.
 *
 * @param packetBytes largest packet that is taken
 * @param clients connections at once
 * @param connecting connections that have not logged in; beyond it the oldest of them is cut off
 * @param sessions remembered clients, those that are away included
 * @param subscriptions of one client
 * @param filterBytes that the filters of all subscriptions take in memory, roughly
 * @param queuedMessages that wait for one client
 * @param queuedBytes that wait to be written to all clients together
 * @param heldBytes of messages that all clients together have yet to acknowledge
 * @param incomingBytes of big packets that are being read from all clients together
 * @param retainedMessages kept for later subscribers
 * @param retainedBytes of those together
 */
public record BrokerLimits(
    int packetBytes,
    int clients,
    int connecting,
    int sessions,
    int subscriptions,
    long filterBytes,
    int queuedMessages,
    long queuedBytes,
    long heldBytes,
    int incomingBytes,
    int retainedMessages,
    long retainedBytes) {
  /** For a gateway: 500 clients, 20,000 retained messages. */
  public static final BrokerLimits DEFAULT =
      new BrokerLimits(
          (1 << 20) + (128 << 10),
          500,
          100,
          500,
          20_000,
          24L << 20,
          10_000,
          24L << 20,
          16L << 20,
          8 << 20,
          20_000,
          16L << 20);
}
