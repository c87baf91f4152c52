package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Home;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rooms are called besides their names. */
final class PlaceNames {
  private static final int SHORTEST = 3;

  private PlaceNames() {}

  /** The other names and what they mean, the likeliest meaning of a name only. */
  static Map<String, Set<AreaId>> of(Home home, PackWords pack) {
    Map<String, Set<AreaId>> names = shortened(home, pack);
    alike(home, pack).forEach(names::putIfAbsent);
    return names;
  }

  /** "The study" for the Study Room, "the bedrooms" for Master Bedroom and Guest Bedroom. */
  private static Map<String, Set<AreaId>> shortened(Home home, PackWords pack) {
    Map<String, Set<AreaId>> names = new LinkedHashMap<>();
    for (Area area : home.areas()) {
      shortened(area.name(), area, pack, names);
      area.aliases().forEach(alias -> shortened(alias, area, pack, names));
    }
    return names;
  }

  private static void shortened(
      String called, Area area, PackWords pack, Map<String, Set<AreaId>> names) {
    String text = pack.pack().form().of(called);
    int first = text.indexOf(' ');
    if (first < 0) {
      return;
    }
    String tail = text.substring(first + 1);
    for (String name : List.of(text.substring(0, text.lastIndexOf(' ')), tail, tail + "s")) {
      boolean number = pack.number(name) != null || Character.isDigit(name.charAt(0));
      boolean whole = pack.withoutArticles(name).equals(name);
      if (name.length() >= SHORTEST && !number && whole) {
        names.computeIfAbsent(name, ignored -> new LinkedHashSet<>()).add(area.id());
      }
    }
  }

  /** "The lounge" for the Living Room: what rooms of a kind are called besides. */
  private static Map<String, Set<AreaId>> alike(Home home, PackWords pack) {
    Map<String, Set<AreaId>> names = new LinkedHashMap<>();
    for (List<String> kind : pack.rooms().kinds()) {
      Set<AreaId> areas = new LinkedHashSet<>();
      for (Area area : home.areas()) {
        String text = pack.pack().form().of(area.name());
        if (pack.rooms().is(kind, text)) {
          areas.add(area.id());
        }
      }
      if (!areas.isEmpty()) {
        kind.forEach(name -> names.putIfAbsent(name, areas));
      }
    }
    return names;
  }
}
