package io.lares.driver.virtual;

import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverException.Remedy;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.DriverManifest.Setting;
import io.lares.driver.Session;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** A home without hardware: to try the hub, to test it, and to plan on. */
@Component
public final class VirtualDriver implements Driver {
  private static final DriverManifest MANIFEST =
      new DriverManifest(
          "virtual",
          "Virtual home",
          "1.0.0",
          Set.of(),
          List.of(
              new Setting("devices", "Devices, as in a home file (JSON)", "[]", false, false),
              new Setting("set", "States laid over the file's (JSON)", "", false, false),
              new Setting("pace", "Pace: real or instant", "real", false, false),
              new Setting("seed", "Seed of chance, a whole number", "1", false, false),
              new Setting("flaky", "Devices that are away now and then (ids)", "", false, false)),
          false);

  private final BlueprintReader reader = new BlueprintReader();

  /** What was read last: a plan's home is opened again for every request. */
  private volatile @Nullable Read last;

  private record Read(String json, List<Blueprint> devices) {}

  @Override
  public DriverManifest manifest() {
    return MANIFEST;
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    try {
      List<Blueprint> devices = reader.overlay(read(config.get("devices")), config.get("set"));
      return switch (config.get("pace")) {
        case "instant" -> new InstantSession(devices, host);
        case "real", "" -> living(devices, config, host);
        default ->
            throw new IllegalArgumentException(
                "The setting \"pace\" must be real or instant, not \"" + config.get("pace") + "\"");
      };
    } catch (IllegalArgumentException e) {
      throw new DriverException(Remedy.RECONFIGURE, String.valueOf(e.getMessage()), e);
    }
  }

  private static Session living(List<Blueprint> devices, DriverConfig config, DriverHost host) {
    Set<String> flaky = new HashSet<>(List.of(config.get("flaky").strip().split("\\s*,\\s*")));
    DoubleSupplier hour = () -> LocalTime.now(ZoneId.systemDefault()).toSecondOfDay() / 3600.0;
    return new LivingSession(devices, host, new Random(seed(config)), new Models(flaky, hour));
  }

  private List<Blueprint> read(String json) {
    Read known = last;
    if (known != null && known.json.equals(json)) {
      return known.devices;
    }
    List<Blueprint> devices = json.isBlank() ? List.of() : reader.devices(json);
    last = new Read(json, devices);
    return devices;
  }

  private static long seed(DriverConfig config) {
    String seed = config.get("seed").strip();
    try {
      return seed.isEmpty() ? 1 : Long.parseLong(seed);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("The setting \"seed\" must be a whole number", e);
    }
  }
}
