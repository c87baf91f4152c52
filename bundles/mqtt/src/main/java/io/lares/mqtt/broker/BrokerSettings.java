package io.lares.mqtt.broker;

import java.net.InetAddress;
import java.nio.file.Path;

/**
 * How a broker is set up.
 *
 * @param address to listen at
 * @param port 0 takes any free one
 * @param folder for retained messages
 * @param login decides who may connect
 * @param limits what clients may ask for
 */
public record BrokerSettings(
    InetAddress address, int port, Path folder, Login login, BrokerLimits limits) {
  /** Decides who may connect. Called on a thread that may wait. */
  @FunctionalInterface
  public interface Login {
    /**
     * @param user empty where the client gives none
     */
    boolean allows(String user, byte[] password);
  }
}
