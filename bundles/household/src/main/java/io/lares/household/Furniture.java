package io.lares.household;

import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The devices of a simulated home. */
final class Furniture {
  private final List<Device> devices = new ArrayList<>();

  List<Device> devices() {
    return List.copyOf(devices);
  }

  Device add(
      String id, String name, @Nullable AreaId area, DeviceType type, AttributeId... attributes) {
    List<Attribute> described =
        Arrays.stream(attributes)
            .map(a -> Objects.requireNonNull(Vocabulary.attribute(a)))
            .toList();
    Device device =
        new Device(
            new DeviceId(id),
            name,
            List.of(),
            area,
            type,
            Vocabulary.group(described),
            new Device.Origin("simulated", id, "", ""));
    devices.add(device);
    return device;
  }
}
