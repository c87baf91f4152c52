package io.lares.web.hub;

import io.lares.web.http.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service that may be away: its bundle is stopped, or not yet started. Safe from any thread.
 *
 * @param <T> the service
 */
public final class Part<T> {
  private final String name;
  private volatile @Nullable T service;

  /**
   * Makes one that is away.
   *
   * @param name what people call it, at the beginning of a sentence
   */
  public Part(String name) {
    this.name = name;
  }

  public Optional<T> find() {
    return Optional.ofNullable(service);
  }

  /**
   * The service.
   *
   * @throws Problem where it is away
   */
  public T get() {
    T found = service;
    if (found == null) {
      throw Problem.later(
          503,
          name + " is not running",
          "Try again in a moment. If it stays so, look at the bundles and the hub's log.",
          2);
    }
    return found;
  }

  public void came(T arrived) {
    service = arrived;
  }

  /** It left; nothing changes where another one has come since. */
  public void left(T departed) {
    if (service == departed) {
      service = null;
    }
  }
}
