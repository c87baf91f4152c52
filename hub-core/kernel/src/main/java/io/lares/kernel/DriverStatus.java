package io.lares.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a driver's session is.
 *
 * @param instance the session's name
 * @param driver the driver's id
 * @param name the driver's name for people
 * @param problem what is wrong and what to do, in words for people; empty when all is well
 * @param restarts how often it was opened again since the hub started
 * @param devices how many devices it serves
 * @param nextTry when it is opened again, where it waits for that
 */
public record DriverStatus(
    String instance,
    String driver,
    String name,
    State state,
    String problem,
    int restarts,
    int devices,
    @Nullable Instant nextTry)
    implements HubEvent {
  /** What a session does. */
  public enum State {
    /** Its bundle is not there. */
    MISSING,
    OPENING,
    RUNNING,
    /** It failed and is opened again after a pause. */
    BACKING_OFF,
    /** Only another configuration can help. */
    NEEDS_PERSON,
    /** A person stopped it. */
    STOPPED
  }
}
