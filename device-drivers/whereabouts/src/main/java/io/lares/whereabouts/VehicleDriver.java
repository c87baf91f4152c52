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

/** Vehicles that publish the signals of COVESA's Vehicle Signal Specification over MQTT. */
@Component
public final class VehicleDriver implements Driver {
  private static final DriverManifest MANIFEST =
      new DriverManifest(
          "vehicle-signals",
          "Vehicle signals (VSS)",
          "0.1.0",
          Set.of(DriverManifest.Permission.MQTT, DriverManifest.Permission.SECRETS),
          List.of(
              new DriverManifest.Setting(Settings.PREFIX, "Topic", "vss", true, false),
              new DriverManifest.Setting(
                  Settings.RADIUS, "Radius of the home in metres", "150", true, false)),
          true);

  @Override
  public DriverManifest manifest() {
    return MANIFEST;
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    return new VehicleSession(Settings.prefix(config), Settings.radius(config), host);
  }
}
