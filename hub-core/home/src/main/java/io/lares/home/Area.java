package io.lares.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room, or any other place of the home such as the garden.
 *
 * @param floor the floor that it is on, or null where that makes no sense
 */
public record Area(AreaId id, String name, List<String> aliases, @Nullable FloorId floor) {
  public Area {
    name = Names.name(name, "An area's name");
    aliases = List.copyOf(aliases);
  }
}
