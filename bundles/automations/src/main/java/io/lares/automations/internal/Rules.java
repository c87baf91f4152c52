package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.keep.RuleNotation;
import io.lares.store.Settings;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rules, in memory and in the store's settings, a row for each. */
final class Rules {
  private static final Logger LOG = LoggerFactory.getLogger(Rules.class);
  private static final String ROWS = "automations/rule/";

  private final Settings settings;
  private final Map<String, Automation> rules = new ConcurrentHashMap<>();

  /** Reads what is there; a row that can't be read stays where it is. */
  Rules(Settings settings) {
    this.settings = settings;
    settings
        .startingWith(ROWS)
        .forEach((key, text) -> {
          try {
            Automation rule = RuleNotation.read(RuleNotation.tree(text), null);
            rules.put(rule.id(), rule);
          } catch (IllegalArgumentException e) {
            LOG.warn("The automation in {} can't be read and is not followed", key, e);
          }
        });
  }

  Collection<Automation> all() {
    return rules.values();
  }

  List<Automation> byName() {
    return rules.values().stream()
        .sorted(Comparator.comparing(Automation::name).thenComparing(Automation::id))
        .toList();
  }

  @Nullable Automation find(String id) {
    return rules.get(id);
  }

  /** Returns once it is durable. */
  void put(Automation rule) {
    settings.put(ROWS + rule.id(), RuleNotation.write(rule).toString());
    rules.put(rule.id(), rule);
  }

  boolean remove(String id) {
    if (!rules.containsKey(id)) {
      return false;
    }
    settings.remove(ROWS + id);
    rules.remove(id);
    return true;
  }
}
