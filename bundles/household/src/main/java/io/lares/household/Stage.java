package io.lares.household;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.kernel.Change;
import io.lares.kernel.Intent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the devices of a simulated home show, and what is still to happen. */
final class Stage {
  private final Map<DeviceId, Map<AttributeId, Value>> states = new HashMap<>();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::second).thenComparingLong(Due::order));
  private final Consumer<Change> out;
  private long order;
  private long sequence;

  private record Due(long second, long order, Runnable work) {}

  /**
   * Makes an empty stage.
   *
   * @param out is told each change, in order
   */
  Stage(Consumer<Change> out) {
    this.out = out;
  }

  void later(long second, Runnable work) {
    queue.add(new Due(second, order++, work));
  }

  /** Lets happen what is due before a moment. */
  void until(long second) {
    while (!queue.isEmpty() && queue.element().second() < second) {
      queue.remove().work().run();
    }
  }

  @Nullable Value state(DeviceId device, AttributeId attribute) {
    return states.getOrDefault(device, Map.of()).get(attribute);
  }

  /** Forgets how something stands, so that the next value is news whatever it is. */
  void unknown(DeviceId device, AttributeId attribute) {
    states.computeIfAbsent(device, ignored -> new HashMap<>()).remove(attribute);
  }

  boolean set(long second, Command command, @Nullable Actor actor) {
    return emit(second, command.device(), command.attribute(), command.value(), actor);
  }

  /** Tells a value; says whether it was news. */
  boolean emit(
      long second, DeviceId device, AttributeId attribute, Value value, @Nullable Actor actor) {
    Value before = states.computeIfAbsent(device, ignored -> new HashMap<>()).put(attribute, value);
    if (value.equals(before)) {
      return false;
    }
    sequence++;
    out.accept(
        new Change(
            sequence,
            device,
            attribute,
            before,
            value,
            Instant.ofEpochSecond(second),
            actor == null ? null : new Intent("i" + sequence, actor, "", false)));
    return true;
  }
}
