package io.lares.home;

/**
 * Names an attribute within a device, as {@code Capability.attribute}: {@code OnOff.onOff}.
 *
 * @param capability the capability (Matter: cluster), such as {@code LevelControl}
 * @param name the attribute within it, such as {@code currentLevel}
 */
public record AttributeId(String capability, String name) implements Comparable<AttributeId> {
  public AttributeId {
    Names.id(capability, "A capability's name");
    Names.id(name, "An attribute's name");
    if (capability.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "A capability's name must not contain a dot: " + capability);
    }
  }

  /**
   * Reads {@code Capability.attribute}.
   *
   * @throws IllegalArgumentException where there is no dot with something on both sides
   */
  public static AttributeId parse(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      throw new IllegalArgumentException(
          "An attribute is named Capability.attribute, this is not: " + text);
    }
    return new AttributeId(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public int compareTo(AttributeId other) {
    int byCapability = capability.compareTo(other.capability);
    return byCapability != 0 ? byCapability : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return capability + "." + name;
  }
}
