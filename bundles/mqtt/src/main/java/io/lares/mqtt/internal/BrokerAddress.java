package io.lares.mqtt.internal;

import io.lares.mqtt.topics.Topics;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a broker is. */
record BrokerAddress(boolean tls, String host, int port) {
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;

  static BrokerAddress local(int port) {
    return new BrokerAddress(false, "127.0.0.1", port);
  }

  /**
   * Reads {@code tcp://host:port} or {@code ssl://host:port}, and the usual other names for them; a
   * bare host is good too.
   *
   * @throws IllegalArgumentException says what to write instead
   */
  static BrokerAddress parse(String text) {
    var trimmed = text.strip();
    var whole = trimmed.contains("://") ? trimmed : "tcp://" + trimmed;
    try {
      var uri = new URI(whole);
      boolean tls =
          switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "tcp", "mqtt" -> false;
            case "ssl", "tls", "mqtts" -> true;
            default -> throw wrong(text);
          };
      var host = uri.getHost();
      boolean extra =
          (uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/"))
              || uri.getQuery() != null
              || uri.getFragment() != null
              || uri.getUserInfo() != null;
      if (host == null || extra || uri.getPort() == 0 || uri.getPort() > 65_535) {
        throw wrong(text);
      }
      int port = uri.getPort() < 0 ? (tls ? TLS_PORT : PORT) : uri.getPort();
      return new BrokerAddress(tls, host, port);
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\""
            + Topics.shortened(text)
            + "\" is no address of an MQTT broker. Write tcp://host:1883, or ssl://host:8883 for an"
            + " encrypted connection; user and password have fields of their own.");
  }

  String uri() {
    return (tls ? "ssl://" : "tcp://") + host + ":" + port;
  }
}
