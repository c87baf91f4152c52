package io.lares.system;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * A lamp with a thermometer behind a broker: it announces itself as Zigbee2MQTT does, and does what
 * it is told.
 */
public final class MqttLamp implements AutoCloseable {
  private static final long PATIENCE_MS = 20_000;

  private final MqttAsyncClient client;
  private final String name;

  /**
   * Connects and announces itself.
   *
   * @param name one word in small letters; the hub shows it as the device's name
   */
  public MqttLamp(String broker, String name) throws MqttException {
    this.name = name;
    client = new MqttAsyncClient(broker, UUID.randomUUID().toString(), new MemoryPersistence());
    client.setCallback(new Obedience());
    connect();
  }

  /** Connects again after its broker was away. */
  public void connect() throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setConnectionTimeout(10);
    client.connect(options).waitForCompletion(PATIENCE_MS);
    client.subscribe(name + "/set", 1).waitForCompletion(PATIENCE_MS);
    String device = "\"device\":{\"identifiers\":[\"" + name + "\"],\"name\":\"" + name + "\"}";
    publish(
        "homeassistant/light/" + name + "/config",
        """
        {"name":null,"unique_id":"%s_light","state_topic":"%s/state","command_topic":"%s/set",%s}
        """
            .formatted(name, name, name, device),
        true);
    publish(
        "homeassistant/sensor/" + name + "/config",
        """
        {"name":"Temperature","unique_id":"%s_t","state_topic":"%s/t","device_class":"temperature",
         "unit_of_measurement":"°C",%s}
        """
            .formatted(name, name, device),
        true);
    publish(name + "/state", "OFF", true);
  }

  /** Tells how warm it is. */
  public void warm(double celsius) throws MqttException {
    publish(name + "/t", String.valueOf(celsius), false);
  }

  /** Publishes anything anywhere. */
  public void publish(String topic, String payload, boolean retain) throws MqttException {
    publish(topic, payload.getBytes(StandardCharsets.UTF_8), retain);
  }

  public void publish(String topic, byte[] payload, boolean retain) throws MqttException {
    client.publish(topic, new MqttMessage(payload, 0, retain, null)).waitForCompletion(PATIENCE_MS);
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 0, false);
    client.close(true);
  }

  private final class Obedience implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage wish) throws MqttException {
      // Not waited for: this thread is what would end the waiting.
      client.publish(name + "/state", new MqttMessage(wish.getPayload(), 0, true, null));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
