package io.lares.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device can do or measure (Matter: a cluster on an endpoint).
 *
 * @param name {@code OnOff}, {@code Thermostat}; any other name where Matter knows none
 * @param risk what a wrong command can do
 * @param attributes at least one, each within this capability
 */
public record Capability(String name, Risk risk, List<Attribute> attributes) {
  public Capability {
    Names.id(name, "A capability's name");
    attributes = List.copyOf(attributes);
    for (Attribute attribute : attributes) {
      if (!attribute.id().capability().equals(name)) {
        throw new IllegalArgumentException(attribute.id() + " does not belong to " + name);
      }
    }
  }

  public @Nullable Attribute attribute(String attributeName) {
    for (Attribute attribute : attributes) {
      if (attribute.id().name().equals(attributeName)) {
        return attribute;
      }
    }
    return null;
  }
}
