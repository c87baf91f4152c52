package io.lares.kernel.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The hub's one MQTT connection, handed to sessions so that their listeners run on their threads.
 */
record SharedMqtt(MqttChannel connection) {

  /**
   * The connection for one session.
   *
   * @param open collects what has to be called off when the session ends
   */
  MqttChannel forSession(SessionRun run, Set<Cancellable> open) {
    return new MqttChannel() {
      @Override
      public Cancellable subscribe(String filter, int qos, Listener listener) {
        Cancellable subscription =
            connection.subscribe(
                filter,
                qos,
                new Listener() {
                  @Override
                  public void message(MqttMessage message) {
                    run.enqueue(() -> listener.message(message));
                  }

                  @Override
                  public void connected(boolean connected) {
                    run.enqueue(() -> listener.connected(connected));
                  }
                });
        open.add(subscription);
        if (run.closed()) {
          subscription.cancel();
        }
        return () -> {
          open.remove(subscription);
          subscription.cancel();
        };
      }

      @Override
      public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
        return connection.publish(topic, payload, qos, retain);
      }
    };
  }
}
