package io.lares.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The least that could bring a change to its command: it is handed from thread to thread as often
 * as the hub does it, from the driver to the river, to the rules, and to the driver, and nothing is
 * done on the way. What that takes longer than a moment is the machine's.
 */
final class Handovers {
  private static final int WAITING = 16_384;
  private static final long END = -1;

  private Handovers() {}

  /** Hands so many over. */
  static Delays measure(int perSecond, int seconds) throws InterruptedException {
    Delays delays = new Delays(perSecond * seconds, perSecond);
    BlockingQueue<Long> river = new ArrayBlockingQueue<>(WAITING);
    BlockingQueue<Long> rules = new ArrayBlockingQueue<>(WAITING);
    BlockingQueue<Long> driver = new ArrayBlockingQueue<>(WAITING);
    Thread last =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              for (long due = take(driver); due != END; due = take(driver)) {
                delays.commanded(due, System.nanoTime());
              }
            });
    Thread.ofPlatform().daemon().start(() -> pass(river, rules));
    Thread.ofVirtual().start(() -> pass(rules, driver));
    delays.send(n -> river.add(delays.due(n)));
    river.put(END);
    last.join(TimeUnit.SECONDS.toMillis(seconds));
    return delays;
  }

  private static void pass(BlockingQueue<Long> from, BlockingQueue<Long> to) {
    for (long due = take(from); due != END; due = take(from)) {
      to.add(due);
    }
    to.add(END);
  }

  private static long take(BlockingQueue<Long> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return END;
    }
  }
}
