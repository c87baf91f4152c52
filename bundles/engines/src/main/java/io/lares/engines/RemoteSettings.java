package io.lares.engines;

import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import org.jspecify.annotations.Nullable;

/**
 * What a person chooses; {@link io.lares.language.Endpoint} has the bounds.
 *
 * @param address blank for no model at another computer
 * @param model blank for the first that the server names
 * @param contextTokens 0 takes the server's word
 * @param turn when it is asked
 * @param key null keeps the present one, blank removes it; never told
 */
public record RemoteSettings(
    String address,
    String model,
    Engine engine,
    Api api,
    int contextTokens,
    Turn turn,
    @Nullable String key) {
  /** What a new hub has. */
  public static final RemoteSettings NONE =
      new RemoteSettings("", "", Engine.ANY, Api.CHAT, 0, Turn.FIRST, null);

  /** When it is asked. */
  public enum Turn {
    /** Before the model on the hub, which answers where it does not. */
    FIRST,
    /** Where the model on the hub does not answer. */
    LAST
  }

  @Override
  public String toString() {
    return "RemoteSettings[" + address + ", " + model + "]";
  }
}
