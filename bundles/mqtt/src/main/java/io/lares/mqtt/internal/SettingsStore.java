package io.lares.mqtt.internal;

import io.lares.mqtt.MqttSettings;
import io.lares.store.Settings;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the MQTT settings under {@code mqtt/}. Each kind of broker keeps its own user and password,
 * so that trying the other kind loses nothing.
 */
final class SettingsStore {
  private static final String KIND = "mqtt/kind";
  private static final String PORT = "mqtt/built-in/port";
  private static final String OPEN = "mqtt/built-in/open-to-network";
  private static final String USER = "mqtt/built-in/user";
  private static final String PASSWORD = "mqtt/built-in/password";
  private static final String URI = "mqtt/external/uri";
  private static final String EXTERNAL_USER = "mqtt/external/user";
  private static final String EXTERNAL_PASSWORD = "mqtt/external/password";
  private static final String AUTHORITY = "mqtt/external/certificate-authority";
  private static final String CLIENT_ID = "mqtt/client-id";

  static final int DEFAULT_PORT = 1883;
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_TEXT = 1_024;
  private static final int MAX_PEM = 64 * 1_024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Settings settings;
  private final int defaultPort;

  /**
   * @param defaultPort where the hub's own broker listens until somebody chooses; 0 for any free
   *     one
   */
  SettingsStore(Settings settings, int defaultPort) {
    this.settings = settings;
    this.defaultPort = defaultPort;
  }

  /** The present settings, with the password left out. */
  MqttSettings load() {
    return get(KIND, "built-in").equals("external")
        ? new MqttSettings.External(get(URI, ""), get(EXTERNAL_USER, ""), null, get(AUTHORITY, ""))
        : new MqttSettings.BuiltIn(
            port(get(PORT, ""), defaultPort),
            get(OPEN, "false").equals("true"),
            get(USER, ""),
            null);
  }

  /** A port from text, or the other one where it is none. */
  static int port(String text, int otherwise) {
    try {
      int port = Integer.parseInt(text);
      return port >= 0 && port <= 65_535 ? port : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The password that goes with {@link #load}; empty for none. */
  String password() {
    return get(load() instanceof MqttSettings.External ? EXTERNAL_PASSWORD : PASSWORD, "");
  }

  /** The name by which brokers know this hub; the same for ever. */
  String clientId() {
    return settings
        .get(CLIENT_ID)
        .orElseGet(() -> {
          var id = "lares-" + secret(6);
          settings.put(CLIENT_ID, id);
          return id;
        });
  }

  /**
   * Checks and keeps.
   *
   * @throws IllegalArgumentException says what to do
   */
  void save(MqttSettings wanted) {
    switch (wanted) {
      case MqttSettings.BuiltIn(var port, var open, var user, var password) ->
          saveBuiltIn(port, open, user, password);
      case MqttSettings.External(var uri, var user, var password, var authority) ->
          saveExternal(uri, user, password, authority);
    }
  }

  private void saveBuiltIn(int port, boolean open, String user, @Nullable String password) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "A port is a number from 1 to 65535; 0 takes any free one.");
    }
    checkText(user, "user");
    checkText(password == null ? "" : password, "password");
    if (open && user.isBlank()) {
      throw new IllegalArgumentException(
          "To open the broker to the network, give a user name that devices log in with.");
    }
    var effective = password == null ? get(PASSWORD, "") : password;
    if (open && effective.codePointCount(0, effective.length()) < MIN_PASSWORD) {
      throw new IllegalArgumentException(
          "To open the broker to the network, choose a password of at least "
              + MIN_PASSWORD
              + " characters and give it to your devices; without one, everybody in the network"
              + " could switch them.");
    }
    settings.put(PORT, Integer.toString(port));
    settings.put(OPEN, Boolean.toString(open));
    settings.put(USER, user);
    if (password != null) {
      settings.put(PASSWORD, password);
    }
    settings.put(KIND, "built-in");
  }

  private void saveExternal(String uri, String user, @Nullable String password, String authority) {
    var address = BrokerAddress.parse(uri);
    checkText(user, "user");
    checkText(password == null ? "" : password, "password");
    if (authority.length() > MAX_PEM) {
      throw new IllegalArgumentException(
          "The certificate is too long; paste just the authority's.");
    }
    if (!authority.isBlank()) {
      Trust.authorities(authority);
      if (!address.tls()) {
        throw new IllegalArgumentException(
            "A certificate needs an encrypted connection; write ssl:// before the address.");
      }
    }
    settings.put(URI, address.uri());
    settings.put(EXTERNAL_USER, user);
    settings.put(AUTHORITY, authority);
    if (password != null) {
      settings.put(EXTERNAL_PASSWORD, password);
    }
    settings.put(KIND, "external");
  }

  private static void checkText(String text, String what) {
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "The " + what + " is too long or has a character that MQTT does not allow.");
    }
  }

  private String get(String key, String otherwise) {
    return settings.get(key).orElse(otherwise);
  }

  /** So many random bytes as text. */
  static String secret(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
