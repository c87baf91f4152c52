package io.lares.store.sqlite;

import io.lares.home.Value;
import io.lares.store.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever waits goes into one transaction, and is acknowledged
 * together once that is durable. Journal rows linger a moment for company, which spares the disk;
 * everything else is written at once.
 *
 * <p>Where the disk fails, rows wait in memory, bounded, and are tried again with growing pauses;
 * other tasks fail at once with words for people.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MOST_IN_BATCH = 16_384;

  /** A batch of so many rows tells of a busy home. */
  private static final int BUSY = 32;

  private static final int CROWDED_LINGER = 4;

  /** So many rows don't linger. */
  private static final int CROWD = 4_096;

  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(20);

  /** How the writer behaves; {@link #DEFAULT} for a hub. */
  record Pace(
      Duration linger,
      int mostWaitingRows,
      long mostWaitingBytes,
      Duration retry,
      Duration mostRetry) {
    static final Pace DEFAULT =
        new Pace(
            Duration.ofMillis(15),
            200_000,
            24L << 20,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
  }

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
     * @return when the next piece is due
     */
    Duration tidy() throws SQLException;

    void closeDb();
  }

  /** A journal entry that waits; it is itself what tells that it was written. */
  private static final class Row extends CompletableFuture<Long> {
    private final JournalEntry entry;
    private final int bytes;

    // Set by the writer once it has tried; one of the two.
    private long id;
    private @Nullable Exception refused;

    Row(JournalEntry entry) {
      this.entry = entry;
      this.bytes = weight(entry);
    }

    JournalEntry entry() {
      return entry;
    }

    int bytes() {
      return bytes;
    }

    void acknowledge() {
      if (refused == null) {
        complete(id);
      } else {
        completeExceptionally(refused);
      }
    }
  }

  private record Job<T>(Task<T> task, CompletableFuture<T> done) {}

  private final Desk desk;
  private final Pace pace;
  private final String fileName;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Row> rows = new ArrayDeque<>();
  private final Deque<Job<?>> jobs = new ArrayDeque<>();
  private long waitingBytes;
  private int inHand;
  private long dropped;
  private long firstRowAt;
  private boolean closing;
  private String problem = "";

  // Only the writer's thread touches these.
  private long retryAt;
  private Duration pause;
  private long tidyAt;
  private long droppedBefore;
  private boolean steppedBack;
  private boolean crowded;

  Writer(Desk desk, Pace pace, String fileName) {
    this.desk = desk;
    this.pace = pace;
    this.fileName = fileName;
    this.pause = pace.retry();
    this.tidyAt = System.nanoTime();
    this.thread = Thread.ofPlatform().name("store-writer").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Long> append(JournalEntry entry) {
    Row row = new Row(entry);
    List<Row> lost;
    lock.lock();
    try {
      if (closing) {
        return CompletableFuture.failedFuture(new IOException("The store is closed"));
      }
      if (rows.isEmpty()) {
        firstRowAt = System.nanoTime();
        work.signal();
      }
      rows.addLast(row);
      waitingBytes += row.bytes();
      if (rows.size() == CROWD) {
        work.signal();
      }
      lost = dropOldest();
    } finally {
      lock.unlock();
    }
    fail(lost, "The journal had no room left for it: " + problem());
    return row;
  }

  /** Runs a task on the writer's thread; its stage fails with {@link UncheckedIOException}. */
  <T> CompletableFuture<T> submit(Task<T> task) {
    Job<T> job = new Job<>(task, new CompletableFuture<>());
    lock.lock();
    try {
      if (closing) {
        return CompletableFuture.failedFuture(
            new UncheckedIOException(new IOException("The store is closed")));
      }
      jobs.addLast(job);
      work.signal();
    } finally {
      lock.unlock();
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
    lock.lock();
    try {
      return problem;
    } finally {
      lock.unlock();
    }
  }

  long waiting() {
    lock.lock();
    try {
      return rows.size() + inHand;
    } finally {
      lock.unlock();
    }
  }

  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits and ends; what can't be written by then fails. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
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
      for (Batch batch = next(); batch != null; batch = next()) {
        if (batch.isEmpty()) {
          tidy();
        } else {
          write(batch);
        }
      }
    } finally {
      List<Row> lost;
      List<Job<?>> left;
      lock.lock();
      try {
        closing = true;
        lost = new ArrayList<>(rows);
        left = new ArrayList<>(jobs);
        dropped += lost.size();
        rows.clear();
        jobs.clear();
      } finally {
        lock.unlock();
      }
      fail(lost, "The hub stopped before it could be written: " + problem());
      left.forEach(job -> fail(job, "The store is closed"));
      desk.closeDb();
    }
  }

  private record Batch(List<Row> rows, List<Job<?>> jobs) {
    boolean isEmpty() {
      return rows.isEmpty() && jobs.isEmpty();
    }
  }

  /** Waits for something to do; an empty batch asks to tidy, and null is the end. */
  private @Nullable Batch next() {
    lock.lock();
    try {
      while (true) {
        long now = System.nanoTime();
        boolean failing = !problem.isEmpty();
        if (closing) {
          return rows.isEmpty() && jobs.isEmpty() || failing && jobs.isEmpty() && pause.isZero()
              ? null
              : take(true);
        }
        long rowsIn =
            rows.isEmpty()
                ? Long.MAX_VALUE
                : failing
                    ? retryAt - now
                    : rows.size() >= CROWD ? 0 : firstRowAt + lingering() - now;
        if (rowsIn <= 0 || !jobs.isEmpty()) {
          return take(!failing || rowsIn <= 0);
        }
        long tidyIn = tidyAt - now;
        if (tidyIn <= 0) {
          return new Batch(List.of(), List.of());
        }
        work.awaitNanos(Math.min(rowsIn, tidyIn));
      }
    } catch (InterruptedException e) {
      // Nobody but us has this thread; whoever interrupts it wants it to end.
      closing = true;
      return take(true);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A commit holds up whoever needs the processor, the longer the more it writes; but when rows
   * come in crowds, fewer and larger commits take less of it.
   */
  private long lingering() {
    return pace.linger().toNanos() * (crowded ? CROWDED_LINGER : 1);
  }

  private Batch take(boolean withRows) {
    List<Row> taken = new ArrayList<>(withRows ? Math.min(rows.size(), MOST_IN_BATCH) : 0);
    while (withRows && !rows.isEmpty() && taken.size() < MOST_IN_BATCH) {
      Row row = rows.removeFirst();
      waitingBytes -= row.bytes();
      taken.add(row);
    }
    inHand = taken.size();
    firstRowAt = System.nanoTime();
    List<Job<?>> takenJobs = new ArrayList<>(jobs);
    jobs.clear();
    return new Batch(taken, takenJobs);
  }

  private void write(Batch batch) {
    crowded = batch.rows().size() >= CROWD / 8;
    if (!steppedBack && batch.rows().size() >= BUSY) {
      // What people wait for comes before what is only to be remembered.
      steppedBack = true;
      Niceness.stepBack();
    }
    List<Runnable> acknowledgements = new ArrayList<>(batch.jobs().size());
    try {
      desk.db().run("BEGIN IMMEDIATE");
      for (Row row : batch.rows()) {
        insert(row);
        if (steppedBack && !crowded) {
          Thread.yield();
        }
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

  private void insert(Row row) throws SQLException {
    try {
      row.id = desk.insert(row.entry());
      row.refused = null;
    } catch (SQLException | RuntimeException e) {
      if (Trouble.of(e).stopsAll()) {
        throw e;
      }
      LOG.warn("A journal entry ({}) could not be written", row.entry().getClass().getName(), e);
      countDropped();
      row.refused = e;
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
      tidyAt = System.nanoTime() + desk.tidy().toNanos();
    } catch (SQLException | RuntimeException e) {
      desk.db().rollback();
      desk.rolledBack();
      tidyAt = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      if (e instanceof SQLException failure && Trouble.of(e).stopsAll()) {
        failed(new Batch(List.of(), List.of()), failure);
      } else {
        LOG.warn("The store could not tidy up; it tries again in a minute", e);
      }
    }
  }

  /** Keeps the rows for another try and tells everybody else that it did not work. */
  private void failed(Batch batch, SQLException why) {
    Trouble trouble = Trouble.of(why);
    String words = trouble.words(fileName, why);
    boolean first;
    List<Row> lost;
    lock.lock();
    try {
      for (Row row : batch.rows().reversed()) {
        rows.addFirst(row);
        waitingBytes += row.bytes();
      }
      inHand = 0;
      lost = dropOldest();
      first = problem.isEmpty();
      problem = words;
      retryAt = System.nanoTime() + pause.toNanos();
      // While closing there is one more try and no pause.
      pause = closing ? Duration.ZERO : min(pause.multipliedBy(2), pace.mostRetry());
    } finally {
      lock.unlock();
    }
    if (first) {
      LOG.warn("{}", words, why);
    }
    fail(lost, "The journal had no room left for it: " + words);
    Thread.ofVirtual().start(() -> batch.jobs().forEach(job -> fail(job, words)));
    if (trouble == Trouble.DAMAGED) {
      desk.replaceDamaged(why);
      retryAt = System.nanoTime();
    }
  }

  private void written(int count) {
    boolean recovered;
    long lost;
    lock.lock();
    try {
      inHand = 0;
      recovered = !problem.isEmpty();
      lost = dropped - droppedBefore;
      if (recovered) {
        problem = "";
        droppedBefore = dropped;
        pause = pace.retry();
      }
    } finally {
      lock.unlock();
    }
    if (recovered) {
      String message =
          lost == 0
              ? "The store can write again; nothing was lost"
              : "The store can write again; " + lost + " journal entries were lost meanwhile";
      LOG.info("{} ({} of those that waited are written)", message, count);
      var unused = append(new JournalEntry.Noted(Instant.now(), "store", message));
    }
  }

  private List<Row> dropOldest() {
    List<Row> lost = List.of();
    while (rows.size() > pace.mostWaitingRows() || waitingBytes > pace.mostWaitingBytes()) {
      if (lost.isEmpty()) {
        lost = new ArrayList<>();
      }
      Row oldest = rows.removeFirst();
      waitingBytes -= oldest.bytes();
      lost.add(oldest);
      dropped++;
    }
    return lost;
  }

  private void countDropped() {
    lock.lock();
    try {
      dropped++;
    } finally {
      lock.unlock();
    }
  }

  private static void fail(List<Row> lost, String words) {
    if (!lost.isEmpty()) {
      IOException failure = new IOException(words);
      Thread.ofVirtual().start(() -> lost.forEach(row -> row.completeExceptionally(failure)));
    }
  }

  private static void fail(Job<?> job, String words) {
    job.done().completeExceptionally(new UncheckedIOException(new IOException(words)));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** About how much memory a waiting row takes, in bytes. */
  private static int weight(JournalEntry entry) {
    int texts =
        switch (entry) {
          case JournalEntry.Changed changed ->
              length(changed.after()) + (changed.before() == null ? 0 : length(changed.before()));
          case JournalEntry.Asked asked -> asked.text().length();
          case JournalEntry.Done done -> length(done.value()) + done.detail().length();
          case JournalEntry.Noted noted -> noted.message().length();
        };
    return 200 + 2 * texts;
  }

  private static int length(Value value) {
    return value instanceof Value.Text(String text) ? text.length() : 0;
  }
}
