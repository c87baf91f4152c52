package io.lares.kernel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The commands under way, by when each is to be looked at next, so that none is looked at for
 * nothing: a hashed timing wheel (Varghese and Lauck, 1987, scheme 6). Anybody may add and remove;
 * one thread turns.
 */
final class TimingWheel {
  /** How exact the times are. */
  static final long TICK_NANOS = 100_000_000L;

  /** A power of two; what waits for longer than one turn is passed by until its own. */
  private static final int SLOTS = 128;

  private final List<Set<PendingCommand>> slots = new ArrayList<>(SLOTS);
  private final long begun;

  /** Ticks that have been looked at. */
  private long turned;

  /**
   * Makes an empty one.
   *
   * @param now by {@link System#nanoTime}, as all times here
   */
  TimingWheel(long now) {
    begun = now;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(ConcurrentHashMap.newKeySet());
    }
  }

  void add(PendingCommand command) {
    slot(command.nextLook()).add(command);
  }

  /** Takes out a command that has ended. */
  void remove(PendingCommand command) {
    slot(command.nextLook()).remove(command);
  }

  /** Has all whose time has come checked, and puts those that go on where they come next. */
  void turn(long now) {
    long ticks = (now - begun) / TICK_NANOS;
    // After a long sleep each slot has its turn once.
    turned = Math.max(turned, ticks - SLOTS);
    for (; turned < ticks; turned++) {
      slots.get(slotOf(turned + 1)).forEach(command -> look(command, now));
    }
  }

  private void look(PendingCommand command, long now) {
    long last = command.nextLook();
    if (last - now <= 0) {
      command.check(now);
      Set<PendingCommand> before = slot(last);
      Set<PendingCommand> after = slot(command.nextLook());
      if (before != after) {
        after.add(command);
        before.remove(command);
      }
      if (command.done()) {
        // Whoever ended it meanwhile may have looked for it where it was before.
        after.remove(command);
      }
    }
  }

  void forEach(Consumer<PendingCommand> action) {
    slots.forEach(slot -> slot.forEach(action));
  }

  private Set<PendingCommand> slot(long time) {
    return slots.get(slotOf(Math.ceilDiv(time - begun, TICK_NANOS)));
  }

  private static int slotOf(long tick) {
    return (int) (tick & SLOTS - 1);
  }
}
