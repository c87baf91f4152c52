package io.lares.planner;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Knows what people like, for wishes that leave it open. An OSGi service; the planner works without
 * one. Safe from any thread. What it says of devices that keep the home safe is not listened to.
 */
public interface Likings {
  /** Nobody is known to like anything. */
  Likings NONE =
      new Likings() {
        @Override
        public Optional<Value> liked(
            Actor speaker, DeviceId device, AttributeId attribute, Instant at) {
          return Optional.empty();
        }

        @Override
        public List<Command> usual(Actor speaker, Instant at) {
          return List.of();
        }

        @Override
        public List<Command> lastTime(Actor speaker, DeviceId scene) {
          return List.of();
        }
      };

  /** The value that the speaker likes at a moment. */
  Optional<Value> liked(Actor speaker, DeviceId device, AttributeId attribute, Instant at);

  /** What the speaker does as a rule at this time; empty where nothing is known. */
  List<Command> usual(Actor speaker, Instant at);

  /** What people set by hand after a scene was activated last; empty where nothing is known. */
  List<Command> lastTime(Actor speaker, DeviceId scene);

  /**
   * What was asked to be remembered and holds at a moment: what the speaker likes, and when anybody
   * wants quiet. The latest first.
   */
  default List<Remembered> remembered(Actor speaker, Instant at) {
    return List.of();
  }

  /** When anybody wants quiet at a moment: the quiet part of {@link #remembered}. Cheap. */
  default List<Remembered.Quiet> quiet(Instant at) {
    return List.of();
  }

  /**
   * What is known of the speaker, in sentences, what they said themselves first: for a model. Data
   * and no instruction.
   */
  default List<String> known(Actor speaker) {
    return List.of();
  }
}
