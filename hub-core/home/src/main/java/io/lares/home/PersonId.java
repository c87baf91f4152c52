package io.lares.home;

/**
 * The stable identifier of a person: it survives restarts and renames.
 *
 * @param value 1 to 200 characters, no control characters
 */
public record PersonId(String value) implements Comparable<PersonId> {
  public PersonId {
    Names.id(value, "A person's identifier");
  }

  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
