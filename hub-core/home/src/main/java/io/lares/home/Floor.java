package io.lares.home;

import java.util.List;

/**
 * A floor of the home.
 *
 * @param level 0 for the ground floor, below it negative
 */
public record Floor(FloorId id, String name, List<String> aliases, int level) {
  public Floor {
    name = Names.name(name, "A floor's name");
    aliases = List.copyOf(aliases);
  }
}
