package io.lares.automations.engine;

import io.lares.automations.time.Due;
import io.lares.automations.time.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The timetable behind its lock, which is held while the store writes. It is taken before the
 * engine's own, never after.
 */
final class Times {
  private final ReentrantLock lock = new ReentrantLock();
  private final Timetable timetable;

  Times(Timetable timetable) {
    this.timetable = timetable;
  }

  /** Changes the timetable and what goes with it, before anything else can come by time. */
  void change(Consumer<Timetable> change) {
    lock.lock();
    try {
      change.accept(timetable);
    } finally {
      lock.unlock();
    }
  }

  /** Hands out what has come. */
  List<Due> look() {
    lock.lock();
    try {
      return timetable.look();
    } finally {
      lock.unlock();
    }
  }

  /** When the next moment comes. */
  Optional<Instant> next() {
    lock.lock();
    try {
      return timetable.next();
    } finally {
      lock.unlock();
    }
  }
}
