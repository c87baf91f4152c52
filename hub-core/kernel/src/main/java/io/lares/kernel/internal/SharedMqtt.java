package io.lares.kernel.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The hub's one MQTT connection, handed to sessions so that their listeners run on their threads.
 */
record SharedMqtt(MqttChannel connection) {
  /** What the messages that wait for one session may take, in bytes. */
  private static final int MOST_WAITING = 8 << 20;

  /** What a message takes besides its payload, about. */
  private static final int OVERHEAD = 200;

  /**
   * The connection for one session.
   *
   * @param open collects what has to be called off when the session ends
   */
  MqttChannel forSession(SessionRun run, Set<Cancellable> open) {
    Semaphore room = new Semaphore(MOST_WAITING);
    return new MqttChannel() {
      @Override
      public Cancellable subscribe(String filter, int qos, Listener listener) {
        Cancellable subscription =
            connection.subscribe(filter, qos, new Forwarder(run, room, listener));
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

  /** Passes messages on to the session's thread while there is room for them. */
  private record Forwarder(SessionRun run, Semaphore room, MqttChannel.Listener listener)
      implements MqttChannel.Listener {
    @Override
    public boolean takeAtOnce(MqttMessage message) {
      int size = size(message);
      if (!room.tryAcquire(size)) {
        return false;
      }
      boolean taken = run.offer(() -> deliver(message, size));
      if (!taken) {
        room.release(size);
      }
      return taken;
    }

    @Override
    public void message(MqttMessage message) {
      int size = size(message);
      try {
        while (!room.tryAcquire(size, 100, TimeUnit.MILLISECONDS)) {
          if (run.closed()) {
            return;
          }
        }
        run.enqueue(() -> deliver(message, size));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void deliver(MqttMessage message, int size) {
      room.release(size);
      listener.message(message);
    }

    @Override
    public void connected(boolean connected) {
      run.enqueue(() -> listener.connected(connected));
    }

    private static int size(MqttMessage message) {
      return Math.min(MOST_WAITING, message.payload().length + message.topic().length() + OVERHEAD);
    }
  }
}
