package io.lares.driver;

import java.util.concurrent.CompletionStage;

/** The hub's shared MQTT connection. Safe from any thread; nothing here waits for the network. */
public interface MqttChannel {
  /** Receives messages and changes of the connection. */
  interface Listener {
    void message(MqttMessage message);

    /**
     * Takes a message on the connection's own thread, without waiting and without working on it.
     * For listeners that only pass messages on; the others leave it as it is.
     *
     * @return false to be given it by {@link #message} instead
     */
    default boolean takeAtOnce(MqttMessage message) {
      return false;
    }

    /** The connection came up or went down. Called once soon after subscribing, too. */
    default void connected(boolean connected) {}
  }

  /**
   * Subscribes; kept across reconnects, so that retained messages arrive again after each.
   *
   * @param filter an MQTT topic filter; wildcards {@code +} and {@code #} allowed
   * @param qos 0, 1 or 2
   * @throws IllegalArgumentException where the filter is malformed
   */
  Cancellable subscribe(String filter, int qos, Listener listener);

  /**
   * Publishes.
   *
   * @return completes when the broker has it (qos 1, 2) or the connection has taken it (qos 0);
   *     exceptionally, with words for people, when there is no connection or its queue is full
   */
  CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain);
}
