package io.lares.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** How long changes took to become commands, and what held up those that took long. */
final class Delays {
  private final int perSecond;
  private final long[] late;
  private final long[] due;
  private final long[] nanos;
  private final AtomicInteger measured = new AtomicInteger();
  private long begin;

  /**
   * Makes one.
   *
   * @param changes how many there will be
   */
  Delays(int changes, int perSecond) {
    this.perSecond = perSecond;
    this.late = new long[changes];
    this.due = new long[changes];
    this.nanos = new long[changes];
  }

  /** Sends each change when it is due; the sender is told which it is. */
  void send(IntConsumer sender) {
    begin = System.nanoTime() + 1_000_000;
    for (int n = 0; n < late.length; n++) {
      long at = due(n);
      while (at - System.nanoTime() > 0) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      late[n] = Math.max(0, System.nanoTime() - at);
      sender.accept(n);
    }
  }

  /** When a change is to be reported, in nanoseconds of the machine's clock. */
  long due(int change) {
    return begin + change * 1_000_000_000L / perSecond;
  }

  /** The command of the change that was due then has come. */
  void commanded(long at, long now) {
    int index = measured.getAndIncrement();
    if (index < nanos.length) {
      due[index] = at;
      nanos[index] = now - at;
    }
  }

  int count() {
    return Math.min(measured.get(), nanos.length);
  }

  /** From change to command, in milliseconds, for this share of them. */
  double millis(double share) {
    return at(nanos, count(), share);
  }

  /** How late the changes themselves were sent, in milliseconds: what the machine adds. */
  double lateMillis(double share) {
    return at(late, late.length, share);
  }

  private static double at(long[] values, int count, double share) {
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[Math.min(count - 1, (int) (count * share))] / 1e6;
  }

  /**
   * Why the slow ones were slow.
   *
   * @param slow how many took longer than the limit
   * @param paused how many of them met a pause of the garbage collector
   * @param late how many others were sent late: the machine had no processor free
   */
  record Causes(int slow, int paused, int late) {
    double percent(int some) {
      return slow == 0 ? 0 : 100.0 * some / slow;
    }
  }

  Causes causes(double limitMillis, List<Pauses.Pause> pauses) {
    int slow = 0;
    int paused = 0;
    int sentLate = 0;
    for (int i = 0; i < count(); i++) {
      if (nanos[i] <= limitMillis * 1e6) {
        continue;
      }
      slow++;
      long from = due[i];
      long to = from + nanos[i];
      int change = (int) Math.round((from - begin) * (perSecond / 1e9));
      if (pauses.stream().anyMatch(pause -> pause.begin() - to < 0 && pause.end() - from > 0)) {
        paused++;
      } else if (late[Math.clamp(change, 0, late.length - 1)] > nanos[i] / 2) {
        sentLate++;
      }
    }
    return new Causes(slow, paused, sentLate);
  }
}
