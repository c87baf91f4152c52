package io.lares.driver;

import io.lares.home.Capability;
import io.lares.home.DeviceType;
import java.util.List;

/**
 * What a session says of a device. Announcing the same {@code nativeId} again replaces what was
 * said before; what a person changed in the home stays.
 *
 * @param nativeId the session's own identifier, the same after every restart (a serial number)
 * @param name a name for people, until they choose their own
 * @param aliases what else people may call it
 * @param suggestedArea the name or identifier of a room, empty for none
 * @param manufacturer empty where unknown
 * @param model empty where unknown
 */
public record DeviceDescription(
    String nativeId,
    String name,
    List<String> aliases,
    String suggestedArea,
    DeviceType type,
    List<Capability> capabilities,
    String manufacturer,
    String model) {
  public DeviceDescription {
    aliases = List.copyOf(aliases);
    capabilities = List.copyOf(capabilities);
  }
}
