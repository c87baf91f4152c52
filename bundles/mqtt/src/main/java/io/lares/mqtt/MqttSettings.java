package io.lares.mqtt;

import org.jspecify.annotations.Nullable;

/** Which broker the hub uses. */
public sealed interface MqttSettings {
  /**
   * The broker inside the hub.
   *
   * @param port TCP port; 0 takes any free one
   * @param openToNetwork true to let devices of the local network in, who then need the user and
   *     password; false binds to loopback
   * @param user what devices log in with
   * @param password null keeps the present one; to be open to the network it has at least 8
   *     characters, chosen by the person who enters it in the devices too
   */
  record BuiltIn(int port, boolean openToNetwork, String user, @Nullable String password)
      implements MqttSettings {}

  /**
   * A broker of the home's own: Mosquitto, EMQX.
   *
   * @param uri {@code tcp://host:port} or {@code ssl://host:port}
   * @param user empty for none
   * @param password null keeps the present one; empty for none
   * @param certificateAuthority PEM of an authority to trust besides the usual ones; empty for none
   */
  record External(String uri, String user, @Nullable String password, String certificateAuthority)
      implements MqttSettings {}
}
