package io.lares.mqttdiscovery;

import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Devices that announce themselves by Home Assistant's MQTT discovery. */
@Component
public final class MqttDiscoveryDriver implements Driver {
  static final String PREFIX = "prefix";

  private static final DriverManifest MANIFEST =
      new DriverManifest(
          "mqtt-discovery",
          "MQTT discovery",
          "0.1.0",
          Set.of(DriverManifest.Permission.MQTT),
          List.of(
              new DriverManifest.Setting(PREFIX, "Discovery prefix", "homeassistant", true, false)),
          true);

  @Override
  public DriverManifest manifest() {
    return MANIFEST;
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    String prefix = config.get(PREFIX).strip();
    while (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    if (prefix.isEmpty() || prefix.length() > 200 || prefix.matches(".*[+#\\x00].*")) {
      throw new DriverException(
          DriverException.Remedy.RECONFIGURE,
          "The discovery prefix must be a topic without the wildcards + and #, such as"
              + " homeassistant.");
    }
    return new DiscoverySession(prefix, host);
  }
}
