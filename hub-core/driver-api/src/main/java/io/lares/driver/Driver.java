package io.lares.driver;

/**
 * A device driver. A bundle registers it as an OSGi service; the hub opens and closes its sessions.
 */
public interface Driver {
  /** Who this driver is and what it needs. Constant, and quick to answer. */
  DriverManifest manifest();

  /**
   * Starts to serve one configuration: a bridge, an account, a broker.
   *
   * <p>Runs on the session's own thread, as does every later call to the session; so a session
   * needs no locks. It should return quickly and go on by itself from what it subscribes to or
   * schedules.
   *
   * @throws DriverException where it cannot start; the hub tries again with growing pauses, unless
   *     the reason says that only a person can help
   */
  Session open(DriverConfig config, DriverHost host) throws DriverException;
}
