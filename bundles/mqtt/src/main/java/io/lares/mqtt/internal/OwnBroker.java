package io.lares.mqtt.internal;

import io.lares.mqtt.MqttSettings;
import io.lares.mqtt.broker.Broker;
import io.lares.mqtt.broker.BrokerLimits;
import io.lares.mqtt.broker.BrokerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the broker inside the hub as the settings say. */
final class OwnBroker {
  private static final Logger LOG = LoggerFactory.getLogger(OwnBroker.class);
  private static final String HUB_USER = "lares-hub";

  private final Path folder;

  /** The hub's own way in, made up anew at each start; it never leaves this process. */
  private final String hubPassword = SettingsStore.secret(24);

  private @Nullable Broker broker;
  private MqttSettings.@Nullable BuiltIn running;
  private String password = "";
  private String notice = "";

  OwnBroker(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts it, unless it runs with these settings already.
   *
   * @return its port
   */
  synchronized int start(MqttSettings.BuiltIn settings, String password) throws IOException {
    if (broker != null && settings.equals(running) && password.equals(this.password)) {
      return broker.port();
    }
    stop();
    this.password = password;
    broker = listen(settings);
    running = settings;
    LOG.info(
        "The hub's own MQTT broker listens at port {}, {}.",
        broker.port(),
        settings.openToNetwork() ? "for the whole network" : "for this machine only");
    return broker.port();
  }

  private Broker listen(MqttSettings.BuiltIn settings) throws IOException {
    try {
      return new Broker(with(settings, settings.port()));
    } catch (BindException e) {
      if (settings.port() == 0) {
        throw e;
      }
      var other = new Broker(with(settings, 0));
      notice =
          "Port "
              + settings.port()
              + " is taken by another program, so the hub's own MQTT broker listens at port "
              + other.port()
              + ". If the other program is a broker, enter its address here; else stop it or choose"
              + " another port.";
      LOG.warn("{}", notice);
      return other;
    }
  }

  private BrokerSettings with(MqttSettings.BuiltIn settings, int port) throws IOException {
    var everywhere = InetAddress.getByAddress(new byte[4]);
    var here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return new BrokerSettings(
        settings.openToNetwork() ? everywhere : here,
        port,
        folder,
        login(settings),
        BrokerLimits.DEFAULT);
  }

  private BrokerSettings.Login login(MqttSettings.BuiltIn settings) {
    var device = settings.user();
    var devicePassword = password.getBytes(StandardCharsets.UTF_8);
    var hub = hubPassword.getBytes(StandardCharsets.UTF_8);
    return (user, given) ->
        user.equals(HUB_USER)
            ? MessageDigest.isEqual(hub, given)
            // Only programs of this machine come this far without a password being set.
            : !settings.openToNetwork()
                || (user.equals(device)
                    && devicePassword.length > 0
                    && MessageDigest.isEqual(devicePassword, given));
  }

  PahoLink.Login hubLogin(String clientId) {
    return new PahoLink.Login(clientId, HUB_USER, hubPassword);
  }

  /** What people should know though all works; empty for nothing. */
  synchronized String notice() {
    return notice;
  }

  synchronized void stop() {
    if (broker != null) {
      broker.close();
    }
    broker = null;
    running = null;
    notice = "";
  }
}
