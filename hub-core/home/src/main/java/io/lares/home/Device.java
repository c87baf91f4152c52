package io.lares.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device of the home.
 *
 * @param id stable across restarts, re-discovery and renames
 * @param name what people call it
 * @param aliases what else they call it
 * @param area where it is, or null where nobody has said
 * @param type what it is
 * @param capabilities what it can do
 * @param origin where it comes from
 */
public record Device(
    DeviceId id,
    String name,
    List<String> aliases,
    @Nullable AreaId area,
    DeviceType type,
    List<Capability> capabilities,
    Origin origin) {

  /**
   * Where a device comes from.
   *
   * @param driver the driver instance that serves it
   * @param nativeId what the driver calls it
   * @param manufacturer empty where unknown
   * @param model empty where unknown
   */
  public record Origin(String driver, String nativeId, String manufacturer, String model) {}

  public Device {
    name = Names.name(name, "A device's name");
    aliases = List.copyOf(aliases);
    capabilities = List.copyOf(capabilities);
  }

  public @Nullable Attribute attribute(AttributeId attribute) {
    for (Capability capability : capabilities) {
      if (capability.name().equals(attribute.capability())) {
        return capability.attribute(attribute.name());
      }
    }
    return null;
  }

  /**
   * What a wrong command to this attribute can do: the capability's risk or the device's, the
   * higher.
   */
  public Risk risk(AttributeId attribute) {
    for (Capability capability : capabilities) {
      if (capability.name().equals(attribute.capability())) {
        return capability.risk().atLeast(type.risk());
      }
    }
    return type.risk();
  }

  public Device called(String newName, List<String> newAliases) {
    return new Device(id, newName, newAliases, area, type, capabilities, origin);
  }

  public Device in(@Nullable AreaId newArea) {
    return new Device(id, name, aliases, newArea, type, capabilities, origin);
  }
}
