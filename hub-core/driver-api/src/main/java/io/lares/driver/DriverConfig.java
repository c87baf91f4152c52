package io.lares.driver;

import java.util.Map;

/**
 * The configuration of one session.
 *
 * @param instance the session's stable name, unique in the home
 * @param values by the keys of the manifest's settings; defaults are filled in
 */
public record DriverConfig(String instance, Map<String, String> values) {
  public DriverConfig {
    values = Map.copyOf(values);
  }

  /** The value of a setting, or the empty text where it has none. */
  public String get(String key) {
    return values.getOrDefault(key, "");
  }
}
