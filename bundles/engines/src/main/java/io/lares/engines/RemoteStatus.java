package io.lares.engines;

import io.lares.language.RemoteModel.Found;
import java.util.Optional;

/**
 * How it is.
 *
 * @param problem in words for people with what to do; empty when all is well
 * @param found what was found at the address, when it was last reached
 * @param key whether a key is kept
 */
public record RemoteStatus(State state, String problem, Optional<Found> found, boolean key) {
  /** In short. */
  public enum State {
    /** Nobody wants one. */
    OFF,
    /** It is being looked at. */
    LOOKING,
    READY,
    /** Others answer until it is back. */
    AWAY
  }
}
