package io.lares.web.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one page. A page that is too slow loses what waits and is told to fetch everything
 * again, so that neither the hub's memory nor the other pages suffer.
 */
final class Outbox {
  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int size;
  private boolean closed;

  /**
   * Makes one.
   *
   * @param limit the most bytes that wait
   */
  Outbox(int limit) {
    this.limit = limit;
  }

  void put(byte[] frames) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (size + frames.length > limit) {
        waiting.clear();
        waiting.add(Frames.RESYNC);
        size = Frames.RESYNC.length;
      } else {
        waiting.add(frames);
        size += frames.length;
      }
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits; empty where nothing came in time. */
  List<byte[]> take(long time, TimeUnit unit) throws InterruptedException {
    lock.lock();
    try {
      long left = unit.toNanos(time);
      while (waiting.isEmpty() && !closed && left > 0) {
        left = filled.awaitNanos(left);
      }
      List<byte[]> taken = new ArrayList<>(waiting);
      waiting.clear();
      size = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
