package io.lares.engines;

/** The language model at another computer, as the settings page sees it. An OSGi service. */
public interface RemoteEngine {
  RemoteSettings settings();

  /**
   * Uses and keeps other settings; the server is looked at in the background.
   *
   * @throws IllegalArgumentException where they make no sense, or the key can't be kept; says what
   *     to do
   */
  void apply(RemoteSettings settings);

  RemoteStatus status();
}
