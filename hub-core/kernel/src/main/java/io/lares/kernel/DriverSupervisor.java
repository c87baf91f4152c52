package io.lares.kernel;

import io.lares.driver.DriverManifest;
import io.lares.home.Place;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Opens drivers, watches over them, and restarts or cuts off those that fail. */
public interface DriverSupervisor {
  /** Who the drivers are whose bundles run, in the order in which they came. */
  List<DriverManifest> drivers();

  /**
   * What a session was configured with, secrets included; without the defaults of its driver.
   *
   * @throws IllegalArgumentException where there is no such session
   */
  Map<String, String> settings(String instance);

  /** All configured sessions, also those whose bundle is missing. */
  List<DriverStatus> sessions();

  /**
   * Configures a session and opens it; kept across restarts.
   *
   * @param instance its name, {@code [a-z][a-z0-9-]*}; an existing one is opened anew
   * @return completes when opening has ended, well or not, and all that the session announced and
   *     observed while opening can be seen; never exceptionally
   * @throws IllegalArgumentException where a required setting is missing or the name is malformed
   */
  CompletionStage<DriverStatus> open(String instance, String driver, Map<String, String> settings);

  /** Closes a session until {@link #start}; kept across restarts. */
  void stop(String instance);

  void start(String instance);

  /** Closes a session and forgets it and its devices. */
  void remove(String instance);

  /** Tells the sessions where the home is; not kept. */
  void live(Place place);
}
