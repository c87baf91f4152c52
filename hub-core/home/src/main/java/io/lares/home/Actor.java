package io.lares.home;

import org.jspecify.annotations.Nullable;

/**
 * Who or what wants something of the home.
 *
 * @param kind person, automation or the hub itself
 * @param id the person's, automation's or scene's identifier
 * @param role the person's role; null for anything but a person
 * @param channel the way it came in
 */
public record Actor(Kind kind, String id, Person.@Nullable Role role, Channel channel) {
  /** What an actor is. */
  public enum Kind {
    PERSON,
    AUTOMATION,
    SCENE,
    SYSTEM
  }

  /** How a wish reaches the hub. */
  public enum Channel {
    /** A control on the page, touched on purpose. */
    TAP,
    /** A sentence, typed or spoken. */
    SENTENCE,
    /** A program with a token. */
    API,
    /** Inside the hub. */
    INTERNAL
  }

  public Actor {
    Names.id(id, "An actor's identifier");
    if ((kind == Kind.PERSON) != (role != null)) {
      throw new IllegalArgumentException("A person has a role, and only a person has one");
    }
  }

  public static Actor person(PersonId id, Person.Role role, Channel channel) {
    return new Actor(Kind.PERSON, id.value(), role, channel);
  }

  public static Actor system(String id) {
    return new Actor(Kind.SYSTEM, id, null, Channel.INTERNAL);
  }

  public static Actor automation(String id) {
    return new Actor(Kind.AUTOMATION, id, null, Channel.INTERNAL);
  }

  public static Actor scene(String id) {
    return new Actor(Kind.SCENE, id, null, Channel.INTERNAL);
  }
}
