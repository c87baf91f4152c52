package io.lares.whereabouts;

import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** People whose phones run OwnTracks in its MQTT mode. */
@Component
public final class OwnTracksDriver implements Driver {
  private static final DriverManifest MANIFEST =
      new DriverManifest(
          "owntracks",
          "OwnTracks",
          "0.1.0",
          Set.of(DriverManifest.Permission.MQTT, DriverManifest.Permission.SECRETS),
          List.of(
              new DriverManifest.Setting(Settings.PREFIX, "Topic", "owntracks", true, false),
              new DriverManifest.Setting(
                  Settings.RADIUS, "Radius of the home in metres", "150", true, false)),
          true);

  @Override
  public DriverManifest manifest() {
    return MANIFEST;
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    return new OwnTracksSession(Settings.prefix(config), Settings.radius(config), host);
  }
}
