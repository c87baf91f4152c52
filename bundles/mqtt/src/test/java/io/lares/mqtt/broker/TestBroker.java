package io.lares.mqtt.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Brokers for tests. */
final class TestBroker {
  static final String USER = "device";
  static final String PASSWORD = "right";

  private TestBroker() {}

  static Broker open(Path folder) {
    return start(folder, BrokerLimits.DEFAULT, (_, _) -> true);
  }

  static Broker open(Path folder, BrokerLimits limits) {
    return start(folder, limits, (_, _) -> true);
  }

  /** Lets in only {@link #USER}. */
  static Broker locked(Path folder) {
    return start(
        folder,
        BrokerLimits.DEFAULT,
        (user, password) ->
            user.equals(USER) && new String(password, StandardCharsets.UTF_8).equals(PASSWORD));
  }

  private static Broker start(Path folder, BrokerLimits limits, BrokerSettings.Login login) {
    try {
      return new Broker(
          new BrokerSettings(InetAddress.getLoopbackAddress(), 0, folder, login, limits));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
