package io.lares.system.arrows;

import java.util.Map;
import java.util.Set;

/**
 * What one bundle of ours may do.
 *
 * @param home the package that it lives in, with all below it
 * @param contract whether it exports that package; nobody exports anything else
 * @param uses the contracts of ours that it may import
 */
record Rule(String home, boolean contract, Set<String> uses) {
  private static final Set<String> FOR_DRIVERS = Set.of("io.lares.home", "io.lares.driver");
  private static final Set<String> FOR_BUNDLES =
      Set.of(
          "io.lares.home",
          "io.lares.driver",
          "io.lares.kernel",
          "io.lares.launcher",
          "io.lares.store",
          "io.lares.mqtt",
          "io.lares.access",
          "io.lares.habits",
          "io.lares.homefile",
          "io.lares.planner",
          "io.lares.automations",
          "io.lares.scenes",
          "io.lares.engines",
          "io.lares.language");
  private static final Set<String> FOR_LLM_RUNTIME = Set.of("io.lares.home", "io.lares.language");

  /** Every bundle of ours that ships, by its symbolic name. A new one gets its line here. */
  static final Map<String, Rule> ALL =
      Map.ofEntries(
          Map.entry("io.lares.home", contract("io.lares.home", Set.of())),
          Map.entry("io.lares.driver-api", contract("io.lares.driver", Set.of("io.lares.home"))),
          Map.entry("io.lares.kernel", contract("io.lares.kernel", FOR_DRIVERS)),
          Map.entry("io.lares.launcher", contract("io.lares.launcher", Set.of())),
          Map.entry("io.lares.store-sqlite", contract("io.lares.store", FOR_BUNDLES)),
          Map.entry("io.lares.mqtt", contract("io.lares.mqtt", FOR_BUNDLES)),
          Map.entry("io.lares.access", contract("io.lares.access", FOR_BUNDLES)),
          Map.entry("io.lares.home-file", contract("io.lares.homefile", FOR_BUNDLES)),
          Map.entry("io.lares.planner", contract("io.lares.planner", FOR_BUNDLES)),
          Map.entry("io.lares.automations", contract("io.lares.automations", FOR_BUNDLES)),
          Map.entry("io.lares.scenes", contract("io.lares.scenes", FOR_BUNDLES)),
          Map.entry("io.lares.habits", contract("io.lares.habits", FOR_BUNDLES)),
          Map.entry("io.lares.engines", contract("io.lares.engines", FOR_BUNDLES)),
          Map.entry("io.lares.web", new Rule("io.lares.web", false, FOR_BUNDLES)),
          Map.entry("io.lares.language", contract("io.lares.language", Set.of())),
          Map.entry(
              "io.lares.sentence-encoder", new Rule("io.lares.encoder", false, FOR_LLM_RUNTIME)),
          Map.entry("io.lares.mimo", new Rule("io.lares.mimo", false, FOR_LLM_RUNTIME)),
          Map.entry("io.lares.remote", new Rule("io.lares.remote", false, FOR_LLM_RUNTIME)),
          Map.entry("io.lares.ui", new Rule("io.lares.ui", false, Set.of())),
          Map.entry("io.lares.virtual", new Rule("io.lares.driver.virtual", false, FOR_DRIVERS)),
          Map.entry(
              "io.lares.mqtt-discovery", new Rule("io.lares.mqttdiscovery", false, FOR_DRIVERS)),
          Map.entry("io.lares.whereabouts", new Rule("io.lares.whereabouts", false, FOR_DRIVERS)));

  private static Rule contract(String home, Set<String> uses) {
    return new Rule(home, true, uses);
  }

  Set<String> exports() {
    return contract ? Set.of(home) : Set.of();
  }

  boolean owns(String name) {
    return name.equals(home) || name.startsWith(home + ".");
  }
}
