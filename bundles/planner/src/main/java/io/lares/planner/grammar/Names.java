package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.planner.language.LanguagePack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What devices and rooms are called in one language: by their name, or by the first of their
 * aliases in the script of the language where the name is in another one. Safe from any thread.
 */
final class Names {
  private final Home home;
  private final LanguagePack pack;
  private volatile @Nullable Map<String, Integer> bearers;

  Names(Home home, LanguagePack pack) {
    this.home = home;
    this.pack = pack;
  }

  String of(Area area) {
    return fitting(area.name(), area.aliases());
  }

  /** A device's name, with its room where another device is called the same. */
  String of(Device device) {
    String name = fitting(device.name(), device.aliases());
    Area area = device.area() == null ? null : home.area(device.area());
    return area != null && bearers().getOrDefault(name, 0) > 1
        ? pack.say("ask.option", name, of(area))
        : name;
  }

  private String fitting(String name, List<String> aliases) {
    if (pack.writes(name)) {
      return name;
    }
    return aliases.stream().filter(pack::writes).findFirst().orElse(name);
  }

  private Map<String, Integer> bearers() {
    Map<String, Integer> counted = bearers;
    if (counted == null) {
      counted = HashMap.newHashMap(home.devices().size());
      for (Device device : home.devices()) {
        counted.merge(fitting(device.name(), device.aliases()), 1, Integer::sum);
      }
      bearers = counted;
    }
    return counted;
  }
}
