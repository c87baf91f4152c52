package io.lares.driver;

import io.lares.home.AttributeId;
import io.lares.home.Place;
import io.lares.home.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The hub as one session sees it. All methods are safe from any thread. After the session was
 * closed or cut off they do nothing, or throw {@link IllegalStateException} where they would return
 * something.
 *
 * <p>Announcing and observing may wait while the hub is behind: the session that floods the hub
 * slows itself and nobody else.
 */
public interface DriverHost {
  /** Longest native identifier, in characters. */
  int MAX_NATIVE_ID = 512;

  /** Adds a device, or replaces what was said of it. Devices start out available. */
  void announce(DeviceDescription device);

  /** The device has gone for good. */
  void withdraw(String nativeId);

  /**
   * Reports what a device shows. A value that does not fit the announced attribute is dropped and
   * counted against the session's health.
   */
  void observe(String nativeId, AttributeId attribute, Value value, Instant time);

  /** Reports what a device shows now. */
  default void observe(String nativeId, AttributeId attribute, Value value) {
    observe(nativeId, attribute, value, Instant.now());
  }

  /** Says whether a device can be reached. */
  void available(String nativeId, boolean available);

  /**
   * Says how the session is, for the page: an empty text when all is well, else what is wrong and
   * what to do.
   */
  void health(String problem);

  /** Runs a task on the session's thread as soon as it is free. */
  void execute(Runnable task);

  /** Runs a task on the session's thread after a while. */
  Cancellable schedule(Duration delay, Runnable task);

  /** Runs a task on the session's thread again and again, this long after it last ended. */
  Cancellable repeat(Duration interval, Runnable task);

  /**
   * Starts a thread of the session's, for reads that block. It is interrupted when the session
   * closes; one that does not end then is named on the page as a leak.
   */
  void startThread(String name, Runnable body);

  /**
   * The shared MQTT connection; listeners run on the session's thread.
   *
   * @throws SecurityException where the manifest does not ask for {@code MQTT}
   */
  MqttChannel mqtt();

  /**
   * Where the home is; empty where nobody has said. A person may say so, or say otherwise, at any
   * time.
   */
  default Optional<Place> place() {
    return Optional.empty();
  }

  /**
   * The secrets of this session, kept across restarts until a person removes the session. Calls
   * wait for the disk.
   *
   * @throws SecurityException where the manifest does not ask for {@code SECRETS}
   */
  Secrets secrets();

  /** Where to say things; the lines carry the session's name. */
  System.Logger log();
}
