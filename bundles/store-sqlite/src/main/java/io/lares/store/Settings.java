package io.lares.store;

import java.util.Map;
import java.util.Optional;

/**
 * Small texts that the hub keeps, by key. A key begins with its owner's name and a slash: {@code
 * mqtt/broker}. Writing returns once the row is durable, or throws {@link
 * java.io.UncheckedIOException}. Safe from any thread.
 */
public interface Settings {
  Optional<String> get(String key);

  /**
   * Writes.
   *
   * @param value at most 1 MiB
   */
  void put(String key, String value);

  void remove(String key);

  /** All whose key begins so, ordered by key. */
  Map<String, String> startingWith(String prefix);
}
