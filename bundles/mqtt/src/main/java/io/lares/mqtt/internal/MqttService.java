package io.lares.mqtt.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.mqtt.MqttControl;
import io.lares.mqtt.MqttSettings;
import io.lares.mqtt.MqttStatus;
import io.lares.store.Settings;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** The connection, the broker inside the hub, and the settings that choose between brokers. */
final class MqttService implements MqttChannel, MqttControl, AutoCloseable {
  private final SettingsStore store;
  private final Connection connection;
  private final OwnBroker own;
  private volatile String broker = "";

  /**
   * @param folder where the broker inside the hub keeps retained messages
   */
  MqttService(Settings settings, Path folder, Limits limits) {
    this(settings, folder, limits, SettingsStore.DEFAULT_PORT);
  }

  /**
   * @param folder where the broker inside the hub keeps retained messages
   * @param defaultPort where it listens until somebody chooses; 0 for any free one
   */
  MqttService(Settings settings, Path folder, Limits limits, int defaultPort) {
    this.store = new SettingsStore(settings, defaultPort);
    this.connection = new Connection(limits);
    this.own = new OwnBroker(folder);
  }

  /** Connects in the background. */
  void start() {
    connection.aim(this::target);
  }

  private Connection.Target target() throws Exception {
    return switch (store.load()) {
      case MqttSettings.External external -> {
        own.stop();
        var address = BrokerAddress.parse(external.uri());
        broker = address.uri();
        yield new Connection.Target(
            address,
            address.tls() ? Trust.sockets(external.certificateAuthority()) : null,
            new PahoLink.Login(store.clientId(), external.user(), store.password()));
      }
      case MqttSettings.BuiltIn builtIn -> {
        var address = BrokerAddress.local(own.start(builtIn, store.password()));
        broker = address.uri();
        yield new Connection.Target(address, null, own.hubLogin(store.clientId()));
      }
    };
  }

  @Override
  public Cancellable subscribe(String filter, int qos, Listener listener) {
    return connection.subscribe(filter, qos, listener);
  }

  @Override
  public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
    return connection.publish(topic, payload, qos, retain);
  }

  @Override
  public MqttSettings settings() {
    return store.load();
  }

  @Override
  public void apply(MqttSettings settings) {
    store.save(settings);
    connection.aim(this::target);
  }

  @Override
  public MqttStatus status() {
    return new MqttStatus(
        connection.isConnected(),
        broker,
        problem(),
        connection.received(),
        connection.published(),
        connection.dropped(),
        connection.reconnects());
  }

  private String problem() {
    var problem = connection.problem();
    return problem.isEmpty() ? own.notice() : problem;
  }

  @Override
  public void close() {
    connection.close();
    own.stop();
  }
}
