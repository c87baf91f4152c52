package io.lares.driver;

import java.util.List;
import java.util.Set;

/**
 * Who a driver is and what it needs.
 *
 * @param id short and stable, {@code [a-z][a-z0-9-]*}
 * @param name for people
 * @param version of the driver
 * @param permissions what it asks of the host; anything else is denied
 * @param settings what a person may configure
 * @param automatic true where the hub opens one session by itself, with the settings' defaults
 */
public record DriverManifest(
    String id,
    String name,
    String version,
    Set<Permission> permissions,
    List<Setting> settings,
    boolean automatic) {

  /** What a driver may ask of its host. */
  public enum Permission {
    /** The shared MQTT connection. */
    MQTT,
    /** Sockets in the local network. */
    LOCAL_NETWORK,
    /** Secrets of its own session. */
    SECRETS
  }

  /**
   * One thing to configure.
   *
   * @param key the key in {@link DriverConfig}
   * @param label for people
   * @param defaultValue empty for none
   * @param required true where there is no session without it
   * @param secret true where it must never be shown again
   */
  public record Setting(
      String key, String label, String defaultValue, boolean required, boolean secret) {}

  public DriverManifest {
    if (!id.matches("[a-z][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException("A driver's id is [a-z][a-z0-9-]*, this is not: " + id);
    }
    permissions = Set.copyOf(permissions);
    settings = List.copyOf(settings);
  }
}
