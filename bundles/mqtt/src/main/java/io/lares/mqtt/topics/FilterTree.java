package io.lares.mqtt.topics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries whose topic filter matches a topic, in the time that the topic's levels take
 * and not the number of filters. Matching needs no lock; changes are for one thread at a time.
 */
public final class FilterTree<T> {
  private static final class Node<T> {
    final Map<String, Node<T>> children = new ConcurrentHashMap<>(2);
    volatile @Nullable T value;

    boolean isBare() {
      return value == null && children.isEmpty();
    }
  }

  private final Node<T> root = new Node<>();

  /** Puts the entry of a well-formed filter; null takes it away. */
  public synchronized void put(String filter, @Nullable T value) {
    put(root, filter, 0, value);
  }

  private void put(Node<T> node, String filter, int from, @Nullable T value) {
    if (from > filter.length()) {
      node.value = value;
      return;
    }
    int slash = filter.indexOf('/', from);
    int to = slash < 0 ? filter.length() : slash;
    var level = filter.substring(from, to);
    var child = node.children.get(level);
    if (child == null) {
      if (value == null) {
        return;
      }
      child = new Node<>();
      put(child, filter, to + 1, value);
      node.children.put(level, child);
    } else {
      put(child, filter, to + 1, value);
      if (child.isBare()) {
        node.children.remove(level);
      }
    }
  }

  /** Gives every entry that matches, each once. */
  public void match(String topic, Consumer<T> found) {
    match(root, topic, 0, found);
  }

  private void match(Node<T> node, String topic, int from, Consumer<T> found) {
    // A wildcard at the first level does not speak of the broker's own topics.
    boolean wild = from > 0 || !topic.startsWith("$");
    if (wild) {
      var rest = node.children.get("#");
      if (rest != null) {
        give(rest, found);
      }
    }
    if (from > topic.length()) {
      give(node, found);
      return;
    }
    int slash = topic.indexOf('/', from);
    int to = slash < 0 ? topic.length() : slash;
    var exact = node.children.get(topic.substring(from, to));
    if (exact != null) {
      match(exact, topic, to + 1, found);
    }
    var any = wild ? node.children.get("+") : null;
    if (any != null) {
      match(any, topic, to + 1, found);
    }
  }

  private static <T> void give(Node<T> node, Consumer<T> found) {
    T value = node.value;
    if (value != null) {
      found.accept(value);
    }
  }
}
