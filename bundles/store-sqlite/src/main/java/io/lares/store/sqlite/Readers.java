package io.lares.store.sqlite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few connections that only read, each query against one snapshot of the file. They have platform
 * threads, since a long query in native code would hold on to a carrier of the virtual ones.
 */
final class Readers implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final Path file;
  private final ConcurrentLinkedDeque<Db> idle = new ConcurrentLinkedDeque<>();
  private final ThreadPoolExecutor threads;

  /** Something to look up; runs within a transaction. */
  @FunctionalInterface
  interface Query<T> {
    T run(Db db) throws SQLException;
  }

  Readers(Path file) {
    this.file = file;
    threads =
        new ThreadPoolExecutor(
            CONNECTIONS,
            CONNECTIONS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("store-reader-", 0).daemon().factory(),
            new ThreadPoolExecutor.AbortPolicy());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Looks something up and waits for it.
   *
   * @throws UncheckedIOException where the file can't be read
   */
  <T> T call(Query<T> query) {
    return submit(db -> {
      db.run("BEGIN");
      T result = query.run(db);
      db.run("COMMIT");
      return result;
    });
  }

  /** Runs a statement that makes its own transaction. */
  <T> T outsideTransaction(Query<T> query) {
    return submit(query);
  }

  /** Closes the idle connections: the file is another one now. */
  void forget() {
    for (Db db = idle.pollFirst(); db != null; db = idle.pollFirst()) {
      db.close();
    }
  }

  private <T> T submit(Query<T> query) {
    Future<T> result;
    try {
      result = threads.submit(() -> run(query));
    } catch (RejectedExecutionException e) {
      throw new UncheckedIOException(new IOException("The store is closed", e));
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("Interrupted while reading"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UncheckedIOException(
          new IOException("The store can't be read: " + cause.getMessage(), cause));
    }
  }

  private <T> T run(Query<T> query) throws SQLException {
    Db pooled = idle.pollFirst();
    Db db = pooled == null ? Db.reader(file) : pooled;
    boolean sound = false;
    try {
      T result = query.run(db);
      sound = true;
      return result;
    } finally {
      if (sound) {
        idle.addFirst(db);
      } else {
        db.close();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    forget();
  }
}
