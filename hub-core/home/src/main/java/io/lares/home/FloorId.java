package io.lares.home;

/**
 * The stable identifier of a floor: it survives restarts and renames.
 *
 * @param value 1 to 200 characters, no control characters
 */
public record FloorId(String value) implements Comparable<FloorId> {
  public FloorId {
    Names.id(value, "A floor's identifier");
  }

  @Override
  public int compareTo(FloorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
