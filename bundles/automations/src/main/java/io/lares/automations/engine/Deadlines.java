package io.lares.automations.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen after a while, on a clock that nobody sets. Not for several threads at once.
 */
final class Deadlines {
  /** Something that is to happen. */
  static final class Deadline {
    private final long at;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    private Deadline(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }
  }

  private final PriorityQueue<Deadline> queue =
      new PriorityQueue<>(
          Comparator.<Deadline>comparingLong(each -> each.at)
              .thenComparingLong(each -> each.order));
  private long count;
  private int cancelled;

  Deadline put(long atNanos, Runnable task) {
    Deadline deadline = new Deadline(atNanos, count++, task);
    queue.add(deadline);
    return deadline;
  }

  void cancel(@Nullable Deadline deadline) {
    if (deadline == null || deadline.cancelled) {
      return;
    }
    deadline.cancelled = true;
    // To look for one in the heap costs more than to leave it until it comes up.
    if (++cancelled > 64 && cancelled > queue.size() / 2) {
      queue.removeIf(each -> each.cancelled);
      cancelled = 0;
    }
  }

  /** Hands out what has come. */
  void due(long nanos, Consumer<Runnable> taker) {
    while (!queue.isEmpty() && (queue.peek().cancelled || queue.peek().at - nanos <= 0)) {
      Deadline next = queue.remove();
      if (next.cancelled) {
        cancelled = Math.max(0, cancelled - 1);
      } else {
        next.cancelled = true;
        taker.accept(next.task);
      }
    }
  }

  /** When the next one comes; {@link Long#MAX_VALUE} where there is none. */
  long next() {
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at;
  }
}
