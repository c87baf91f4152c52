package io.lares.access.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.store.Settings;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small things of one kind, kept in the settings as JSON and held in memory. */
final class Shelf<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a thing looks as JSON. */
  interface Form<T> {
    void write(T thing, ObjectNode json);

    /** Throws any RuntimeException where the JSON is something else. */
    T read(JsonNode json);
  }

  private final Settings settings;
  private final String prefix;
  private final Form<T> form;
  private final Map<String, T> things = new ConcurrentHashMap<>();

  /**
   * Takes everything from the settings.
   *
   * @param prefix of the keys, with a slash at its end
   */
  Shelf(Settings settings, String prefix, Form<T> form) {
    this.settings = settings;
    this.prefix = prefix;
    this.form = form;
    settings
        .startingWith(prefix)
        .forEach((key, text) -> {
          try {
            things.put(key.substring(prefix.length()), form.read(JSON.readTree(text)));
          } catch (JsonProcessingException | RuntimeException e) {
            LOG.warn("The setting {} makes no sense and is left out", key);
          }
        });
  }

  @Nullable T get(String key) {
    return things.get(key);
  }

  /** A view that follows changes. */
  Map<String, T> all() {
    return things;
  }

  /**
   * Keeps a thing.
   *
   * @throws UncheckedIOException where it can't be kept; then nothing changes
   */
  void put(String key, T thing) {
    ObjectNode json = JSON.createObjectNode();
    form.write(thing, json);
    settings.put(prefix + key, json.toString());
    things.put(key, thing);
  }

  /** Keeps a thing in memory at least, so that a full disk locks nobody out. */
  void putIfPossible(String key, T thing) {
    try {
      put(key, thing);
    } catch (UncheckedIOException e) {
      LOG.warn("{} is kept in memory only: {}", prefix, e.getMessage());
      things.put(key, thing);
    }
  }

  /** Forgets a thing at once, and for good as soon as that can be written. */
  void remove(String key) {
    things.remove(key);
    settings.remove(prefix + key);
  }
}
