package io.lares.planner.household;

import io.lares.store.Settings;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a keeper's text lies over a restart; works without a store, too, and then forgets. */
public final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final String key;
  private @Nullable Settings settings;

  public Shelf(String key) {
    this.key = key;
  }

  /** Takes a store and reads what lies there. */
  public synchronized void open(Settings service, Consumer<String> reader) {
    settings = service;
    try {
      service.get(key).ifPresent(reader);
    } catch (RuntimeException e) {
      LOG.warn("What was kept as {} can't be read; it starts empty: {}", key, e.toString());
    }
  }

  public synchronized void close(Settings service) {
    if (settings == service) {
      settings = null;
    }
  }

  /** Writes what is true now; the last writer wins with the latest. */
  public synchronized void put(Supplier<String> text) {
    if (settings != null) {
      try {
        settings.put(key, text.get());
      } catch (UncheckedIOException e) {
        LOG.warn("{} can't be kept and would be lost at a restart", key, e);
      }
    }
  }
}
