package io.lares.driver;

/**
 * A running driver. All calls come on the session's own thread, one after the other.
 *
 * <p>A call that does not return within the hub's patience (five seconds) counts as hanging: the
 * session is interrupted, cut off from the hub, and opened anew.
 */
public interface Session extends AutoCloseable {
  /**
   * Sends a command to a device. The session answers through {@code reply}, now or later and from
   * any thread: accepted once the device or the network has taken it, or failed. What the device
   * then shows comes as an observation; that alone confirms a command.
   */
  void execute(DeviceCommand command, CommandReply reply);

  /** Lets go of everything: threads, sockets, subscriptions. The host closes what it handed out. */
  @Override
  void close();
}
