package io.lares.mqtt;

/** The MQTT connection as the settings page sees it. An OSGi service. */
public interface MqttControl {
  MqttSettings settings();

  /**
   * Applies and keeps other settings; the connection is made anew in the background.
   *
   * @throws IllegalArgumentException where they make no sense; says what to do
   */
  void apply(MqttSettings settings);

  MqttStatus status();
}
