package io.lares.kernel.internal;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.kernel.StateView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All devices at work, by their identifiers. */
final class LiveState implements StateView {
  private final Map<DeviceId, LiveDevice> devices = new ConcurrentHashMap<>();

  @Nullable LiveDevice device(DeviceId id) {
    return devices.get(id);
  }

  void put(LiveDevice device) {
    devices.put(device.id, device);
  }

  void remove(DeviceId id) {
    devices.remove(id);
  }

  Iterable<LiveDevice> all() {
    return devices.values();
  }

  @Override
  public @Nullable Reading reading(DeviceId device, AttributeId attribute) {
    LiveDevice live = devices.get(device);
    LiveAttribute known = live == null ? null : live.attribute(attribute);
    return known == null ? null : known.reading();
  }

  @Override
  public Map<AttributeId, Reading> readings(DeviceId device) {
    LiveDevice live = devices.get(device);
    Map<AttributeId, Reading> readings = new LinkedHashMap<>();
    if (live != null) {
      live.attributes()
          .forEach((id, attribute) -> {
            Reading reading = attribute.reading();
            if (reading != null) {
              readings.put(id, reading);
            }
          });
    }
    return readings;
  }

  @Override
  public boolean available(DeviceId device) {
    LiveDevice live = devices.get(device);
    return live != null && live.available();
  }
}
