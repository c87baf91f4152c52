package io.lares.planner;

import java.util.List;

/**
 * A list of things to buy or to do.
 *
 * @param aliases what else people call it
 */
public record HomeList(String id, String name, List<String> aliases, List<Item> items) {
  public HomeList {
    aliases = List.copyOf(aliases);
    items = List.copyOf(items);
  }

  public HomeList(String id, String name) {
    this(id, name, List.of(), List.of());
  }

  /** The same list with other items. */
  public HomeList with(List<Item> others) {
    return new HomeList(id, name, aliases, others);
  }

  /** One entry of a list. */
  public record Item(String text, boolean done) {}
}
