package io.lares.home;

/**
 * The stable identifier of a device: it survives restarts and renames.
 *
 * @param value 1 to 200 characters, no control characters
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  public DeviceId {
    Names.id(value, "A device's identifier");
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
