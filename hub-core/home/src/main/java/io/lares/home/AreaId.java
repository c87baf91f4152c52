package io.lares.home;

/**
 * The stable identifier of a area: it survives restarts and renames.
 *
 * @param value 1 to 200 characters, no control characters
 */
public record AreaId(String value) implements Comparable<AreaId> {
  public AreaId {
    Names.id(value, "A area's identifier");
  }

  @Override
  public int compareTo(AreaId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
