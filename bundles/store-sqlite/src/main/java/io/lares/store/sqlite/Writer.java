package io.lares.store.sqlite;

import io.lares.launcher.Turns;
import io.lares.store.JournalEntry;
import io.lares.store.sqlite.Waiting.Batch;
import io.lares.store.sqlite.Waiting.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever is due goes into one transaction, and is acknowledged
 * together once that is durable.
 *
 * <p>Where the disk fails, rows are tried again with growing pauses; other tasks fail at once with
 * words for people.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** A batch of so many rows tells of a busy home. */
  private static final int BUSY = 32;

  /** When so many rows wait, the writer no longer gives way. */
  private static final int HURRY = 8_192;

  /** How long the writer keeps a processor that others may wait for. */
  private static final long TURN_NANOS = 100_000;

  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(20);

  /** Something to write; runs on the writer's thread within a transaction. */
  @FunctionalInterface
  interface Task<T> {
    T run(Db db) throws SQLException;
  }

  /** The file and what happens in it besides what people ask for. Called on the writer's thread. */
  interface Desk {
    Db db();

    /** Writes a row and returns its number. */
    long insert(JournalEntry entry) throws SQLException;

    /** Called before a commit that contains rows. */
    void beforeCommit() throws SQLException;

    /** The transaction is durable. */
    void committed();

    /** The transaction was taken back. */
    void rolledBack();

    /** The file is damaged: puts another one in its place, or throws. */
    void replaceDamaged(SQLException why);

    /**
     * Does a small piece of the background work, in its own transaction.
     *
     * @param giveWay to be called now and then
     * @return when the next piece is due
     */
    Duration tidy(Runnable giveWay) throws SQLException;

    void closeDb();
  }

  private final Desk desk;
  private final String fileName;
  private final Waiting waiting;
  private final Thread thread;

  // Only the writer's thread touches these.
  private long tidyAt;
  private boolean steppedBack;
  private long gaveWayAt;

  Writer(Desk desk, Waiting.Pace pace, String fileName) {
    this.desk = desk;
    this.fileName = fileName;
    this.waiting = new Waiting(pace);
    this.tidyAt = System.nanoTime();
    this.thread = Thread.ofPlatform().name("store-writer").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Long> append(JournalEntry entry) {
    return waiting.add(new Row(entry));
  }

  /** Runs a task on the writer's thread; its stage fails with {@link UncheckedIOException}. */
  <T> CompletableFuture<T> submit(Task<T> task) {
    Job<T> job = new Job<>(task, new CompletableFuture<>());
    if (!waiting.add(job)) {
      job.fail("The store is closed");
    }
    return job.done();
  }

  /** Runs a task and waits until it is durable. */
  <T> T call(Task<T> task) {
    try {
      return submit(task).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw new UncheckedIOException(cause.getMessage(), cause.getCause());
      }
      throw e;
    } catch (CancellationException e) {
      throw new UncheckedIOException(new IOException("The store is closed"));
    }
  }

  /** What is wrong, in words for people; empty when all is well. */
  String problem() {
    return waiting.problem();
  }

  /** Rows that are not durable yet. */
  long waiting() {
    return waiting.rows();
  }

  /** Rows that could not be kept. */
  long dropped() {
    return waiting.dropped();
  }

  /** Writes what waits and ends; what can't be written by then fails. */
  @Override
  public void close() {
    waiting.close();
    try {
      if (!thread.join(CLOSING_PATIENCE)) {
        LOG.warn("The store is still writing to {} while the hub stops", fileName);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      for (Batch batch = waiting.next(tidyAt); batch != null; batch = waiting.next(tidyAt)) {
        if (batch.isEmpty()) {
          tidy();
        } else {
          write(batch);
        }
      }
    } finally {
      waiting.abandon();
      desk.closeDb();
    }
  }

  private void write(Batch batch) {
    if (!steppedBack && batch.rows().size() >= BUSY) {
      // What people wait for comes before what is only to be remembered.
      steppedBack = true;
      Turns.stepBack();
    }
    List<Runnable> acknowledgements = new ArrayList<>(batch.jobs().size());
    try {
      desk.db().run("BEGIN IMMEDIATE");
      for (Row row : batch.rows()) {
        insert(row);
        giveWay();
      }
      if (!batch.rows().isEmpty()) {
        desk.beforeCommit();
      }
      for (Job<?> job : batch.jobs()) {
        acknowledgements.add(run(job));
      }
      desk.db().run("COMMIT");
      desk.committed();
    } catch (SQLException e) {
      desk.db().rollback();
      desk.rolledBack();
      failed(batch, e);
      return;
    }
    written(batch.rows().size());
    // Listeners of a stage run on the thread that completes it, which must not be this one.
    Thread.ofVirtual()
        .name("store-acknowledge")
        .start(() -> {
          batch.rows().forEach(Row::acknowledge);
          acknowledgements.forEach(Runnable::run);
        });
  }

  private void giveWay() {
    if (System.nanoTime() - gaveWayAt > TURN_NANOS && waiting.rows() < HURRY) {
      Thread.yield();
      gaveWayAt = System.nanoTime();
    }
  }

  private void insert(Row row) throws SQLException {
    try {
      row.inserted(desk.insert(row.entry()));
    } catch (SQLException | RuntimeException e) {
      if (Trouble.of(e).stopsAll()) {
        throw e;
      }
      LOG.warn("A journal entry ({}) could not be written", row.entry().getClass().getName(), e);
      waiting.countDropped();
      row.refused(e);
    }
  }

  private <T> Runnable run(Job<T> job) throws SQLException {
    desk.db().run("SAVEPOINT job");
    try {
      T result = job.task().run(desk.db());
      desk.db().run("RELEASE job");
      return () -> job.done().complete(result);
    } catch (SQLException | RuntimeException e) {
      if (Trouble.of(e).stopsAll()) {
        throw e;
      }
      desk.db().run("ROLLBACK TO job");
      desk.db().run("RELEASE job");
      RuntimeException failure =
          e instanceof RuntimeException runtime
              ? runtime
              : new UncheckedIOException(
                  new IOException("The store refused it: " + e.getMessage(), e));
      return () -> job.done().completeExceptionally(failure);
    }
  }

  private void tidy() {
    try {
      tidyAt = System.nanoTime() + desk.tidy(this::giveWay).toNanos();
    } catch (SQLException | RuntimeException e) {
      desk.db().rollback();
      desk.rolledBack();
      tidyAt = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      if (e instanceof SQLException failure && Trouble.of(e).stopsAll()) {
        failed(Batch.EMPTY, failure);
      } else {
        LOG.warn("The store could not tidy up; it tries again in a minute", e);
      }
    }
  }

  /** Keeps the rows for another try and tells everybody else that it did not work. */
  private void failed(Batch batch, SQLException why) {
    Trouble trouble = Trouble.of(why);
    String words = trouble.words(fileName, why);
    if (waiting.putBack(batch.rows(), words)) {
      LOG.warn("{}", words, why);
    }
    Thread.ofVirtual().start(() -> batch.jobs().forEach(job -> job.fail(words)));
    if (trouble == Trouble.DAMAGED) {
      desk.replaceDamaged(why);
      waiting.retryNow();
    }
  }

  private void written(int count) {
    OptionalLong recovered = waiting.written();
    if (recovered.isPresent()) {
      long lost = recovered.getAsLong();
      String message =
          lost == 0
              ? "The store can write again; nothing was lost"
              : "The store can write again; " + lost + " journal entries were lost meanwhile";
      LOG.info("{} ({} of those that waited are written)", message, count);
      var unused = append(new JournalEntry.Noted(Instant.now(), "store", message));
    }
  }
}
