package io.lares.mqtt.internal;

import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it hears. */
class Recorder implements MqttChannel.Listener {
  final List<MqttMessage> messages = new CopyOnWriteArrayList<>();
  final List<Boolean> connections = new CopyOnWriteArrayList<>();

  @Override
  public void message(MqttMessage message) {
    messages.add(message);
  }

  @Override
  public void connected(boolean connected) {
    connections.add(connected);
  }

  List<String> texts() {
    return messages.stream().map(MqttMessage::text).toList();
  }

  boolean isConnected() {
    return !connections.isEmpty() && connections.getLast();
  }
}
