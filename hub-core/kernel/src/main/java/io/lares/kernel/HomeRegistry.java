package io.lares.kernel;

import io.lares.home.Home;

/** What there is in the home. Safe from any thread. */
public interface HomeRegistry {
  /** The home as it is now; cheap to ask for. */
  Home home();

  /** Grows with every change of the home. */
  long revision();

  /**
   * Changes the home as a person wishes; kept across restarts and re-discovery. Returns once the
   * change survives {@code kill -9}; while the store can't write, or is slower than a few seconds,
   * the change stays in memory until it can. A {@link HomeChanged} event follows.
   *
   * @throws IllegalArgumentException where the edit names something that does not exist, or would
   *     leave the home inconsistent; says what to do
   */
  void edit(HomeEdit edit);
}
