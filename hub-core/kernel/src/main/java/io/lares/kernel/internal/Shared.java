package io.lares.kernel.internal;

import io.lares.driver.DriverManifest.Permission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sessions share, each part as long as its bundle runs. */
record Shared(@Nullable SharedMqtt mqtt, @Nullable SharedSecrets secrets) {
  static final Shared NOTHING = new Shared(null, null);

  /** What a session with these permissions has to wait for, in words; null for nothing. */
  @Nullable String missing(Set<Permission> permissions) {
    if (mqtt == null && permissions.contains(Permission.MQTT)) {
      return "the MQTT connection";
    }
    if (secrets == null && permissions.contains(Permission.SECRETS)) {
      return "the store of secrets";
    }
    return null;
  }
}
