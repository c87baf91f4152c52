package io.lares.home;

/** Somebody who lives here or visits. */
public record Person(PersonId id, String name, Role role) {
  /** What a person may do, most first. */
  public enum Role {
    /** Everything, the settings and other people included. */
    OWNER,
    /** All devices; no settings. */
    RESIDENT,
    /** Comfort and energy only. */
    GUEST
  }

  public Person {
    name = Names.name(name, "A person's name");
  }
}
