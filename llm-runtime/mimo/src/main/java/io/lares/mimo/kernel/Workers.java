package io.lares.mimo.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A few platform threads for loops whose turns don't touch each other. The caller is one of them,
 * so that a single thread needs no pool. Several callers may share it.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService helpers;

  /**
   * Starts them when they are first needed.
   *
   * @param threads 1 or more, the caller's among them
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("no thread to work with: " + threads);
    }
    this.threads = threads;
    this.helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            Thread.ofPlatform().daemon().name("mimo-worker-", 1).factory());
  }

  /** How many work on a loop. */
  public int threads() {
    return threads;
  }

  /**
   * Calls with each number from 0 to below {@code count} once, in any order, and returns when all
   * is done. An interrupt waits until then; what one turn throws is thrown here at the end.
   */
  public void forEach(int count, IntConsumer turn) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            turn.accept(i);
          }
        };
    CompletableFuture<?>[] others = new CompletableFuture<?>[Math.min(threads, count) - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = CompletableFuture.runAsync(share, helpers);
    }
    try {
      share.run();
    } finally {
      CompletableFuture.allOf(others).join();
    }
  }

  /** Ends the threads after their loops. */
  @Override
  public void close() {
    helpers.close();
  }
}
