package io.lares.engines.internal;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import io.lares.engines.RemoteSettings;
import io.lares.engines.RemoteSettings.Turn;
import io.lares.language.Endpoint;
import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import io.lares.store.Settings;

/** Keeps what a person chose under {@code engines/remote/}, and the key among the secrets. */
final class KeptSettings {
  private static final String PREFIX = "engines/remote/";
  private static final String KEY = "remote/key";

  private final Settings settings;
  private final Secrets secrets;

  KeptSettings(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** The present ones, without the key. */
  RemoteSettings load() {
    RemoteSettings none = RemoteSettings.NONE;
    return new RemoteSettings(
        get("address"),
        get("model"),
        choice(Engine.class, "engine", none.engine()),
        choice(Api.class, "api", none.api()),
        number(get("context-tokens")),
        choice(Turn.class, "turn", none.turn()),
        null);
  }

  private String get(String key) {
    return settings.get(PREFIX + key).orElse("");
  }

  private <E extends Enum<E>> E choice(Class<E> type, String key, E otherwise) {
    String text = get(key);
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(text)) {
        return one;
      }
    }
    return otherwise;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Checks and keeps.
   *
   * @throws IllegalArgumentException says what to do
   */
  void save(RemoteSettings wanted) {
    String key = wanted.key();
    if (!wanted.address().isBlank()) {
      endpoint(wanted, key == null ? "" : key);
    }
    try {
      if (key != null && key.isBlank()) {
        secrets.remove(KEY);
      } else if (key != null) {
        secrets.put(KEY, key);
      }
    } catch (SecretsException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    settings.put(PREFIX + "address", wanted.address().strip());
    settings.put(PREFIX + "model", wanted.model().strip());
    settings.put(PREFIX + "engine", wanted.engine().name());
    settings.put(PREFIX + "api", wanted.api().name());
    settings.put(PREFIX + "context-tokens", Integer.toString(wanted.contextTokens()));
    settings.put(PREFIX + "turn", wanted.turn().name());
  }

  boolean hasKey() {
    return secrets.names().contains(KEY);
  }

  /**
   * Where the model is.
   *
   * @throws SecretsException where the key can't be read
   * @throws IllegalArgumentException where the settings make no sense
   */
  Endpoint endpoint() throws SecretsException {
    return endpoint(load(), secrets.get(KEY).orElse(""));
  }

  private static Endpoint endpoint(RemoteSettings settings, String key) {
    return new Endpoint(
        Endpoint.address(settings.address()),
        settings.model().strip(),
        settings.engine(),
        settings.api(),
        settings.contextTokens(),
        key);
  }
}
