package io.lares.driver.tck;

import io.lares.driver.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that end with the test. */
final class MemorySecrets implements Secrets {
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<String> get(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public void put(String name, String secret) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}") || secret.length() > LONGEST) {
      throw new IllegalArgumentException("no secret: " + name);
    }
    kept.put(name, secret);
  }

  @Override
  public void remove(String name) {
    kept.remove(name);
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(kept.keySet());
  }
}
