package io.lares.scenes;

import io.lares.home.Actor;
import io.lares.home.DeviceId;
import io.lares.planner.Step;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The home's scenes. Each is also a device of the home, of the type {@code Scene}, so that a
 * sentence, the page, an automation and a model turn it on like any other. An OSGi service. Safe
 * from any thread.
 */
public interface Scenes {
  /** The most scenes. */
  int MOST = 500;

  /** All scenes, by their names. */
  List<Scene> all();

  Optional<Scene> find(String id);

  /**
   * Keeps a scene, new or instead of the one with its id. Returns once it survives {@code kill -9}.
   *
   * @throws IllegalArgumentException where it can't be kept or its maker may not do what it does,
   *     in words that say what to do
   * @throws java.io.UncheckedIOException where the store can't write
   */
  void save(Scene scene, Actor maker);

  /**
   * Makes a scene of how devices are now: what can be set again, as it was observed. What opens or
   * endangers the home is left out. It is not kept yet.
   *
   * @param name becomes its name, and its id as far as it can; where a scene has it, that one is
   *     meant and keeps its variants
   * @throws IllegalArgumentException where there is nothing to keep of these devices
   */
  Scene captured(String name, Collection<DeviceId> devices);

  /**
   * Makes a scene of steps. It is not kept yet.
   *
   * @param name as for {@link #captured}
   * @throws IllegalArgumentException where a scene can't have such steps, in words for people
   */
  Scene planned(String name, List<Step> steps);

  /** Forgets a scene; false where there is none of this id. */
  boolean remove(String id);

  /**
   * Turns a scene on, as somebody touches it.
   *
   * @throws IllegalArgumentException where this person may not do what it does
   * @return completes when all is done or has failed, never exceptionally; empty where there is no
   *     scene of this id
   */
  Optional<CompletionStage<Summary>> apply(String id, Actor by);

  /**
   * Puts the scene's devices back as they were before it was last turned on.
   *
   * @return empty where it was not turned on, or was put back already
   */
  Optional<CompletionStage<Summary>> putBack(String id);

  /**
   * What came of a scene, from what was observed.
   *
   * @param confirmed the devices that were seen to do all that they were asked
   * @param unconfirmed those that took it and were not seen to do it
   * @param failed those that did not do it, with the reason
   * @param missing identifiers of devices that the home no longer has
   */
  record Summary(
      List<DeviceId> confirmed,
      List<DeviceId> unconfirmed,
      List<Trouble> failed,
      List<DeviceId> missing) {
    public Summary {
      confirmed = List.copyOf(confirmed);
      unconfirmed = List.copyOf(unconfirmed);
      failed = List.copyOf(failed);
      missing = List.copyOf(missing);
    }
  }

  /**
   * A device that did not do it.
   *
   * @param why in words for people
   */
  record Trouble(DeviceId device, String why) {}
}
